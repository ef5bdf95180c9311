//! `early-return`: the executor takes a task that waits for one that is done.

mod support;

use probe::executor::{End, Running};
use probe::{Child, ChildView, Diagnosis};
use support::{caught, passes};

mod bad {
    use futures::executor::LocalPool;
    use futures::task::LocalSpawnExt;

    /// Runs the tasks to their end.
    pub fn run_all(tasks: Vec<impl Future<Output = ()> + 'static>) {
        let mut pool = LocalPool::new();
        for task in tasks {
            pool.spawner().spawn_local(task).unwrap();
        }
        pool.run_until_stalled();
    }
}

mod good {
    use futures::executor::LocalPool;
    use futures::task::LocalSpawnExt;

    /// Runs the tasks to their end.
    pub fn run_all(tasks: Vec<impl Future<Output = ()> + 'static>) {
        let mut pool = LocalPool::new();
        for task in tasks {
            pool.spawner().spawn_local(task).unwrap();
        }
        pool.run();
    }
}

/// Runs two tasks, of which the second one waits.
fn run(run_all: fn(Vec<Child<()>>)) -> (Running, ChildView<()>) {
    let (yields, _) = Child::yielding(1, ());
    let (waits, view) = Child::waiting();
    let call = Running::start(move || run_all(vec![yields, waits]));
    call.until(Diagnosis::DroppedWake, || view.polls() > 0);
    (call, view)
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::EarlyReturn, || {
        let (call, view) = run(bad::run_all);
        call.until(Diagnosis::DroppedWake, || view.is_done());
    });
}

#[test]
fn idle_and_gone_is_caught() {
    caught(Diagnosis::EarlyReturn, || {
        let (call, view) = run(bad::run_all);
        call.until(Diagnosis::DroppedWake, || view.is_dropped());
        call.is_idle();
    });
}

#[test]
fn panic_before_the_end_is_caught() {
    caught(Diagnosis::EarlyReturn, || {
        let (call, view) = run(|tasks| {
            let waker = std::task::Waker::noop();
            let mut cx = std::task::Context::from_waker(waker);
            for task in tasks {
                let _ = std::pin::pin!(task).poll(&mut cx);
            }
            panic!("this panic belongs to the test");
        });
        call.until(Diagnosis::DroppedWake, || view.is_done());
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let (call, view) = run(good::run_all);
        call.is_idle();
        view.finish(());
        call.until(Diagnosis::DroppedWake, || view.is_done());
        assert_eq!(call.end(Diagnosis::NeverReturns), End::Returned);
    });
}

#[test]
fn returned_with_everything_done_passes() {
    passes(|| {
        let (child, view) = Child::yielding(3, ());
        let call = Running::start(|| bad::run_all(vec![child]));
        call.until(Diagnosis::DroppedWake, || view.is_done());
        assert_eq!(call.end(Diagnosis::NeverReturns), End::Returned);
    });
}

#[test]
fn panic_is_told_with_its_words() {
    let said = probe::panics::caught(|| {
        let call = Running::start(|| panic!("out of ideas"));
        call.until(Diagnosis::DroppedWake, || false);
    });
    let said = said.unwrap_err();
    assert!(
        said.contains("early-return") && said.contains("out of ideas (line"),
        "{said}"
    );
    let call = Running::start(|| panic!("out of ideas"));
    let end = call.end(Diagnosis::NeverReturns);
    assert!(
        matches!(&end, End::Panicked(said) if said.contains("out of ideas (line")),
        "{end:?}"
    );
}
