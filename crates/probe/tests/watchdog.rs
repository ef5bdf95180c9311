//! The watchdog stays out of the way.
//!
//! real time: a thread that sleeps obeys no virtual clock. The watchdog gives it a second.

mod support;

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake};
use std::thread;
use std::time::Duration;

use probe::executor::{Running, SelfWake, Yields};
use probe::{Child, Diagnosis, Probe, watch};
use support::{caught, passes};

#[test]
fn own_wait_of_the_harness_is_no_sleep_of_the_answer() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        let other = thread::spawn(move || {
            thread::sleep(Duration::from_millis(1300));
            view.finish(7);
        });
        watch(Diagnosis::Deadlock, || {
            probe.woken_within(Duration::from_secs(10));
        });
        assert_eq!(probe.ready(), 7);
        other.join().unwrap();
    });
}

#[test]
fn own_join_of_the_harness_is_no_sleep_of_the_answer() {
    passes(|| {
        watch(Diagnosis::Deadlock, || {
            Probe::new(Yields::new(3, SelfWake::FromAnotherThread)).run(0)
        });
    });
}

#[test]
fn wake_that_does_not_come_back_is_caught_all_the_same() {
    struct Locked(Mutex<()>);
    impl Wake for Locked {
        fn wake(self: Arc<Self>) {
            drop(self.0.lock());
        }
    }
    caught(Diagnosis::Deadlock, || {
        let call = Running::start(|| {
            let locked = Arc::new(Locked(Mutex::new(())));
            let waker = Arc::clone(&locked).into();
            let mut yields = pin!(Yields::new(1, SelfWake::FromAnotherThread));
            let _guard = locked.0.lock();
            let _ = yields.as_mut().poll(&mut Context::from_waker(&waker));
        });
        call.end(Diagnosis::DroppedWake);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn watchdog_is_not_woken_for_each_poll() {
    const POLLS: usize = 20_000;
    passes(|| {
        let (child, _view) = Child::<()>::waiting();
        let mut probe = Probe::new(child);
        (0..POLLS).for_each(|_| probe.pending());
        let rises = rises_of("watchdog");
        assert!(rises < POLLS as u64 / 4, "{rises}");
    });
}

/// How often the thread of that name went to sleep.
#[cfg(target_os = "linux")]
fn rises_of(name: &str) -> u64 {
    use std::fs::{read_dir, read_to_string};
    let mut rises = 0;
    for task in read_dir("/proc/self/task").unwrap().flatten() {
        let file = |name| read_to_string(task.path().join(name)).unwrap();
        if file("comm").trim_end() == name {
            let status = file("status");
            let mut lines = status.lines();
            let count = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            rises += count.unwrap().trim().parse::<u64>().unwrap();
        }
    }
    rises
}
