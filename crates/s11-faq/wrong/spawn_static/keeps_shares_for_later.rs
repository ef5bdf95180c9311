//~ leaked-memory in counts_and_keeps_nothing
//! "A list keeps all pages alive as long as their tasks." It keeps them longer.

use std::rc::Rc;
use std::sync::{Arc, Mutex};

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

static PAGES: Mutex<Vec<Arc<Page>>> = Mutex::new(Vec::new());

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move { words(&page).await })
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    PAGES.lock().unwrap().push(Arc::clone(page));
    let page = Arc::clone(page);
    tokio::spawn(async move { words(&page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    tokio::join!(words(one), words(other))
}
