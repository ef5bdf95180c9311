//! Boxes of a `'static` type, and a stream of numbered counts.

use std::rc::Rc;
use std::sync::Arc;

use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::clone(page);
    let counted: BoxFuture<'static, usize> = async move { words(&page).await }.boxed();
    tokio::spawn(counted)
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    let numbered = async |at: usize, page| (at, words(page).await);
    let mut running: FuturesUnordered<_> = [(0, one), (1, other)]
        .map(|(at, page)| numbered(at, page))
        .into_iter()
        .collect();
    let mut counts = [0; 2];
    while let Some((at, count)) = running.next().await {
        counts[at] = count;
    }
    counts.into()
}
