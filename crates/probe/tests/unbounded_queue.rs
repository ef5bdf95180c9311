//! `unbounded-queue`: nobody has to wait, and everything is kept.

mod support;

use futures::FutureExt;
use probe::{Diagnosis, demand};
use support::{caught, passes};
use tokio::sync::mpsc;

mod bad {
    use tokio::sync::mpsc::UnboundedSender;

    /// Hands a line to the task that writes the log.
    pub async fn log(lines: &UnboundedSender<String>, line: &str) {
        let _ = lines.send(line.to_owned());
    }
}

mod good {
    use tokio::sync::mpsc::Sender;

    /// Hands a line to the task that writes the log.
    pub async fn log(lines: &Sender<String>, line: &str) {
        let _ = lines.send(line.to_owned()).await;
    }
}

/// Nobody receives.
macro_rules! a_thousand_lines {
    ($log:path, $channel:expr) => {{
        let (lines, _received) = $channel;
        let log = |_: &usize| $log(&lines, "a line").now_or_never().is_some();
        let accepted = (0..1_000).filter(log).count();
        demand(
            accepted <= 100,
            Diagnosis::UnboundedQueue,
            format!("1000 lines were logged, and {accepted} were accepted"),
            format!("1000 行を記録しようとして、{accepted} 行が受け入れられました"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnboundedQueue, || {
        a_thousand_lines!(bad::log, mpsc::unbounded_channel());
    });
}

#[test]
fn good_example_passes() {
    passes(|| a_thousand_lines!(good::log, mpsc::channel(100)));
}
