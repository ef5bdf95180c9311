//! `unwoken-poll`: tasks are polled although nobody has woken them.

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::task::{Context, Waker};
use std::thread;
use std::time::Duration;

use probe::executor::{Running, SelfWake, Yields};
use probe::{Child, Diagnosis, demand};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;
    use std::task::{Context, Waker};

    pub type Task = Pin<Box<dyn Future<Output = ()>>>;

    /// One turn of an executor: some task has called the waker.
    pub fn turn(tasks: &mut Vec<Task>, waker: &Waker) {
        let mut cx = Context::from_waker(waker);
        tasks.retain_mut(|task| task.as_mut().poll(&mut cx).is_pending());
    }
}

mod good {
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Wake};

    pub type Task = (Arc<Woken>, Pin<Box<dyn Future<Output = ()>>>);
    pub struct Woken(pub AtomicBool);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::SeqCst);
        }
    }

    /// One turn of an executor: some task has called its waker.
    pub fn turn(tasks: &mut Vec<Task>) {
        tasks.retain_mut(|(woken, task)| {
            let waker = woken.clone().into();
            let mut cx = Context::from_waker(&waker);
            !woken.0.swap(false, Ordering::SeqCst) || task.as_mut().poll(&mut cx).is_pending()
        });
    }
}

#[track_caller]
fn left_alone(polls: usize) {
    demand(
        polls == 1,
        Diagnosis::UnwokenPoll,
        format!("a task that nobody woke was polled {polls} times"),
        format!("起床させられていないタスクが {polls} 回ポーリングされました"),
    );
}

/// A task that yields so often, beside one that waits.
async fn yields() {
    Yields::new(20, SelfWake::ByRef).await;
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnwokenPoll, || {
        let (waits, view) = Child::waiting();
        let mut tasks: Vec<bad::Task> = vec![Box::pin(waits), Box::pin(yields())];
        while tasks.len() > 1 {
            bad::turn(&mut tasks, Waker::noop());
        }
        left_alone(view.polls());
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let (waits, view) = Child::waiting();
        let woken = || Arc::new(good::Woken(AtomicBool::new(true)));
        let mut tasks: Vec<good::Task> =
            vec![(woken(), Box::pin(waits)), (woken(), Box::pin(yields()))];
        while tasks.len() > 1 {
            good::turn(&mut tasks);
        }
        left_alone(view.polls());
        view.finish(());
        good::turn(&mut tasks);
        assert!(tasks.is_empty());
    });
}

#[test]
fn looking_now_and_then_is_caught() {
    caught(Diagnosis::UnwokenPoll, || {
        let (waits, view) = Child::<()>::waiting();
        let call = Running::start(|| {
            let mut task = pin!(waits);
            let mut cx = Context::from_waker(Waker::noop());
            while task.as_mut().poll(&mut cx).is_pending() {
                thread::park_timeout(Duration::from_millis(1));
            }
        });
        call.until(Diagnosis::DroppedWake, || view.polls() >= 4);
        left_alone(view.polls());
    });
}

#[test]
fn one_poll_for_one_wake_passes() {
    passes(|| {
        let (waits, view) = Child::waiting();
        let call = Running::start(|| futures::executor::block_on(waits));
        call.until(Diagnosis::DroppedWake, || view.polls() > 0);
        call.is_idle();
        left_alone(view.polls());
        view.finish(());
        call.end(Diagnosis::DroppedWake);
        assert_eq!(view.polls(), 2);
    });
}
