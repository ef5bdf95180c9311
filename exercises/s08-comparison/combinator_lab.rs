//! combinator_lab: who ends when, and who is dropped.
//! Task and hints: `cargo xtask lesson combinator_lab`, `cargo xtask hint combinator_lab`
//! 日本語: exercises/s08-comparison/combinator_lab.ja.md

use s08_comparison::lab::{Lab, Piece, Report, Row, three};

/// Runs the pieces as the row says, and reports what the combinator has handed out.
pub async fn observe(row: Row, pieces: Vec<Piece>, lab: &Lab) -> Report {
    let _ = three;
    match row {
        Row::Join => {}
        Row::TryJoin => {}
        Row::Select => {}
        Row::SelectOk => {}
        Row::SelectMut => {}
        Row::JoinAll => {}
        Row::TryJoinAll => {}
        Row::Unordered => {}
        Row::Spawned => {}
    }
    let _ = (pieces, lab);
    todo!("nine rows, nine ways to run them")
}
