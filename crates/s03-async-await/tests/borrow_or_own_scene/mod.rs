//! Blobs to borrow and to share, and what is asked of their account.

use std::sync::{Arc, Weak};
use std::time::Duration;

use probe::{Diagnosis, demand, expect, ms, program};
use s03_async_await::blob::{Account, Blob};
use tokio::task::JoinHandle;

use crate::borrow_or_own::total_borrowed;

/// Lengths, and how long each takes, in milliseconds.
pub type Plan<'p> = &'p [(usize, u64)];

pub fn blobs(account: &Account, plan: Plan<'_>) -> Vec<Blob> {
    let blob = |&(len, takes)| Blob::new(account, len, ms(takes));
    plan.iter().map(blob).collect()
}

/// A blob that somebody else may have a share in as well.
pub fn shared(account: &Account, len: usize, takes: u64) -> Arc<Blob> {
    Arc::new(Blob::new(account, len, ms(takes)))
}

/// Asks for the sum, in the time of the longest, with one call for each.
#[track_caller]
pub fn adds_up(plan: Plan<'_>) {
    let account = Account::default();
    let report = program::run(|| async {
        let blobs = blobs(&account, plan);
        total_borrowed(&blobs).await
    });
    none_is_cloned(&account);
    let calls = account.calls.total();
    demand(
        calls <= plan.len(),
        Diagnosis::WrongResult,
        format!("{} blobs, and {calls} calls of `process`", plan.len()),
        format!(
            "blob は {} 個ですが、`process` が {calls} 回呼ばれました",
            plan.len()
        ),
    );
    expect(
        account.done(),
        plan.len(),
        "blobs processed",
        "処理された blob の数",
    );
    let sum = plan.iter().map(|(len, _)| len).sum();
    expect(report.output, sum, "the sum", "合計");
    let takes = plan.iter().map(|(_, takes)| ms(*takes));
    let longest = takes.clone().max().unwrap_or_default();
    if report.elapsed > longest {
        account.calls.at_least(plan.len());
    }
    report.took_not(longest, one_by_one(takes.sum()));
}

/// Where all are over at once, there is no difference to see.
fn one_by_one(sum: Duration) -> Duration {
    if sum.is_zero() { Duration::MAX } else { sum }
}

#[track_caller]
pub fn none_is_cloned(account: &Account) {
    let clones = account.clones();
    demand(
        clones == 0,
        Diagnosis::NeedlessAllocation,
        format!("blobs were cloned, with all their bytes: {clones}"),
        format!("blob がバイト列ごと {clones} 個クローンされました"),
    );
}

/// The length that a task returns. It panics as the task did.
pub async fn len(handle: JoinHandle<usize>) -> usize {
    match handle.await {
        Ok(len) => len,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// Asks that nobody has a share in the blob any more.
#[track_caller]
pub fn is_given_back(blob: &Weak<Blob>) {
    let shares = blob.strong_count();
    demand(
        shares == 0,
        Diagnosis::LeakedMemory,
        format!("the task is over; shares of the blob that are still held: {shares}"),
        format!("タスクは終わりましたが、blob の共有が {shares} 個残っています"),
    );
}
