//! The future of the service is polled by hand, and made anew where the list has changed.

use s09_anti_patterns::store::Store;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
pub async fn add_after_io(store: Arc<Store>, item: u32) {
    let mut io = Box::pin(store.io());
    poll_fn(|cx| match io.as_mut().poll(cx) {
        Poll::Ready(()) => {
            store.items.lock().unwrap().push(item);
            Poll::Ready(())
        }
        Poll::Pending => Poll::Pending,
    })
    .await
}
pub async fn update(store: &Store) -> usize {
    let mut asked = 0;
    let mut copy = vec![];
    let mut revising = None;
    poll_fn(|cx| {
        loop {
            let f = revising.get_or_insert_with(|| {
                asked += 1;
                copy = store.items.lock().unwrap().clone();
                Box::pin(store.revise(copy.clone()))
            });
            let Poll::Ready(revised) = f.as_mut().poll(cx) else {
                return Poll::Pending;
            };
            let mut items = store.items.lock().unwrap();
            if *items == copy {
                *items = revised;
                return Poll::Ready(asked);
            }
            drop(items);
            revising = None;
        }
    })
    .await
}
