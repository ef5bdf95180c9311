//! Most rows without a macro: lists of futures, and streams.

use futures::future::{join_all, select_all, try_join_all};
use futures::stream::{FuturesUnordered, StreamExt};
use s08_comparison::lab::{End, Lab, Piece, Report, Row, three};
use tokio::task::JoinHandle;
async fn end_of(task: JoinHandle<End>) -> End {
    task.await.unwrap()
}
pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let _ = (
        select_all::<Vec<Piece>>,
        end_of,
        three,
        FuturesUnordered::<Piece>::new,
    );
    let results = match row {
        Row::Join => join_all(pieces).await,
        Row::TryJoin => match try_join_all(pieces).await {
            Ok(v) => v.into_iter().map(Ok).collect(),
            Err(e) => vec![Err(e)],
        },
        Row::Select => {
            let (e, _, rest) = select_all(pieces).await;
            drop(rest);
            vec![e]
        }
        Row::SelectOk => {
            let mut rest = pieces;
            let mut won = vec![];
            while !rest.is_empty() {
                let (e, _, others) = select_all(rest).await;
                rest = others;
                if e.is_ok() {
                    won.push(e);
                    rest.clear();
                }
            }
            won
        }
        Row::SelectMut => {
            let (e, _, mut rest) = select_all(pieces).await;
            rest.sort_by_key(|p| format!("{p:?}"));
            let mut r = vec![e];
            r.extend(join_all(rest).await);
            r
        }
        Row::JoinAll => join_all(pieces).await,
        Row::TryJoinAll => {
            let n = pieces.len();
            let mut all: FuturesUnordered<_> = pieces.into_iter().collect();
            let mut ok = vec![];
            let mut bad = None;
            while let Some(e) = all.next().await {
                match e {
                    Ok(k) => ok.push(k),
                    Err(k) => {
                        bad = Some(k);
                        break;
                    }
                }
            }
            drop(all);
            match bad {
                Some(k) => vec![Err(k)],
                None => {
                    ok.sort();
                    assert_eq!(ok.len(), n);
                    ok.into_iter().map(Ok).collect()
                }
            }
        }
        Row::Unordered => {
            pieces
                .into_iter()
                .collect::<FuturesUnordered<_>>()
                .collect()
                .await
        }
        Row::Spawned => {
            match try_join_all(pieces.into_iter().map(|p| end_of(tokio::spawn(p)))).await {
                Ok(v) => v.into_iter().map(Ok).collect(),
                Err(e) => vec![Err(e)],
            }
        }
    };
    lab.report(results)
}
