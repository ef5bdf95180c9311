//! `lost-wake`: nothing is left that could wake the task.

mod support;

use std::future::poll_fn;
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use probe::{Child, Diagnosis, Probe, program, watch};
use support::{caught, passes};

mod bad {
    use std::future::poll_fn;
    use std::task::Poll;

    /// Ready once the channel has a message.
    pub async fn receive(messages: std::sync::mpsc::Receiver<u32>) -> u32 {
        poll_fn(|_cx| match messages.try_recv() {
            Ok(message) => Poll::Ready(message),
            Err(_) => Poll::Pending,
        })
        .await
    }
}

mod good {
    use futures::channel::oneshot;

    /// Ready once the channel has a message.
    pub async fn receive(message: oneshot::Receiver<u32>) -> u32 {
        message.await.unwrap_or_default()
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LostWake, || {
        let (_sender, receiver) = mpsc::channel();
        Probe::new(bad::receive(receiver)).run(0);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let (sender, receiver) = futures::channel::oneshot::channel();
        let mut probe = Probe::new(good::receive(receiver));
        probe.pending();
        sender.send(7).unwrap();
        assert_eq!(probe.run(0), 7);
    });
}

#[test]
fn held_and_never_called_is_caught_when_patience_ends() {
    caught(Diagnosis::LostWake, || {
        let (sender, clones) = mpsc::channel();
        let mut probe = Probe::new(poll_fn(move |cx| {
            let _ = sender.send(cx.waker().clone());
            Poll::<()>::Pending
        }));
        probe.pending();
        probe.woken_within(Duration::from_millis(50));
        drop(clones);
    });
}

#[test]
fn executor_that_sleeps_for_ever_is_caught() {
    caught(Diagnosis::LostWake, || {
        watch(Diagnosis::LostWake, || {
            futures::executor::block_on(std::future::pending::<()>());
        });
    });
}

#[test]
fn woken_late_by_another_thread_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        let other = thread::spawn(move || {
            thread::sleep(Duration::from_millis(50));
            view.finish(7);
        });
        probe.woken();
        assert_eq!(probe.ready(), 7);
        other.join().unwrap();
    });
}

#[test]
fn program_that_keeps_its_waker_from_a_timer_is_caught() {
    // At the horizon of the clock the timer has long been over: one poll more would be an output.
    fn unheard() -> impl Future<Output = ()> {
        let mut timer = Box::pin(tokio::time::sleep(Duration::from_millis(50)));
        poll_fn(move |_| timer.as_mut().poll(&mut Context::from_waker(Waker::noop())))
    }
    caught(Diagnosis::LostWake, || {
        program::run(unheard);
    });
    caught(Diagnosis::LostWake, || {
        program::cancel_everywhere(|| (unheard(), ()), |_, _| ());
    });
}

#[test]
fn waker_in_shared_state_that_nobody_calls_is_caught() {
    caught(Diagnosis::LostWake, || {
        let slot = Arc::new(Mutex::new(None));
        let shared = Arc::clone(&slot);
        let mut probe = Probe::new(poll_fn(move |cx| {
            *shared.lock().unwrap() = Some(cx.waker().clone());
            Poll::<()>::Pending
        }));
        probe.pending();
        // Whoever should have called it is gone without doing so.
        drop(slot);
        probe.woken();
    });
}

#[test]
fn waker_dropped_after_an_earlier_one_was_called_is_caught() {
    caught(Diagnosis::LostWake, || {
        let mut is_first = true;
        let mut probe = Probe::new(poll_fn(move |cx| {
            if std::mem::take(&mut is_first) {
                cx.waker().wake_by_ref();
            }
            Poll::<()>::Pending
        }));
        probe.pending();
        probe.woken();
        let _ = probe.poll_with_new_waker();
        probe.woken();
    });
}

#[cfg(target_os = "linux")]
#[test]
fn waker_that_no_thread_can_call_any_more_is_caught_at_once() {
    caught(Diagnosis::LostWake, || {
        let slot = Arc::new(Mutex::new(None));
        let shared = Arc::clone(&slot);
        // It waits for this thread, which waits for the wake.
        let (_end, ended) = mpsc::channel::<()>();
        thread::spawn(move || ended.recv());
        let mut probe = Probe::new(poll_fn(move |cx| {
            *shared.lock().unwrap() = Some(cx.waker().clone());
            Poll::<()>::Pending
        }));
        probe.pending();
        // Who waited for the end of that would not see the end of this test.
        probe.woken_within(Duration::from_secs(3600));
        drop(slot);
    });
}
