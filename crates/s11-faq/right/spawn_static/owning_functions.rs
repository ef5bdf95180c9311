//! Functions that own their argument, and are spawned as they are.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

async fn owned(page: Page) -> usize {
    words(&page).await
}

async fn shared(page: Arc<Page>) -> usize {
    words(&page).await
}

async fn local(page: Rc<Page>) -> usize {
    words(&page).await
}

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(owned(page))
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    tokio::spawn(shared(page.clone()))
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(local(page))
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    futures::join!(words(one), words(other))
}
