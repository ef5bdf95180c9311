//! A channel of empty messages: each wake is one.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::task::{Context, Poll, Wake};

struct Ring(SyncSender<()>);

impl Wake for Ring {
    fn wake(self: Arc<Self>) {
        // A full channel means that a wake is already on its way.
        let _ = self.0.try_send(());
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    let (sender, rings) = sync_channel(1);
    let waker = Arc::new(Ring(sender)).into();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        rings.recv().expect("this function holds a sender");
    }
}
