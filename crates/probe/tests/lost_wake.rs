//! `lost-wake`: nothing is left that could wake the task.

mod support;

use std::future::poll_fn;
use std::sync::mpsc;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use probe::{Child, Diagnosis, Probe, watch};
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
