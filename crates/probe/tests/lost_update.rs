//! `lost-update`: made of an old value, and stored over a new one.

mod support;

use std::sync::Mutex;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use std::sync::Mutex;

    use tokio::task::yield_now;

    /// Takes an amount from a balance.
    pub async fn withdraw(balance: &Mutex<u32>, amount: u32) {
        let before = *balance.lock().unwrap();
        yield_now().await; // the bank is asked
        *balance.lock().unwrap() = before - amount;
    }
}

mod good {
    use std::sync::Mutex;

    use tokio::task::yield_now;

    /// Takes an amount from a balance.
    pub async fn withdraw(balance: &Mutex<u32>, amount: u32) {
        yield_now().await; // the bank is asked
        *balance.lock().unwrap() -= amount;
    }
}

/// Two of them at the same time.
macro_rules! withdrawn_twice {
    ($withdraw:path) => {{
        let balance = Mutex::new(100);
        program::run(|| async {
            tokio::join!($withdraw(&balance, 10), $withdraw(&balance, 20));
        });
        let left = *balance.lock().unwrap();
        demand(
            left == 70,
            Diagnosis::LostUpdate,
            format!("of 100 there were 10 and 20 withdrawn, and {left} are left"),
            format!("100 から 10 と 20 を引き出しましたが、残りは {left} です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LostUpdate, || withdrawn_twice!(bad::withdraw));
}

#[test]
fn good_example_passes() {
    passes(|| withdrawn_twice!(good::withdraw));
}
