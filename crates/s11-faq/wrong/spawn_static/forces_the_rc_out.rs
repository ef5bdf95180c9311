//~ wrong-result in ends_with_its_local_set
//! "There is one thread, so `Send` is a formality." The task is in the runtime then, which has other
//! threads somewhere else.

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
struct Force<F>(F);
unsafe impl<F> Send for Force<F> {}
impl<F: Future> Future for Force<F> {
    type Output = F::Output;
    fn poll(
        self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<F::Output> {
        unsafe { self.map_unchecked_mut(|s| &mut s.0) }.poll(cx)
    }
}
pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::spawn(Force(async move { words(&page).await }))
}
pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
