//~ E0521
//! "The caller keeps the page, so it is there." It is there for as long as the caller likes, and the
//! task may take longer.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    tokio::spawn(async move { words(page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
