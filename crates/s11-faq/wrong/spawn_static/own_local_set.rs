//~ wrong-result in counts_and_keeps_nothing
//! "`spawn_local` wants a `LocalSet`, so make one." It is dropped with the function, and its tasks
//! with it.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::{JoinHandle, LocalSet};

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::clone(page);
    tokio::spawn(async move { words(&page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    LocalSet::new().spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
