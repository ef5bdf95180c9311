//! Real sockets and a clock that stands still.
//!
//! Nothing that is merely slow can run into a limit: time passes only where a scenario says so, and
//! it says so when the service has come to the point where nothing follows by itself.

use std::pin::pin;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use futures::future::{Either, select};
use probe::{Diagnosis, Finding};
use reqwest::Client;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, advance};

/// Turns after which a scenario is given up, each of this real time at least. Far more than any
/// needs; where the machine is busy or stood still, a turn takes longer, and so does the patience.
const PATIENCE: Duration = Duration::from_millis(20);
const TURNS_OF_PATIENCE: usize = 300;

/// What the client that the answer is given sends as `x-client`, with each request.
pub const CLIENT: &str = "the one that was given";

/// Real time that sockets are given before the clock moves, in short turns. Only wrong answers
/// depend on it: they must have come far enough to be wrong.
const TURN: Duration = Duration::from_millis(5);
const TURNS: usize = 10;

/// Runs `scenario` on a runtime of this thread, with a client of its own.
///
/// # Panics
///
/// With [`Diagnosis::UnboundedWait`] where the scenario does not end.
#[track_caller]
pub fn run<F: Future>(scenario: impl FnOnce(Client) -> F) -> F::Output {
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(true).build();
    let output = runtime.expect("a runtime").block_on(async {
        let began = Instant::now();
        // The environment may name a proxy; 127.0.0.1 is not behind it.
        let header = (
            HeaderName::from_static("x-client"),
            HeaderValue::from_static(CLIENT),
        );
        let client = Client::builder().no_proxy();
        let client = client.default_headers(HeaderMap::from_iter([header]));
        let client = client.build().expect("a client");
        let (over, end) = channel::<()>();
        // As long as a blocking task runs, the paused clock does not jump to the next timer.
        let patience = spawn_blocking(move || {
            let mut turns = (0..TURNS_OF_PATIENCE).map(|_| end.recv_timeout(PATIENCE));
            turns.find(|turn| *turn != Err(RecvTimeoutError::Timeout))
        });
        match select(pin!(scenario(client)), patience).await {
            Either::Left((output, _)) => {
                drop(over);
                Ok(output)
            }
            Either::Right((ended, _)) => {
                assert!(matches!(ended, Ok(None)), "the scenario was over");
                Err(began.elapsed())
            }
        }
    });
    match output {
        Ok(output) => output,
        Err(passed) => Finding::new(Diagnosis::UnboundedWait)
            .note(
                format!("{passed:?} had passed on the clock, and the answer was still waiting"),
                format!("時計の上で {passed:?} が経過しても、解答はまだ待っていました"),
            )
            .raise(),
    }
}

/// Runs `answer` to its end, and beside it `script`, which is over with it at the latest. Returns
/// the output, and how much time has passed on the clock.
pub async fn beside<T>(
    answer: impl Future<Output = T>,
    script: impl Future<Output = ()>,
) -> (T, Duration) {
    let began = Instant::now();
    let output = match select(pin!(answer), pin!(script)).await {
        Either::Left((output, _)) => output,
        Either::Right(((), answer)) => answer.await,
    };
    (output, began.elapsed())
}

/// Lets what has been sent be received, and then `time` pass.
pub async fn pass(time: Duration) {
    settle().await;
    advance(time).await;
}

async fn settle() {
    for _ in 0..TURNS {
        // `tokio::time::sleep` would stand still with the clock.
        let turn = spawn_blocking(|| thread::sleep(TURN));
        turn.await.expect("sleeping does not panic");
    }
}
