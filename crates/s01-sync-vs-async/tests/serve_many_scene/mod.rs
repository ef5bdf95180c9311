//! A server under test, its backend, and its clients, all on one thread.
//!
//! A wait ends when what it waits for has happened. It is given up when the runtime has looked for
//! events many times in a row, and nothing at all has happened: a busy machine brings that no
//! closer.

mod asks;
mod clients;
mod seen;

use std::future::poll_fn;
use std::net::SocketAddr;
use std::panic::Location;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use probe::trace::Subject;
use probe::{Diagnosis, Finding, demand, watch_awake};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Builder;
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use seen::{Fake, Held, Seen, Shared, tell};

use crate::serve_many::serve;

/// How long a look for events takes where there are none, and so many of them are enough.
const LOOK: Duration = Duration::from_millis(40);
// See above.
const LOOKS: u32 = 20;

/// Buffers of the two ends: a large answer does not fit into them. Smaller ones would have no room
/// for a whole segment, and the two ends would wait for each other's timers.
const BUFFER: u32 = 128 * 1024;

/// Larger than all buffers between two ends.
pub const LARGE: usize = 2 * 1024 * 1024;
pub const SMALL: usize = 100;

/// What a test has in its hands while the server runs.
pub struct Scene {
    shared: Arc<Shared>,
    address: SocketAddr,
    stop: CancellationToken,
}

/// Runs the server beside `script`, stops it then, and returns what it returned. Answers have
/// `size` bytes.
#[track_caller]
pub fn served(size: usize, script: impl AsyncFnOnce(&Scene)) -> usize {
    let shared = Arc::new(Shared {
        home: thread::current().id(),
        size,
        seen: Mutex::default(),
        held: Mutex::default(),
        changed: Notify::new(),
        parks: AtomicUsize::new(0),
        stops: AtomicBool::new(false),
    });
    Subject::named("program", &"program").record("begins");
    let stop = CancellationToken::new();
    let (parks, wakes, stops) = (Arc::clone(&shared), Arc::clone(&shared), stop.clone());
    let runtime = Builder::new_current_thread()
        .enable_all()
        .on_thread_park(move || {
            parks.parks.fetch_add(1, SeqCst);
        })
        .on_thread_unpark(move || {
            if wakes.stops.swap(false, SeqCst) {
                stops.cancel();
            }
        })
        .build();
    let runtime = runtime.expect("the system has a place for one more");
    let place = Location::caller();
    watch_awake(Diagnosis::BlockedExecutor, || {
        runtime.block_on(async {
            let socket = TcpSocket::new_v4().expect("a socket");
            socket.set_send_buffer_size(BUFFER).expect("a small buffer");
            let home = SocketAddr::from(([127, 0, 0, 1], 0));
            socket.bind(home).expect("a free port");
            let listener: TcpListener = socket.listen(1024).expect("a listener");
            let scene = Scene {
                shared: Arc::clone(&shared),
                address: listener.local_addr().expect("an address"),
                stop,
            };
            let backend = Arc::new(Fake(Arc::clone(&shared)));
            let server = serve(listener, backend, scene.stop.clone());
            let server = async {
                let returned = server.await;
                tell("the server", "returns", "戻る");
                shared.note(|seen| seen.returned = Some(returned));
            };
            let script = async {
                script(&scene).await;
                scene.stop();
                scene.returns(place).await;
            };
            tokio::join!(server, script);
        });
    });
    runtime.shutdown_background();
    let seen = shared.seen();
    demand(
        seen.elsewhere == 0,
        Diagnosis::WrongResult,
        format!(
            "{} calls of the backend came from another thread",
            seen.elsewhere
        ),
        format!(
            "backend の呼び出しのうち {} 回は、別のスレッドからでした",
            seen.elsewhere
        ),
    );
    match &seen.returned {
        Some(Ok(served)) => *served,
        other => Finding::new(Diagnosis::WrongResult)
            .note(
                format!("the server returned `{other:?}`"),
                format!("サーバーは `{other:?}` を返しました"),
            )
            .raise(),
    }
}

impl Scene {
    /// From now on, `read_db` waits.
    pub fn hold_read_db(&self) {
        self.shared.held().read_db = true;
    }

    /// From now on, `call_api` waits for the clients that came first, up to this number.
    pub fn hold_call_api(&self, clients: usize) {
        self.shared.held().call_api = 0..clients;
    }

    /// From now on, the clients below this number do not read.
    pub fn hold_readers(&self, clients: usize) {
        self.shared.held().readers = clients;
    }

    /// Stops the server.
    pub fn stop(&self) {
        if !self.stop.is_cancelled() {
            tell("the server", "is stopped", "停止が求められた");
        }
        self.stop.cancel();
    }

    /// Lets `read_db` go on.
    pub fn let_go_of_read_db(&self) {
        tell("read_db", "may go on", "続けてよい");
        self.shared.held().read_db = false;
        self.shared.note(|_| ());
    }

    /// Lets everything go on.
    pub fn let_go(&self) {
        tell("all that waits", "may go on", "続けてよい");
        *self.shared.held() = Held::default();
        self.shared.note(|_| ());
    }

    fn returns(&self, place: &'static Location<'static>) -> impl Future<Output = ()> {
        let returned = self.shared.until(|| self.shared.seen().returned.is_some());
        self.patient_at(place, returned, |_| {
            Finding::new(Diagnosis::ReadyTooLate).note(
                "it was stopped, no client was left, and it did not return",
                "停止され、クライアントも残っていないのに、サーバーが戻りません",
            )
        })
    }

    #[track_caller]
    fn until<'s>(
        &'s self,
        holds: impl Fn(&Seen) -> bool + 's,
        finding: impl Fn(&Seen) -> Finding + 's,
    ) -> impl Future<Output = ()> + 's {
        let holds = async move {
            self.shared.until(|| holds(&self.shared.seen())).await;
        };
        self.patient(holds, finding)
    }

    #[track_caller]
    fn patient<'s>(
        &'s self,
        wait: impl Future<Output = ()> + 's,
        finding: impl Fn(&Seen) -> Finding + 's,
    ) -> impl Future<Output = ()> + 's {
        self.patient_at(Location::caller(), wait, finding)
    }

    async fn patient_at(
        &self,
        place: &'static Location<'static>,
        wait: impl Future<Output = ()>,
        finding: impl Fn(&Seen) -> Finding,
    ) {
        let mut wait = pin!(wait);
        let (mut looks, mut before) = (0, self.shared.seen().events);
        while looks < LOOKS {
            let mut look = pin!(sleep(LOOK));
            let is_over = poll_fn(|context| {
                if wait.as_mut().poll(context).is_ready() {
                    return Poll::Ready(true);
                }
                look.as_mut().poll(context).map(|()| false)
            });
            if is_over.await {
                return;
            }
            let seen = self.shared.seen();
            seen.still_serves(&self.stop, place);
            let is_quiet = seen.events == before;
            (looks, before) = (if is_quiet { looks + 1 } else { 0 }, seen.events);
        }
        let finding = finding(&self.shared.seen());
        finding.raise_at(place);
    }
}
