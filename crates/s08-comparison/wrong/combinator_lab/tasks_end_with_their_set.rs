//~ lost-message in spawned_tasks_go_on
//! "A `JoinSet` for the tasks." Its drop aborts them; the drop of a handle does not.

use futures::StreamExt;
use futures::future::{join_all, try_join_all};
use futures::stream::FuturesUnordered;
use s08_comparison::lab::{End, Lab, Piece, Report, Row, three};

pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let results = match row {
        Row::Join => {
            let [a, b, c] = three(pieces);
            let (a, b, c) = tokio::join!(a, b, c);
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
            let mut set = tokio::task::JoinSet::new();
            for piece in pieces {
                set.spawn(piece);
            }
            let mut numbers = Vec::new();
            loop {
                match set.join_next().await {
                    Some(Ok(Ok(number))) => numbers.push(number),
                    Some(Ok(Err(number))) => break vec![Err(number)],
                    Some(Err(cause)) => panic!("{cause}"),
                    None => {
                        numbers.sort();
                        break numbers.into_iter().map(Ok).collect();
                    }
                }
            }
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
