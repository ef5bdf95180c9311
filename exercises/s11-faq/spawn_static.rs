//! spawn_static: what a task has to own.
//! Task and hints: `cargo xtask lesson spawn_static`, `cargo xtask hint spawn_static`
//! 日本語: exercises/s11-faq/spawn_static.ja.md

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

/// Counts in a task of its own. Nobody else needs the page.
pub fn by_move(page: Page) -> JoinHandle<usize> {
    let _ = page;
    todo!("`tokio::spawn(words(&page))` borrows from a function that returns")
}

/// Counts in a task of its own. The caller keeps the page as well.
pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let _ = page;
    todo!("the reference ends, and the task goes on")
}

/// Counts in a task of its own that stays on this thread, for an `Rc` cannot leave it.
pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    let _ = page;
    todo!("which spawn does not ask for `Send`?")
}

/// Counts the words of two pages at the same time.
pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    let _ = (words(one).await, words(other).await);
    todo!("at the same time, and without a task")
}
