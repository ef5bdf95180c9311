//~ sequential-await in thousand_are_added_at_the_same_time
//! "A lock of tokio may be held across an await." It may, and everybody waits for everybody.

use std::sync::Arc;

use s09_anti_patterns::store::Store;
use tokio::sync::Mutex;

static TURN: Mutex<()> = Mutex::const_new(());

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    let _turn = TURN.lock().await;
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let copy = store.items.lock().unwrap().clone();
        let revised = store.revise(copy.clone()).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
