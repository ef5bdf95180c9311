//! `pool-exhaustion`: a thread of the pool that is never given back.
//!
//! real time: a thread of the pool obeys no virtual clock. Only the failure waits.

mod support;

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use probe::{Diagnosis, demand};
use support::{caught, passes};
use tokio::runtime::{Builder, Handle};

mod bad {
    use std::sync::mpsc::Receiver;

    use tokio::runtime::Handle;

    /// Writes down what comes, for as long as anybody has something to say.
    pub fn keep_log(runtime: &Handle, lines: Receiver<String>) {
        runtime.spawn_blocking(move || {
            for line in lines {
                eprintln!("{line}");
            }
        });
    }
}

mod good {
    use std::sync::mpsc::Receiver;
    use std::thread;

    use tokio::runtime::Handle;

    /// Writes down what comes, for as long as anybody has something to say.
    pub fn keep_log(_: &Handle, lines: Receiver<String>) {
        thread::spawn(move || {
            for line in lines {
                eprintln!("{line}");
            }
        });
    }
}

/// A call that has a thread is over in microseconds.
const PATIENCE: Duration = Duration::from_millis(500);

/// A pool of one thread, and two who need it: the log, and a short call.
fn leaves_a_thread(keep_log: fn(&Handle, Receiver<String>)) {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.max_blocking_threads(1).build().expect("a runtime");
    let (log, lines) = channel();
    keep_log(runtime.handle(), lines);
    let (done, answer) = channel();
    runtime.spawn_blocking(move || done.send(()));
    let is_done = answer.recv_timeout(PATIENCE).is_ok();
    drop(log);
    demand(
        is_done,
        Diagnosis::PoolExhaustion,
        "a short call never got a thread of the pool, which has one",
        "短い呼び出しに、1 本しかないプールのスレッドが回りませんでした",
    );
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::PoolExhaustion, || leaves_a_thread(bad::keep_log));
}

#[test]
fn good_example_passes() {
    passes(|| leaves_a_thread(good::keep_log));
}
