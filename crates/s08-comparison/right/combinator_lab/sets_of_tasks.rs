//! A task for each piece, in a set that ends with its owner. Where pieces are to be dropped, their owner waits
//! until they are.

use s08_comparison::lab::{End, Lab, Piece, Report, Row};
use tokio::task::JoinSet;

pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let mut set = JoinSet::new();
    let (count, mut results) = (pieces.len(), Vec::new());
    for (place, piece) in pieces.into_iter().enumerate() {
        set.spawn(async move { (place, piece.await) });
    }
    let stops_at = |end: &End| match row {
        Row::TryJoin | Row::TryJoinAll | Row::Spawned => end.is_err(),
        Row::Select => true,
        Row::SelectOk => end.is_ok(),
        _ => false,
    };
    while let Some(ended) = set.join_next().await {
        let (place, end) = ended.expect("no piece panics");
        results.push((place, end));
        if stops_at(&end) {
            break;
        }
    }
    if row == Row::Spawned {
        set.detach_all();
    } else {
        set.shutdown().await;
    }
    let last = results.last().copied();
    match row {
        Row::TryJoin | Row::TryJoinAll | Row::Spawned
            if results.iter().any(|(_, end)| end.is_err()) =>
        {
            results = last.into_iter().collect();
        }
        Row::SelectOk => results.retain(|(_, end)| end.is_ok()),
        Row::SelectMut => results[1..].sort(),
        Row::Unordered => {}
        _ => results.sort(),
    }
    assert!(results.len() <= count);
    lab.report(results.into_iter().map(|(_, end)| end).collect())
}
