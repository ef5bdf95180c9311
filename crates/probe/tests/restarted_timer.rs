//! `restarted-timer`: a timer that is created anew in each turn never fires.

mod support;

use std::time::Duration;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use std::time::Duration;

    use tokio::sync::mpsc::Receiver;
    use tokio::time::sleep;

    /// Counts messages for one second.
    pub async fn count(mut messages: Receiver<()>) -> usize {
        let mut count = 0;
        loop {
            tokio::select! {
                Some(()) = messages.recv() => count += 1,
                () = sleep(Duration::from_secs(1)) => return count,
            }
        }
    }
}

mod good {
    use std::pin::pin;
    use std::time::Duration;

    use tokio::sync::mpsc::Receiver;
    use tokio::time::sleep;

    /// Counts messages for one second.
    pub async fn count(mut messages: Receiver<()>) -> usize {
        let mut count = 0;
        let mut over = pin!(sleep(Duration::from_secs(1)));
        loop {
            tokio::select! {
                Some(()) = messages.recv() => count += 1,
                () = &mut over => return count,
            }
        }
    }
}

/// A message every 300 ms, for an hour.
macro_rules! steady_messages {
    ($count:path) => {{
        let report = program::run(|| async {
            let (sender, receiver) = tokio::sync::mpsc::channel(1);
            let sending = async move {
                for _ in 0..12_000 {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    if sender.send(()).await.is_err() {
                        break;
                    }
                }
            };
            tokio::join!($count(receiver), sending).0
        });
        let (elapsed, count) = (report.elapsed, report.output);
        demand(
            elapsed < Duration::from_secs(2),
            Diagnosis::RestartedTimer,
            format!("one second was asked for; {count} messages were counted in {elapsed:?}"),
            format!("1 秒間のはずが、{elapsed:?} の間に {count} 件数えました"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::RestartedTimer, || steady_messages!(bad::count));
}

#[test]
fn good_example_passes() {
    passes(|| steady_messages!(good::count));
}
