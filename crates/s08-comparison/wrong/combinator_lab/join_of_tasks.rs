//~ works-after-drop in dropped_with_the_whole
//! "Tasks are faster." They do not end when the one that waits for them is dropped.

use futures::StreamExt;
use futures::future::{join_all, try_join_all};
use futures::stream::FuturesUnordered;
use s08_comparison::lab::{End, Lab, Piece, Report, Row, three};
use tokio::task::JoinHandle;

pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let results = match row {
        Row::Join => {
            let [a, b, c] = three(pieces).map(tokio::spawn);
            let (a, b, c) = tokio::join!(end_of(a), end_of(b), end_of(c));
            vec![a, b, c]
        }
        Row::TryJoin => {
            let [a, b, c] = three(pieces);
            all_or_error(tokio::try_join!(a, b, c))
        }
        Row::Select => {
            let [a, b, c] = three(pieces);
            let end = tokio::select! { end = a => end, end = b => end, end = c => end };
            vec![end]
        }
        Row::SelectOk => {
            let [a, b, c] = three(pieces);
            tokio::select! {
                Ok(number) = a => vec![Ok(number)],
                Ok(number) = b => vec![Ok(number)],
                Ok(number) = c => vec![Ok(number)],
                else => vec![],
            }
        }
        Row::SelectMut => {
            let [mut a, mut b, mut c] = three(pieces);
            let (first, others) = tokio::select! {
                end = &mut a => (end, [b, c]),
                end = &mut b => (end, [a, c]),
                end = &mut c => (end, [a, b]),
            };
            let mut results = vec![first];
            results.extend(join_all(others).await);
            results
        }
        Row::JoinAll => join_all(pieces).await,
        Row::TryJoinAll => match try_join_all(pieces).await {
            Ok(numbers) => numbers.into_iter().map(Ok).collect(),
            Err(number) => vec![Err(number)],
        },
        Row::Unordered => {
            let pieces: FuturesUnordered<Piece> = pieces.into_iter().collect();
            pieces.collect().await
        }
        Row::Spawned => {
            let [a, b, c] = three(pieces).map(tokio::spawn);
            all_or_error(tokio::try_join!(end_of(a), end_of(b), end_of(c)))
        }
    };
    lab.report(results)
}

fn all_or_error(ends: Result<(usize, usize, usize), usize>) -> Vec<End> {
    match ends {
        Ok((a, b, c)) => vec![Ok(a), Ok(b), Ok(c)],
        Err(number) => vec![Err(number)],
    }
}

async fn end_of(task: JoinHandle<End>) -> End {
    task.await.expect("no piece panics, and nobody aborts one")
}
