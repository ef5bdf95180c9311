//! The handle of the runtime spawns, and a list of two is waited for.

use std::rc::Rc;
use std::sync::Arc;

use futures::future::join_all;
use s11_faq::page::{Page, words};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    Handle::current().spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::clone(page);
    tokio::spawn(async move { words(&page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    let counts = join_all([words(one), words(other)]).await;
    (counts[0], counts[1])
}
