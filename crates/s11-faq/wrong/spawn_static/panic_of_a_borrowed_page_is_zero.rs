//~ swallowed-panic in panic_comes_through_the_handle
//! "One bad page must not cost the count of the other." The caller takes a panic for a page without
//! words.

use s11_faq::page::{Page, words};
use std::rc::Rc;
use std::sync::Arc;
use tokio::task::JoinHandle;
pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}
pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::clone(page);
    tokio::spawn(async move { words(&page).await })
}
pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}
pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    use futures::FutureExt;
    use std::panic::AssertUnwindSafe as A;
    let (a, b) = tokio::join!(A(words(one)).catch_unwind(), A(words(other)).catch_unwind());
    (a.unwrap_or(0), b.unwrap_or(0))
}
