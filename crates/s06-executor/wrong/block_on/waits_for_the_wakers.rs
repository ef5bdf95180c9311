//~ never-returns in woken_after_the_return_then_nothing_happens
//! "Nobody may call a waker when I am gone." So it stays until the last one is dropped; somebody may
//! keep one for ever.

use std::pin::pin;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Signal {
    woken: Mutex<bool>,
    rings: Condvar,
}

struct Bell {
    signal: Arc<Signal>,
    _exists: Sender<()>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.signal.woken.lock().unwrap() = true;
        self.signal.rings.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let (exists, wakers) = channel();
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::new(Bell {
        signal: signal.clone(),
        _exists: exists,
    }));
    let mut future = pin!(future);
    let output = loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            break output;
        }
        let woken = signal.woken.lock().unwrap();
        *signal.rings.wait_while(woken, |woken| !*woken).unwrap() = false;
    };
    drop(waker);
    // Comes back when every sender is gone.
    let _ = wakers.recv();
    output
}
