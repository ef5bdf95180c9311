//! The macros and functions of the futures crate.

use futures::future::{self, Either, select, select_all, select_ok};
use futures::stream::{FuturesUnordered, StreamExt};
use s08_comparison::lab::{End, Lab, Piece, Report, Row, three};

pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let all = |ends: Result<Vec<usize>, usize>| match ends {
        Ok(numbers) => numbers.into_iter().map(Ok).collect(),
        Err(number) => vec![Err(number)],
    };
    let results: Vec<End> = match row {
        Row::Join => {
            let [a, b, c] = three(pieces);
            let (a, b, c) = futures::join!(a, b, c);
            [a, b, c].to_vec()
        }
        Row::TryJoin => {
            let [a, b, c] = three(pieces);
            all(futures::try_join!(a, b, c).map(|(a, b, c)| vec![a, b, c]))
        }
        Row::Select => {
            let (end, _, others) = select_all(pieces).await;
            drop(others);
            vec![end]
        }
        Row::SelectOk => match select_ok(pieces).await {
            Ok((number, others)) => {
                drop(others);
                vec![Ok(number)]
            }
            Err(_) => Vec::new(),
        },
        Row::SelectMut => {
            let [mut a, mut b, mut c] = three(pieces);
            let first = match select(&mut a, select(&mut b, &mut c)).await {
                Either::Left((end, _)) => (0, end),
                Either::Right((Either::Left((end, _)), _)) => (1, end),
                Either::Right((Either::Right((end, _)), _)) => (2, end),
            };
            let others = [a, b, c].into_iter().enumerate();
            let others = others.filter(|(place, _)| *place != first.0);
            let others = future::join_all(others.map(|(_, piece)| piece)).await;
            [vec![first.1], others].concat()
        }
        Row::JoinAll => future::join_all(pieces).await,
        Row::TryJoinAll => all(future::try_join_all(pieces).await),
        Row::Unordered => FuturesUnordered::from_iter(pieces).collect().await,
        Row::Spawned => {
            let tasks = pieces.into_iter().map(|piece| async {
                let task = tokio::spawn(piece);
                task.await.expect("no piece panics")
            });
            all(future::try_join_all(tasks).await)
        }
    };
    lab.report(results)
}
