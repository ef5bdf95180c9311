// A new waker for each poll, all of which rouse the same sleeper; three states.
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

enum State {
    Idle,
    Asleep(Thread),
    Notified,
}

struct Shared(Mutex<State>);

struct Handle(Arc<Shared>);

impl Wake for Handle {
    fn wake(self: Arc<Self>) {
        let old = std::mem::replace(&mut *self.0.0.lock().unwrap(), State::Notified);
        if let State::Asleep(t) = old {
            t.unpark();
        }
    }
}

impl Shared {
    fn sleep(&self) {
        {
            let mut s = self.0.lock().unwrap();
            if let State::Notified = *s {
                *s = State::Idle;
                return;
            }
            *s = State::Asleep(std::thread::current());
        }
        loop {
            std::thread::park();
            let mut s = self.0.lock().unwrap();
            if let State::Notified = *s {
                *s = State::Idle;
                return;
            }
        }
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let shared = Arc::new(Shared(Mutex::new(State::Idle)));
    let mut future = std::pin::pin!(future);
    loop {
        let waker = Waker::from(Arc::new(Handle(shared.clone())));
        if let Poll::Ready(v) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return v;
        }
        drop(waker);
        shared.sleep();
    }
}
