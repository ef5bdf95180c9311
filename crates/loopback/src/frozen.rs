//! Real sockets and a clock that stands still.
//!
//! Nothing that is merely slow can run into a limit: time passes only where a scenario says so, and
//! it says so when the service has come to the point where nothing follows by itself.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use futures::future::{Either, select};
use probe::trace::{Subject, ticking};
use probe::{Diagnosis, Finding, demand, watch};
use reqwest::Client;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::net::TcpSocket;
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, advance};

use crate::life::Life;
use crate::nap::Sleeper;
use crate::server::Server;

/// What the client that the answer is given sends as `x-client`, with each request.
pub const CLIENT: &str = "the one that was given";

/// A scenario in which nothing has happened for this long is given up. It is counted from the last
/// step of a service or a script, so a slow machine only has to come to the next step in time.
///
/// Windows tries a refused connection again for two seconds.
const PATIENCE: Duration = Duration::from_millis(if cfg!(windows) { 6000 } else { 600 });

/// How often it is looked at. A look that comes late counts as two at most: while the machine stood
/// still, nobody was silent.
const LOOK: Duration = Duration::from_millis(20);

/// Steps after which a scenario is given up that never comes to rest. None needs a tenth of them.
const STEPS: usize = 3_000;

/// Polls after which the answer does not wait but asks: so many at first, and with each step more.
/// A right one is polled twice or three times a step.
const POLLS: usize = 1_000;
const POLLS_A_STEP: usize = 20;

/// Polls in a time of patience that are no silence: there will soon be too many.
const MANY_POLLS: usize = 100;

/// Real time that sockets are given before the clock moves, in short turns. Only wrong answers
/// depend on it: they must have come far enough to be wrong.
const TURN: Duration = Duration::from_millis(5);
const TURNS: usize = 10;

/// How far the clock moves, again and again and each time by half as much more, for an answer that
/// waits for it alone: the answer comes to where it can be judged by what it did. One that has a
/// request under way is not helped.
const PAUSE: Duration = Duration::from_millis(20);
const PAUSES: i32 = 25;

/// As [`PATIENCE`], once it is known that the answer waits for the clock alone.
const PATIENCE_IN_A_PAUSE: Duration = Duration::from_millis(20);

/// Why a scenario was given up.
enum Stuck {
    Silent,
    Restless,
    Busy(usize),
}

/// Runs `scenario` on a runtime of this thread, with a client of its own.
///
/// # Panics
///
/// - With [`Diagnosis::UnboundedWait`] where the scenario waits for a service and does not end.
/// - With [`Diagnosis::Deadlock`] where it waits for something that nobody brings.
/// - With [`Diagnosis::BusyPoll`] where it keeps its thread busy with polls.
/// - With [`Diagnosis::BlockedExecutor`] where a poll puts the thread to sleep.
/// - With [`Diagnosis::ClientPerCall`] where it leaves the process without descriptors.
#[track_caller]
pub fn run<F: Future>(scenario: impl FnOnce(Client) -> F) -> F::Output {
    let output = Cell::new(None);
    let mut scenario = Some(scenario);
    run_to_its_end(&mut |client| {
        let scenario = scenario.take().expect("it is made once")(client);
        Box::pin(async { output.set(Some(scenario.await)) })
    });
    output.take().expect("it came to its end")
}

/// A scenario without its type: the machinery below is compiled once, with this crate.
type Scenario<'s> = Pin<Box<dyn Future<Output = ()> + 's>>;

