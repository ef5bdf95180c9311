//! `starved-branch`: one branch of a `select!` is always taken.

mod support;

use std::time::Duration;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use tokio::sync::mpsc::UnboundedReceiver;
    use tokio::time::Interval;

    /// Handles messages; returns how many heartbeats there were meanwhile.
    pub async fn run(mut messages: UnboundedReceiver<u32>, mut heartbeat: Interval) -> u32 {
        let mut beats = 0;
        loop {
            tokio::select! {
                biased;
                message = messages.recv() => match message {
                    Some(_) => tokio::time::advance(std::time::Duration::from_millis(1)).await,
                    None => return beats,
                },
                _ = heartbeat.tick() => beats += 1,
            }
        }
    }
}

mod good {
    use tokio::sync::mpsc::UnboundedReceiver;
    use tokio::time::Interval;

    /// Handles messages; returns how many heartbeats there were meanwhile.
    pub async fn run(mut messages: UnboundedReceiver<u32>, mut heartbeat: Interval) -> u32 {
        let mut beats = 0;
        loop {
            tokio::select! {
                biased;
                // The rare one first: it is seldom ready, and starves nobody.
                _ = heartbeat.tick() => beats += 1,
                message = messages.recv() => match message {
                    Some(_) => tokio::time::advance(std::time::Duration::from_millis(1)).await,
                    None => return beats,
                },
            }
        }
    }
}

/// A thousand messages that take a millisecond each, and a heartbeat every 100 ms.
macro_rules! flood {
    ($run:path) => {{
        let report = program::run(|| async {
            let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
            (0..1000).for_each(|n| sender.send(n).unwrap());
            drop(sender);
            $run(receiver, tokio::time::interval(Duration::from_millis(100))).await
        });
        let beats = report.output;
        demand(
            beats >= 9,
            Diagnosis::StarvedBranch,
            format!("{beats} heartbeats in one second, at 100 ms each"),
            format!("100 ms ごとのハートビートが、1 秒間に {beats} 回でした"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::StarvedBranch, || flood!(bad::run));
}

#[test]
fn good_example_passes() {
    passes(|| flood!(good::run));
}
