//~ wrong-result in both_at_the_same_time
//! "They come in the order in which they end."

use std::rc::Rc;
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use s11_faq::page::{Page, words};
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
    let counts: FuturesUnordered<_> = [words(one), words(other)].into_iter().collect();
    let counts: Vec<usize> = counts.collect().await;
    (counts[0], counts[1])
}
