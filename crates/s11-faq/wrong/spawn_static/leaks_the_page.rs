//~ leaked-memory in counts_and_keeps_nothing
//! "What is leaked is `'static`." It is, for good: nobody can give it back.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    let page: &'static Page = Box::leak(Box::new(page));
    tokio::spawn(words(page))
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::clone(page);
    tokio::spawn(async move { words(&page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
