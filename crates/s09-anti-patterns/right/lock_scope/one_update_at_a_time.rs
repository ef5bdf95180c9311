//! Updates take turns with a lock of tokio, which may be held across an await. Others may still change the
//! list, so that it has to be looked at all the same.

use std::sync::Arc;

use s09_anti_patterns::store::Store;
use tokio::sync::Mutex;

static TURN: Mutex<()> = Mutex::const_new(());

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    let io = Box::pin(store.io());
    io.await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let _turn = TURN.lock().await;
    let mut attempts = 0;
    loop {
        let copy = store.items.lock().unwrap().clone();
        attempts += 1;
        let revised = store.revise(copy.clone()).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            break attempts;
        }
    }
}
