//~ swallowed-panic in panic_comes_through_the_handle
//! "A task must not panic." Now its caller takes a fault for an empty page.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;

use futures::FutureExt;
use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move {
        AssertUnwindSafe(words(&page))
            .catch_unwind()
            .await
            .unwrap_or(0)
    })
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