#[track_caller]
fn run_to_its_end<'s>(make: &mut dyn FnMut(Client) -> Scenario<'s>) {
    let life = Life::of_this_thread();
    life.take_starved();
    life.take_napped();
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(true).build();
    let runtime = runtime.expect("a runtime");
    let (end, passed, waits) = runtime.block_on(async {
        let began = Instant::now();
        let _ticking = ticking();
        Subject::named("program", &"scenario").record("begins");
        let mut scenario = make(client());
        let patience = if life.was_idle() {
            4 * PATIENCE_IN_A_PAUSE
        } else {
            PATIENCE
        };
        let mut end = patiently(scenario.as_mut(), &life, patience).await;
        let passed = began.elapsed();
        for pause in 0..PAUSES {
            if !matches!(end, Err(Stuck::Silent)) || life.somebody_waits() {
                break;
            }
            life.set_idle();
            advance(PAUSE.mul_f64(1.5_f64.powi(pause))).await;
            end = patiently(scenario.as_mut(), &life, PATIENCE_IN_A_PAUSE).await;
        }
        // The side that comes first to the last descriptor is not always the service.
        if let Err(error) = TcpSocket::new_v4() {
            life.failed(&error);
        }
        (end, passed, life.somebody_waits())
    });
    let open = life.open();
    // Whatever the answer has left on other threads is not waited for.
    runtime.shutdown_background();
    if life.take_starved() {
        Finding::new(Diagnosis::ClientPerCall)
            .note(
                format!("{open} connections were open, and no descriptor was left for one more"),
                format!("接続が {open} 個開かれ、次の接続に使える記述子がなくなりました"),
            )
            .raise();
    }
    if life.take_napped() {
        Finding::new(Diagnosis::BlockedExecutor)
            .note(
                "the thread of the runtime was asleep for a set time, as in `thread::sleep`",
                "ランタイムのスレッドが `thread::sleep` のように、時間を決めて眠っていました",
            )
            .raise();
    }
    let stuck = match end {
        Ok(()) => return,
        Err(stuck) => stuck,
    };
    let finding = match stuck {
        Stuck::Busy(steps) => Finding::new(Diagnosis::BusyPoll).note(
            format!("polled more than {POLLS} times, while {steps} things happened"),
            format!("{steps} 個の出来事が起きる間に、{POLLS} 回を超えてポーリングされました"),
        ),
        Stuck::Silent if waits => Finding::new(Diagnosis::UnboundedWait).note(
            format!("{passed:?} had passed on the clock, and the answer was still waiting"),
            format!("時計の上で {passed:?} が経過しても、解答はまだ待っていました"),
        ),
        Stuck::Silent => Finding::new(Diagnosis::Deadlock).note(
            "the answer was still waiting, and no request of its was under way",
            "送信中のリクエストがひとつもないのに、解答はまだ待っていました",
        ),
        Stuck::Restless => Finding::new(Diagnosis::UnboundedWait).note(
            format!("{STEPS} steps of requests and answers, and there was still no result"),
            format!("リクエストと応答のやりとりが {STEPS} 段階に達しても、結果が出ませんでした"),
        ),
    };
    finding.raise()
}

