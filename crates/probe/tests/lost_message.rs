//! `lost-message`: accepted, and never handled.

mod support;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use tokio::sync::mpsc::Receiver;

    /// The sum of all messages, until `stop`.
    pub async fn sum(mut messages: Receiver<u32>, stop: impl Future) -> u32 {
        let mut sum = 0;
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                biased;
                _ = &mut stop => return sum,
                message = messages.recv() => sum += message.unwrap_or(0),
            }
        }
    }
}

mod good {
    use tokio::sync::mpsc::Receiver;

    /// The sum of all messages, until `stop`.
    pub async fn sum(mut messages: Receiver<u32>, stop: impl Future) -> u32 {
        let mut sum = 0;
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                biased;
                _ = &mut stop => break,
                message = messages.recv() => sum += message.unwrap_or(0),
            }
        }
        // No more come in; those that were accepted are still handled.
        messages.close();
        while let Some(message) = messages.recv().await {
            sum += message;
        }
        sum
    }
}

/// Three messages are in the channel when the stop comes.
macro_rules! stopped_with_three {
    ($sum:path) => {{
        let sum = program::run(|| async {
            let (sender, receiver) = tokio::sync::mpsc::channel(8);
            for _ in 0..3 {
                sender.send(1).await.unwrap();
            }
            $sum(receiver, async {}).await
        });
        let handled = sum.output;
        demand(
            handled == 3,
            Diagnosis::LostMessage,
            format!("3 messages were accepted, {handled} handled"),
            format!("3 件のメッセージを受け取り、処理したのは {handled} 件です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LostMessage, || stopped_with_three!(bad::sum));
}

#[test]
fn good_example_passes() {
    passes(|| stopped_with_three!(good::sum));
}
