//~ sequential-await in a_hundred_run_at_the_same_time
//! "A lock keeps the counts apart." Nothing is shared, so nothing has to be kept apart.

use std::rc::Rc;
use std::sync::Arc;

use s11_faq::page::{Page, words};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

static TURN: Mutex<()> = Mutex::const_new(());

pub fn by_move(page: Page) -> JoinHandle<usize> {
    tokio::spawn(async move {
        let _turn = TURN.lock().await;
        words(&page).await
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