/// Runs `scenario` until its end, or until there is no hope left.
async fn patiently(
    scenario: Pin<&mut (dyn Future<Output = ()> + '_)>,
    life: &Life,
    patience: Duration,
) -> Result<(), Stuck> {
    let (over, end) = channel::<()>();
    // As long as a blocking task runs, the paused clock does not jump to the next timer.
    let lost = {
        let (life, thread) = (Life::of_this_thread(), Sleeper::this_thread());
        spawn_blocking(move || wait(&life, &thread, patience, &end))
    };
    let end = match select(watched(scenario, life), lost).await {
        Either::Left((end, _)) => end,
        Either::Right((stuck, _)) => Err(stuck.expect("waiting does not panic")),
    };
    drop(over);
    end
}

fn client() -> Client {
    let header = (
        HeaderName::from_static("x-client"),
        HeaderValue::from_static(CLIENT),
    );
    // The environment may name a proxy; 127.0.0.1 is not behind it.
    let client = Client::builder().no_proxy();
    let client = client.default_headers(HeaderMap::from_iter([header]));
    client.build().expect("a client")
}

/// Polls `scenario`, and looks at how it is polled.
fn watched(
    mut scenario: Pin<&mut (dyn Future<Output = ()> + '_)>,
    life: &Life,
) -> impl Future<Output = Result<(), Stuck>> + Unpin {
    let (first, mut polls) = (life.signs(), 0);
    poll_fn(move |context| {
        let steps = life.signs() - first;
        polls += 1;
        life.polled();
        if polls > POLLS + steps * POLLS_A_STEP {
            return Poll::Ready(Err(Stuck::Busy(steps)));
        }
        let poll = watch(Diagnosis::BlockedExecutor, || {
            scenario.as_mut().poll(context)
        });
        poll.map(Ok)
    })
}

/// Waits until nothing has happened for some time, or too much; or for the end, and then nobody
/// asks what it was.
fn wait(life: &Life, thread: &Sleeper, patience: Duration, end: &Receiver<()>) -> Stuck {
    let first = life.signs();
    let (mut seen, mut polls, mut silent) = (first, life.polls(), Duration::ZERO);
    let pace = LOOK.min(patience / 2);
    loop {
        let look = std::time::Instant::now();
        if end.recv_timeout(pace) != Err(RecvTimeoutError::Timeout) {
            return Stuck::Silent;
        }
        if thread.is_asleep() {
            life.napped();
        }
        let signs = life.signs();
        if signs == seen && life.polls() - polls < MANY_POLLS {
            silent += look.elapsed().min(2 * pace);
        } else {
            (seen, polls, silent) = (signs, life.polls(), Duration::ZERO);
        }
        if silent >= patience {
            return Stuck::Silent;
        }
        if signs - first > STEPS {
            return Stuck::Restless;
        }
    }
}

/// Runs `answer` to its end, and beside it `script`, which is over with it at the latest.
pub async fn beside<T>(answer: impl Future<Output = T>, script: impl Future<Output = ()>) -> T {
    match select(pin!(answer), pin!(script)).await {
        Either::Left((output, _)) => output,
        Either::Right(((), answer)) => answer.await,
    }
}

/// Runs `answer` beside `script`, and drops it when the script is over. Returns the output of an
/// answer that has ended before.
pub async fn dropped_after<T>(
    answer: impl Future<Output = T>,
    script: impl Future<Output = ()>,
) -> Option<T> {
    match select(pin!(answer), pin!(script)).await {
        Either::Left((output, _)) => Some(output),
        Either::Right(_) => {
            Subject::named("task", &"the call").say("is dropped", "ドロップされる");
            None
        }
    }
}

/// Lets what has been sent be received, and then `time` pass.
pub async fn pass(time: Duration) {
    settle().await;
    if !time.is_zero() {
        let said = format_args!("+ {time:?}");
        Subject::named("task", &"the clock").say(said, said);
    }
    advance(time).await;
}

/// Lets `time` pass on the clock of the machine, while that of tokio stands still.
pub async fn pass_elsewhere(time: Duration) {
    let began = std::time::Instant::now();
    while began.elapsed() < time {
        turn().await;
    }
}

/// Asks that no request for `path` is still under way: the client has closed the connection of each
/// one that was never answered in full.
///
/// # Panics
///
/// With [`Diagnosis::WorksAfterDrop`].
pub async fn given_up(server: &Server, path: &str) {
    // A client closes its side in a turn of this runtime; no other thread has a part in it.
    for _ in 0..2 * TURNS {
        if server.waiting_for(path) == 0 {
            Subject::named("call", &path).record("dropped");
            return;
        }
        turn().await;
    }
    demand(
        server.waiting_for(path) == 0,
        Diagnosis::WorksAfterDrop,
        format!("the request for {path} was given up, and its connection is still open"),
        format!("{path} へのリクエストをやめた後も、その接続が開いたままです"),
    );
}

async fn settle() {
    for _ in 0..TURNS {
        turn().await;
    }
}

async fn turn() {
    Life::of_this_thread().sign();
    // `tokio::time::sleep` would stand still with the clock.
    let turn = spawn_blocking(|| thread::sleep(TURN));
    turn.await.expect("sleeping does not panic");
}
