//! `lock-across-await`: a guard that lives through a wait.

mod support;

use std::sync::Mutex;

use probe::{Diagnosis, program};
use support::{caught, passes};

#[expect(clippy::await_holding_lock, reason = "that is the mistake")]
mod bad {
    use std::sync::Mutex;
    use std::time::Duration;

    /// Adds what the service says.
    pub async fn add(total: &Mutex<u32>) {
        let mut total = total.lock().unwrap();
        *total += ask().await;
    }

    async fn ask() -> u32 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        7
    }
}

mod good {
    use std::sync::Mutex;
    use std::time::Duration;

    /// Adds what the service says.
    pub async fn add(total: &Mutex<u32>) {
        let more = ask().await;
        *total.lock().unwrap() += more;
    }

    async fn ask() -> u32 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        7
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LockAcrossAwait, || {
        let total = Mutex::new(0);
        program::run_lending(|| total.try_lock().is_ok(), || bad::add(&total));
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let total = Mutex::new(0);
        program::run_lending(|| total.try_lock().is_ok(), || good::add(&total));
        assert_eq!(*total.lock().unwrap(), 7);
    });
}
