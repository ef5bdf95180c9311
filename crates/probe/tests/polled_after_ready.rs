//! `polled-after-ready`: a future is asked again after it has given its output away.

mod support;

use std::pin::pin;
use std::task::{Context, Waker};

use futures::FutureExt;
use probe::executor::{End, Running};
use probe::{Child, ChildView, Diagnosis, Probe, ms, program};
use support::{caught, passes};

mod bad {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;

    /// Ready once both are.
    pub async fn both(a: impl Future<Output = ()>, b: impl Future<Output = ()>) {
        let (mut a, mut b) = (pin!(a), pin!(b));
        poll_fn(|cx| {
            let a_is_ready = a.as_mut().poll(cx).is_ready();
            let b_is_ready = b.as_mut().poll(cx).is_ready();
            if a_is_ready && b_is_ready {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await
    }
}

mod good {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;

    /// Ready once both are.
    pub async fn both(a: impl Future<Output = ()>, b: impl Future<Output = ()>) {
        let (mut a, mut b) = (pin!(a), pin!(b));
        let (mut a_was_ready, mut b_was_ready) = (false, false);
        poll_fn(|cx| {
            a_was_ready = a_was_ready || a.as_mut().poll(cx).is_ready();
            b_was_ready = b_was_ready || b.as_mut().poll(cx).is_ready();
            if a_was_ready && b_was_ready {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await
    }
}

fn never_polled_after_ready(views: [ChildView<()>; 2]) {
    for view in views {
        view.never_polled_after_ready();
    }
}

#[test]
fn bad_example_is_caught() {
    for (yields_of_a, yields_of_b) in [(0, 1), (1, 0)] {
        caught(Diagnosis::PolledAfterReady, || {
            let (a, view_a) = Child::yielding(yields_of_a, ());
            let (b, view_b) = Child::yielding(yields_of_b, ());
            let mut probe = Probe::new(bad::both(a, b));
            probe.pending();
            let _ = probe.poll();
            never_polled_after_ready([view_a, view_b]);
        });
    }
}

#[test]
fn good_example_passes() {
    for (yields_of_a, yields_of_b) in [(0, 1), (1, 0), (0, 0), (3, 3)] {
        passes(|| {
            let (a, view_a) = Child::yielding(yields_of_a, ());
            let (b, view_b) = Child::yielding(yields_of_b, ());
            Probe::new(good::both(a, b)).run(3);
            never_polled_after_ready([view_a, view_b]);
        });
    }
}

#[test]
fn executor_that_polls_once_more_is_caught() {
    caught(Diagnosis::PolledAfterReady, || {
        let (child, view) = Child::yielding(0, ());
        let call = Running::start(|| {
            let mut task = pin!(child);
            let mut cx = Context::from_waker(Waker::noop());
            while task.as_mut().poll(&mut cx).is_ready() {}
        });
        assert_eq!(call.end(Diagnosis::NeverReturns), End::Returned);
        view.never_polled_after_ready();
    });
}

#[test]
fn fused_future_that_is_polled_again_passes() {
    passes(|| {
        let (child, view) = Child::yielding(0, ());
        let mut probe = Probe::new(child.fuse());
        probe.ready();
        let _ = probe.poll();
        view.never_polled_after_ready();
    });
}

#[test]
fn program_that_panics_for_it_is_caught() {
    caught(Diagnosis::PolledAfterReady, || {
        program::run(|| bad::both(async {}, tokio::time::sleep(ms(10))));
    });
    caught(Diagnosis::PolledAfterReady, || {
        program::run(|| bad::both(async {}.map(|()| ()), tokio::time::sleep(ms(10))));
    });
}

#[test]
fn program_that_panics_in_its_own_words_is_not_renamed() {
    let panic = probe::panics::caught(|| program::run(|| async { panic!("out of ideas") }).elapsed);
    assert_eq!(panic, Err(String::from("out of ideas")));
}

#[test]
fn program_that_uses_the_same_words_is_not_renamed() {
    const WORDS: &str = "the meter was polled after midnight";
    let panic = probe::panics::caught(|| program::run(|| async { panic!("{WORDS}") }).elapsed);
    assert_eq!(panic, Err(String::from(WORDS)));
}

#[test]
fn set_that_was_never_filled_is_not_renamed() {
    use futures::stream::{FuturesUnordered, StreamExt};
    let panic = probe::panics::caught(|| {
        program::run(|| async {
            let mut empty = FuturesUnordered::<std::future::Ready<()>>::new();
            empty.select_next_some().await;
        })
        .elapsed
    });
    assert_eq!(
        panic,
        Err("SelectNextSome polled after terminated".to_owned())
    );
}

#[test]
fn executor_that_panics_for_it_is_caught() {
    caught(Diagnosis::PolledAfterReady, || {
        let call = Running::start(|| {
            let mut task = pin!(async {});
            let mut cx = Context::from_waker(Waker::noop());
            while task.as_mut().poll(&mut cx).is_ready() {}
        });
        call.end(Diagnosis::NeverReturns);
    });
}

#[test]
fn future_that_panics_for_it_is_caught() {
    caught(Diagnosis::PolledAfterReady, || {
        let mut number = std::future::ready(7);
        let mut probe = Probe::new(std::future::poll_fn(move |cx| {
            let _ = std::pin::Pin::new(&mut number).poll(cx);
            std::pin::Pin::new(&mut number).poll(cx)
        }));
        probe.ready();
    });
}

#[test]
fn future_that_the_test_polls_after_its_end_is_not_renamed() {
    let mut probe = Probe::new(std::future::ready(7));
    probe.ready();
    let panic = probe::panics::caught(|| probe.poll());
    assert_eq!(panic, Err("`Ready` polled after completion".to_owned()));
}
