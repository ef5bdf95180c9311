//! `missed-signal`: the signal came first.

mod support;

use std::time::Duration;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};
use tokio::time::timeout;

mod bad {
    use tokio::sync::watch::Receiver;

    /// Waits until the value is `true`.
    pub async fn stopped(mut stop: Receiver<bool>) {
        while stop.changed().await.is_ok() {
            if *stop.borrow() {
                return;
            }
        }
    }
}

mod good {
    use tokio::sync::watch::Receiver;

    /// Waits until the value is `true`.
    pub async fn stopped(mut stop: Receiver<bool>) {
        // It looks at the value first, and then waits for changes. An error: nobody can stop it any more.
        let _ = stop.wait_for(|stop| *stop).await;
    }
}

/// The value is `true` when the receiver is made.
macro_rules! told_before {
    ($stopped:path) => {{
        let end = program::run(|| async {
            let (sender, first) = tokio::sync::watch::channel(false);
            sender.send(true).unwrap();
            let end = timeout(Duration::from_secs(3600), $stopped(sender.subscribe())).await;
            drop((sender, first));
            end
        });
        demand(
            end.output.is_ok(),
            Diagnosis::MissedSignal,
            "the stop was there before; an hour later it still waits",
            "停止の合図は先に出ていましたが、1 時間後もまだ待っています",
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::MissedSignal, || told_before!(bad::stopped));
}

#[test]
fn good_example_passes() {
    passes(|| told_before!(good::stopped));
}
