//~ idle-spin in sleeps_until_another_thread_wakes
//! "Five times a second is as good as never." The thread rises, finds that nothing has come, and does
//! so as long as it waits.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    cv: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.rung.lock().unwrap() = true;
        self.cv.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(out) = future.as_mut().poll(&mut cx) {
            return out;
        }
        let mut rung = bell.rung.lock().unwrap();
        while !*rung {
            rung = bell
                .cv
                .wait_timeout(rung, Duration::from_millis(200))
                .unwrap()
                .0;
        }
        *rung = false;
    }
}
