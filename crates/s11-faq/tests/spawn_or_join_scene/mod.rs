//! Work for the background, and what becomes of it.

use std::panic::resume_unwind;

use probe::{Diagnosis, DropGuard, DropLog, Gauge, demand, ms};
use tokio::task::try_id;
use tokio::time::sleep;

/// What is known of the work.
#[derive(Clone, Default)]
pub struct Account {
    pub calls: Gauge,
    pub gone: DropLog,
}

impl Account {
    pub fn new() -> Account {
        Account::default()
    }

    /// Work of that length. It writes down that it is gone when it is dropped, done or not, and its
    /// output does so, too.
    pub fn work(&self, takes: u64) -> impl Future<Output = DropGuard> + Send + use<> {
        let account = self.clone();
        let work = account.gone.guard("work");
        async move {
            let _work = work;
            let _call = account.calls.enter();
            is_in_a_task();
            sleep(ms(takes)).await;
            is_in_a_task();
            account.gone.guard("output")
        }
    }

    /// Asks that nothing of the work is left.
    #[track_caller]
    pub fn is_over(&self, code: Diagnosis) {
        demand(
            self.calls.now() == 0 && self.gone.names().contains(&String::from("work")),
            code,
            "the work is not over",
            "処理がまだ終わっていません",
        );
    }

    /// Asks that it has begun, and goes on.
    #[track_caller]
    pub fn goes_on(&self) {
        demand(
            self.calls.total() > 0,
            Diagnosis::UnpolledChild,
            "the work has not begun",
            "処理が始まっていません",
        );
        demand(
            self.calls.now() > 0,
            Diagnosis::WrongResult,
            "the work was ended, although nobody asked for that",
            "誰も求めていないのに、処理が打ち切られました",
        );
    }
}

/// The caller runs in no task: the runtime itself polls it.
fn is_in_a_task() {
    demand(
        try_id().is_some(),
        Diagnosis::WrongResult,
        "the work was polled by its caller, and not in a task of its own",
        "処理が、独立したタスクではなく、呼び出し側からポーリングされました",
    );
}

/// What work says that panics.
pub const PANIC: &str = "the work panics";

/// Work that panics after that time, without a word on the screen.
pub async fn panicking(after: u64) -> u32 {
    sleep(ms(after)).await;
    resume_unwind(Box::new(PANIC))
}
