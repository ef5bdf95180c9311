//! One loop for all rows: whatever ends is written down, and each row knows when it has enough.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use s08_comparison::lab::{End, Lab, Piece, Report, Row};

/// Ends in the order in which they came, until `is_enough`; then the rest is dropped.
async fn run<F>(pieces: Vec<F>, is_enough: impl Fn(End) -> bool) -> Vec<(usize, End)>
where
    F: Future<Output = End> + Unpin,
{
    let mut pieces: Vec<Option<F>> = pieces.into_iter().map(Some).collect();
    let mut ends = Vec::new();
    poll_fn(|context| {
        for (place, slot) in pieces.iter_mut().enumerate() {
            let Some(piece) = slot else { continue };
            if let Poll::Ready(end) = Pin::new(piece).poll(context) {
                *slot = None;
                ends.push((place, end));
                if is_enough(end) {
                    return Poll::Ready(());
                }
            }
        }
        match pieces.iter().any(Option::is_some) {
            true => Poll::Pending,
            false => Poll::Ready(()),
        }
    })
    .await;
    ends
}

fn in_order(mut ends: Vec<(usize, End)>) -> Vec<End> {
    ends.sort_by_key(|(place, _)| *place);
    as_they_came(ends)
}

fn as_they_came(ends: Vec<(usize, End)>) -> Vec<End> {
    ends.into_iter().map(|(_, end)| end).collect()
}

fn or_error(ends: Vec<(usize, End)>) -> Vec<End> {
    match ends.last() {
        Some((_, Err(number))) => vec![Err(*number)],
        _ => in_order(ends),
    }
}

pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let results = match row {
        Row::Join | Row::JoinAll => in_order(run(pieces, |_| false).await),
        Row::TryJoin | Row::TryJoinAll => or_error(run(pieces, |end| end.is_err()).await),
        Row::Select => as_they_came(run(pieces, |_| true).await),
        Row::SelectOk => {
            let mut ends = as_they_came(run(pieces, |end| end.is_ok()).await);
            ends.retain(Result::is_ok);
            ends
        }
        Row::SelectMut => {
            let mut ends = run(pieces, |_| false).await;
            ends[1..].sort_by_key(|(place, _)| *place);
            as_they_came(ends)
        }
        Row::Unordered => as_they_came(run(pieces, |_| false).await),
        Row::Spawned => {
            let tasks = pieces.into_iter().map(|piece| {
                let mut task = tokio::spawn(piece);
                Box::pin(async move { (&mut task).await.expect("no piece panics") })
            });
            or_error(run(tasks.collect(), |end| end.is_err()).await)
        }
    };
    lab.report(results)
}
