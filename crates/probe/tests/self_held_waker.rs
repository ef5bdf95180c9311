//! `self-held-waker`: the waker is kept where nobody but the future can reach it. Only Linux lets
//! the test look where it is; elsewhere the name is `lost-wake`.
#![cfg(target_os = "linux")]

mod support;

use probe::{Child, Diagnosis, Probe};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    /// Waits for its turn.
    #[derive(Default)]
    pub struct Turn {
        waker: Option<Waker>,
    }

    impl Future for Turn {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
            self.waker = Some(cx.waker().clone());
            Poll::Pending
        }
    }
}

mod good {
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Waker};

    #[derive(Default)]
    pub struct Shared {
        pub come: bool,
        pub waker: Option<Waker>,
    }

    /// Waits for its turn.
    pub struct Turn(pub Arc<Mutex<Shared>>);

    impl Future for Turn {
        type Output = ();

        fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
            let mut shared = self.0.lock().unwrap();
            if shared.come {
                return Poll::Ready(());
            }
            shared.waker = Some(cx.waker().clone());
            Poll::Pending
        }
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::SelfHeldWaker, || {
        Probe::new(bad::Turn::default()).run(0);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let shared = std::sync::Arc::<std::sync::Mutex<good::Shared>>::default();
        let mut probe = Probe::new(good::Turn(shared.clone()));
        probe.pending();
        let waker = {
            let mut shared = shared.lock().unwrap();
            shared.come = true;
            shared.waker.take()
        };
        waker.unwrap().wake();
        probe.run(0);
    });
}

#[test]
fn held_inside_but_called_from_outside_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        view.finish(());
        probe.run(0);
    });
}

#[test]
fn taken_out_again_is_not_held() {
    caught(Diagnosis::LostWake, || {
        let (mut waker, slot) = (None, std::sync::Arc::new(std::sync::Mutex::new(None)));
        let mut probe = Probe::new(std::future::poll_fn(move |cx| {
            waker.get_or_insert_with(|| cx.waker().clone());
            *slot.lock().unwrap() = waker.take();
            std::task::Poll::<()>::Pending
        }));
        probe.pending();
        probe.woken();
    });
}

#[test]
fn kept_after_it_was_called_is_not_held() {
    caught(Diagnosis::LostWake, || {
        let mut called: Option<std::task::Waker> = None;
        let mut probe = Probe::new(std::future::poll_fn(move |cx| {
            if called.is_none() {
                cx.waker().wake_by_ref();
                called = Some(cx.waker().clone());
            }
            std::task::Poll::<()>::Pending
        }));
        probe.pending();
        probe.woken();
        probe.pending();
        probe.woken();
    });
}
