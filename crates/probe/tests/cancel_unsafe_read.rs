//! `cancel-unsafe-read`: half of it was read, and then the reader was dropped.

mod support;

use std::time::Duration;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};
use tokio::time::sleep;

mod bad {
    use std::time::Duration;

    use tokio::sync::mpsc::Receiver;
    use tokio::time::interval;

    /// All pairs; `tick` is called once a second.
    pub async fn pairs(mut bytes: Receiver<u8>, mut tick: impl FnMut()) -> Vec<[u8; 2]> {
        let mut all = Vec::new();
        let mut ticks = interval(Duration::from_secs(1));
        loop {
            tokio::select! {
                _ = ticks.tick() => tick(),
                pair = pair(&mut bytes) => match pair {
                    Some(pair) => all.push(pair),
                    None => return all,
                },
            }
        }
    }

    async fn pair(bytes: &mut Receiver<u8>) -> Option<[u8; 2]> {
        let first = bytes.recv().await?;
        let second = bytes.recv().await?;
        Some([first, second])
    }
}

mod good {
    use std::time::Duration;

    use tokio::sync::mpsc::Receiver;
    use tokio::time::interval;

    /// All pairs; `tick` is called once a second.
    pub async fn pairs(mut bytes: Receiver<u8>, mut tick: impl FnMut()) -> Vec<[u8; 2]> {
        let mut all = Vec::new();
        let mut ticks = interval(Duration::from_secs(1));
        // It outlives the branch.
        let mut first = None;
        loop {
            tokio::select! {
                _ = ticks.tick() => tick(),
                pair = pair(&mut bytes, &mut first) => match pair {
                    Some(pair) => all.push(pair),
                    None => return all,
                },
            }
        }
    }

    async fn pair(bytes: &mut Receiver<u8>, first: &mut Option<u8>) -> Option<[u8; 2]> {
        if first.is_none() {
            *first = Some(bytes.recv().await?);
        }
        let second = bytes.recv().await?;
        Some([first.take()?, second])
    }
}

/// Four bytes, 400 ms apart: a tick comes between the third and the fourth.
macro_rules! amid_ticks {
    ($pairs:path) => {{
        let pairs = program::run(|| async {
            let (sender, receiver) = tokio::sync::mpsc::channel(8);
            let send = async move {
                for byte in 1..=4 {
                    sender.send(byte).await.unwrap();
                    sleep(Duration::from_millis(400)).await;
                }
            };
            tokio::join!(send, $pairs(receiver, || ())).1
        });
        let pairs = pairs.output;
        demand(
            pairs == [[1, 2], [3, 4]],
            Diagnosis::CancelUnsafeRead,
            format!("1, 2, 3, and 4 were sent; the pairs are {pairs:?}"),
            format!("1、2、3、4 が送られましたが、組は {pairs:?} です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::CancelUnsafeRead, || amid_ticks!(bad::pairs));
}

#[test]
fn good_example_passes() {
    passes(|| amid_ticks!(good::pairs));
}
