//! Streams for what ends one by one, boxed futures for the rest.

use std::pin::Pin;

use futures::future::ready;
use futures::stream::{self, FuturesUnordered, StreamExt, TryStreamExt};
use s08_comparison::lab::{End, Lab, Piece, Report, Row};
use tokio::sync::mpsc;

type Numbered = Pin<Box<dyn Future<Output = (usize, End)> + Send>>;

fn numbered(pieces: Vec<Piece>) -> FuturesUnordered<Numbered> {
    let boxed = |(place, piece): (usize, Piece)| -> Numbered {
        Box::pin(async move { (place, piece.await) })
    };
    pieces.into_iter().enumerate().map(boxed).collect()
}

async fn all_or_error(mut ends: FuturesUnordered<Numbered>) -> Vec<End> {
    let ends = ends
        .by_ref()
        .map(|(place, end)| end.map(|number| (place, number)));
    match ends.try_collect::<Vec<_>>().await {
        Ok(mut numbers) => {
            numbers.sort();
            numbers.into_iter().map(|(_, number)| Ok(number)).collect()
        }
        Err(number) => vec![Err(number)],
    }
}

pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let results = match row {
        Row::Join | Row::JoinAll => {
            let mut ends: Vec<_> = numbered(pieces).collect().await;
            ends.sort_unstable();
            ends.into_iter().map(|(_, end)| end).collect()
        }
        Row::TryJoin | Row::TryJoinAll => all_or_error(numbered(pieces)).await,
        Row::Select => numbered(pieces).take(1).map(|(_, end)| end).collect().await,
        Row::SelectOk => {
            let ends = numbered(pieces).map(|(_, end)| end);
            ends.filter(|end| ready(end.is_ok()))
                .take(1)
                .collect()
                .await
        }
        Row::SelectMut => {
            let mut ends = numbered(pieces);
            let first = ends.next().await;
            let mut others: Vec<_> = ends.collect().await;
            others.sort();
            let all = first.into_iter().chain(others);
            all.map(|(_, end)| end).collect()
        }
        Row::Unordered => {
            let count = pieces.len().max(1);
            stream::iter(pieces).buffer_unordered(count).collect().await
        }
        Row::Spawned => {
            let (sender, mut ends) = mpsc::unbounded_channel();
            let count = pieces.len();
            for piece in pieces {
                let sender = sender.clone();
                tokio::spawn(async move {
                    let _ = sender.send(piece.await);
                });
            }
            let mut numbers = Vec::with_capacity(count);
            loop {
                match ends.recv().await {
                    Some(Ok(number)) => numbers.push(number),
                    Some(Err(number)) => break vec![Err(number)],
                    None => unreachable!("one sender is here"),
                }
                if numbers.len() == count {
                    numbers.sort();
                    break numbers.into_iter().map(Ok).collect();
                }
            }
        }
    };
    lab.report(results)
}
