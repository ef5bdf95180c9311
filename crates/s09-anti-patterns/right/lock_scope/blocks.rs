//! A block around each guard.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    {
        let mut items = store.items.lock().unwrap();
        items.push(item);
    }
}

pub async fn update(store: &Store) -> usize {
    let mut attempts = 0;
    loop {
        attempts += 1;
        let copy = {
            let items = store.items.lock().unwrap();
            items.to_vec()
        };
        let revised = store.revise(copy.clone()).await;
        {
            let mut items = store.items.lock().unwrap();
            if *items == copy {
                *items = revised;
                return attempts;
            }
        }
    }
}
