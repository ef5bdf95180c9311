//! An attempt that failed is followed by another call.

use std::sync::Arc;

use s09_anti_patterns::store::Store;
use std::pin::Pin;

fn attempt(store: &Store, number: usize) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
    Box::pin(async move {
        let copy = store.items.lock().unwrap().clone();
        let revised = store.revise(copy.clone()).await;
        let is_stored = match store.items.lock().unwrap() {
            mut items if *items == copy => {
                *items = revised;
                true
            }
            _ => false,
        };
        match is_stored {
            true => number,
            false => attempt(store, number + 1).await,
        }
    })
}

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    attempt(store, 1).await
}
