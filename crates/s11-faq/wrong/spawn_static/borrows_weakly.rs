//~ wrong-result in counts_and_keeps_nothing
//! "A `Weak` is `'static` too, and costs the caller nothing." The caller may drop the page before the
//! task begins.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::downgrade(page);
    tokio::spawn(async move {
        match page.upgrade() {
            Some(page) => words(&page).await,
            None => 0,
        }
    })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
