//! `thread-bound`: it has to go to other threads, and cannot.

mod support;

use std::rc::Rc;

use probe::{Diagnosis, demand, value_implements};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;

    /// A piece of work, for a pool of threads.
    pub type Job = Pin<Box<dyn Future<Output = u32>>>;

    pub fn job(number: u32) -> Job {
        Box::pin(async move { number * 2 })
    }
}

mod good {
    use std::pin::Pin;

    /// A piece of work, for a pool of threads.
    pub type Job = Pin<Box<dyn Future<Output = u32> + Send>>;

    pub fn job(number: u32) -> Job {
        Box::pin(async move { number * 2 })
    }
}

/// A job is made on one thread, and done on another.
macro_rules! may_leave {
    ($module:ident) => {{
        let job = $module::job(21);
        demand(
            value_implements!(job, Send),
            Diagnosis::ThreadBound,
            "it is not `Send`",
            "`Send` ではありません",
        );
        assert_eq!(futures::executor::block_on(job), 42);
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::ThreadBound, || may_leave!(bad));
}

#[test]
fn good_example_passes() {
    passes(|| may_leave!(good));
}

async fn drops_it() {
    drop(Rc::new(7));
    std::future::ready(()).await;
}

async fn holds_it() {
    let held = Rc::new(7);
    std::future::ready(()).await;
    drop(held);
}

#[test]
fn only_what_is_held_across_an_await_counts() {
    passes(|| {
        assert!(value_implements!(drops_it(), Send));
        assert!(!value_implements!(holds_it(), Send));
    });
}
