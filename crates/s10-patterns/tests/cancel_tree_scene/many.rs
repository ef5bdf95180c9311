//! Scopes with many tasks.

use probe::{Diagnosis, demand, ms, program};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{held, panicked};
use crate::cancel_tree::Scope;

/// A hundred tasks in ten scopes: asks that none is left.
#[track_caller]
pub fn hundred_tasks() {
    let report = program::run(|| async {
        let scope = Scope::new();
        for number in 0..100 {
            let scope = match number % 10 {
                0 => &scope,
                _ => &scope.child(),
            };
            scope.spawn(async move |token: CancellationToken| {
                token.cancelled().await;
                sleep(ms(number)).await;
            });
        }
        sleep(ms(10)).await;
        scope.cancel_and_wait().await
    });
    report.took(ms(109));
    panicked(report.output, 0);
    report.no_task_left();
}

/// Tasks of a round; most of them are in scopes below, which are dropped.
const TASKS: usize = 500;

/// Rounds; the memory after the second is compared with that after the last.
const ROUNDS: usize = 5;

/// What an ended task may leave, in bytes; the smallest task takes some hundred.
const EACH: isize = 16;

/// Thousands of tasks end, in a scope that lives on: asks that its memory has not grown.
#[track_caller]
pub fn those_that_have_ended() {
    let report = program::run(|| async {
        let scope = Scope::new();
        let mut held = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            for number in 0..TASKS {
                let work = async |_: CancellationToken| sleep(ms(1)).await;
                match number % 10 {
                    // They end before the next ten begin.
                    0 => sleep(ms(2)).await,
                    1 => scope.spawn(work),
                    _ => scope.child().spawn(work),
                }
            }
            sleep(ms(10)).await;
            held.push(held::now());
        }
        // The first rounds have filled what is kept on purpose.
        let grown = held[ROUNDS - 1] - held[1];
        (grown, scope.cancel_and_wait().await)
    });
    let (grown, _) = report.output;
    let ended = TASKS * (ROUNDS - 2);
    demand(
        grown <= EACH * ended.cast_signed(),
        Diagnosis::LeakedMemory,
        format!(
            "{ended} tasks have ended, in a scope that lives on; its memory grew by {grown} bytes"
        ),
        format!(
            "生きているスコープの中で {ended} 個のタスクが終わり、メモリは {grown} バイト増えました"
        ),
    );
}
