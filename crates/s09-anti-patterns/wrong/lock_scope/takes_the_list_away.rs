//~ wrong-result in list_is_left_alone_until_the_end
//! "I take the list instead of a copy of it, and put it back." Others see an empty list meanwhile, and where
//! this is dropped, it stays empty.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let mut copy = std::mem::take(&mut *store.items.lock().unwrap());
        let revised = store.revise(copy.clone()).await;
        let mut items = store.items.lock().unwrap();
        if items.is_empty() {
            *items = revised;
            return attempts;
        }
        copy.append(&mut items);
        *items = copy;
    }
    unreachable!()
}
