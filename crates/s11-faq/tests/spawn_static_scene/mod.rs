//! The three ways to start a task, and what is asked of the pages.

use std::panic::resume_unwind;
use std::rc::Rc;
use std::sync::Arc;

use probe::program::{self, Report};
use probe::{Diagnosis, demand};
use s11_faq::page::{Account, Page};
use tokio::task::{JoinHandle, LocalSet};

use crate::spawn_static::{by_move, by_share, on_this_thread};

/// What a task gets.
#[derive(Clone, Copy, Debug)]
pub enum Ways {
    ThePage,
    AShare,
    AnRc,
}

impl Ways {
    pub fn spawn(self, page: Page) -> JoinHandle<usize> {
        match self {
            Ways::ThePage => by_move(page),
            Ways::AShare => by_share(&Arc::new(page)),
            Ways::AnRc => on_this_thread(Rc::new(page)),
        }
    }
}

pub fn each_way(ask: impl Fn(Ways)) {
    for way in [Ways::ThePage, Ways::AShare, Ways::AnRc] {
        ask(way);
    }
}

pub fn account() -> Account {
    Account::default()
}

/// Runs a program in which tasks of this thread may be started.
#[track_caller]
pub fn locally<F: Future>(make: impl FnOnce() -> F) -> Report<F::Output> {
    let local = LocalSet::new();
    program::run(|| local.run_until(make()))
}

/// What a task counted. It panics as the task did.
pub async fn counts(task: JoinHandle<usize>) -> usize {
    match task.await {
        Ok(count) => count,
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => {
            demand(
                false,
                Diagnosis::WrongResult,
                "the task was cancelled before it had counted",
                "数え終わる前にタスクが取り消されました",
            );
            0
        }
    }
}

#[track_caller]
pub fn is_gone(account: &Account, text: &str) {
    demand(
        account.gone.names() == [text],
        Diagnosis::LeakedMemory,
        "the task is over, and the page is still there",
        "タスクは終わりましたが、ページがまだ残っています",
    );
}

#[track_caller]
pub fn is_kept(account: &Account) {
    demand(
        account.gone.names().is_empty(),
        Diagnosis::WrongResult,
        "the page is gone before it was counted",
        "数え終わる前にページがなくなりました",
    );
}
