//~ E0277
//! "A task needs a copy of its own." There is one page; a share of it is enough.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Page::clone(page);
    tokio::spawn(async move { words(&page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
