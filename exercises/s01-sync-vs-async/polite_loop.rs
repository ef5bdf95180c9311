//! polite_loop: a loop that lets others run.
//! Task and hints: `cargo xtask lesson polite_loop`, `cargo xtask hint polite_loop`
//! 日本語: exercises/s01-sync-vs-async/polite_loop.ja.md

use s01_sync_vs_async::terms::Terms;

/// The sum of `terms.term(0)`, `terms.term(1)`, and so on: `terms.count()` of them. At the latest
/// after 1,000 terms, the other tasks get their turn.
pub async fn sum_politely(terms: Terms) -> u64 {
    let _ = terms;
    todo!("add up the terms, and let others run in between")
}
