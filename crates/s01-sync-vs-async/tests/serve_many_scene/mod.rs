//! A server under test, its backend, and its clients, all on one thread.
//!
//! A wait ends when what it waits for has happened. It is given up when the runtime has looked for
//! events many times in a row, and nothing at all has happened: a busy machine brings that no
//! closer.

use std::future::poll_fn;
use std::io;
use std::net::{self, SocketAddr};
use std::panic::Location;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::thread::{self, ThreadId};
use std::time::Duration;

use probe::{Diagnosis, Finding, demand, expect, watch_awake};
use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::serve_many::serve;

/// How long a look for events takes where there are none, and so many of them are enough.
const LOOK: Duration = Duration::from_millis(40);
// See above.
const LOOKS: u32 = 20;

/// Buffers of the two ends: a large answer does not fit into them. Smaller ones would have no room
/// for a whole segment, and the two ends would wait for each other's timers.
const SEND_BUFFER: u32 = 128 * 1024;
// See above.
const READ_BUFFER: u32 = 128 * 1024;

/// An answer consists of blocks of this size.
const BLOCK: usize = 1024;

/// Larger than all buffers between two ends.
pub const LARGE: usize = 2 * 1024 * 1024;
pub const SMALL: usize = 100;

/// So many connect at the moment of the stop, and so many of them may still be accepted: a `select!`
/// tosses a coin for each, and a task that is aborted may come to the end of its budget (128) first.
/// Elsewhere than on Linux the system may hold no more than 128, and the others would wait for ever.
const QUEUE: usize = if cfg!(target_os = "linux") { 150 } else { 100 };
// See above.
const FEW: usize = 130;

/// What the backend, the clients, and the server have done.
#[derive(Debug, Default)]
struct Seen {
    read_db: usize,
    call_api: usize,
    /// Calls of `call_api` with something else than `read_db` gave.
    strange: usize,
    elsewhere: usize,
    clients: Vec<Client>,
    returned: Option<io::Result<usize>>,
    /// Grows with each event.
    events: usize,
}

impl Seen {
    /// Asks that the server has not returned before it was stopped.
    fn still_serves(&self, stop: &CancellationToken, place: &Location<'_>) {
        if let (Some(returned), false) = (&self.returned, stop.is_cancelled()) {
            Finding::new(Diagnosis::ReadyTooEarly)
                .note(
                    format!("nobody had stopped it, and it returned `{returned:?}`"),
                    format!("停止されていないのに、`{returned:?}` を返しました"),
                )
                .raise_at(place);
        }
    }
}

#[derive(Debug, Default)]
struct Client {
    body: Vec<u8>,
    end: Option<io::Result<()>>,
}

/// Where something is held back, until a test lets it go.
#[derive(Debug, Default)]
struct Held {
    read_db: bool,
    /// From which call on, and up to which, `call_api` waits.
    call_api: std::ops::Range<usize>,
    /// Clients below this number do not read.
    readers: usize,
}

#[derive(Debug)]
struct Shared {
    home: ThreadId,
    size: usize,
    seen: Mutex<Seen>,
    held: Mutex<Held>,
    changed: Notify,
    /// How often the thread went to sleep.
    parks: AtomicUsize,
    /// The next time the thread wakes up, the server is stopped before anything else runs.
    stops: AtomicBool,
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note<R>(&self, event: impl FnOnce(&mut Seen) -> R) -> R {
        let mut seen = self.seen();
        seen.elsewhere += usize::from(thread::current().id() != self.home);
        seen.events += 1;
        let result = event(&mut seen);
        drop(seen);
        self.changed.notify_waiters();
        result
    }

    async fn until(&self, holds: impl Fn() -> bool) {
        loop {
            let changed = self.changed.notified();
            if holds() {
                return;
            }
            changed.await;
        }
    }
}

/// The answer to the call with this number.
fn answer(number: usize, size: usize) -> Vec<u8> {
    let mut answer = Vec::with_capacity(size + BLOCK);
    while answer.len() < size {
        let block = answer.len() / BLOCK;
        // Blocks and answers differ from each other.
        answer.extend_from_slice(&[(block * 31 + number * 7 + 1) as u8; BLOCK]);
    }
    answer.truncate(size);
    answer
}

/// Its results differ from call to call.
struct Fake(Arc<Shared>);

impl Backend for Fake {
    async fn read_db(&self) -> Vec<u8> {
        let number = self.0.note(|seen| {
            seen.read_db += 1;
            seen.read_db - 1
        });
        self.0.until(|| !self.0.held().read_db).await;
        number.to_string().into_bytes()
    }

    async fn call_api(&self, data: Vec<u8>) -> Vec<u8> {
        let number = String::from_utf8(data)
            .ok()
            .and_then(|text| text.parse().ok());
        self.0.note(|seen| {
            seen.call_api += 1;
            seen.strange += usize::from(number.is_none());
        });
        let number = number.unwrap_or_default();
        self.0
            .until(|| !self.0.held().call_api.contains(&number))
            .await;
        answer(number, self.0.size)
    }
}

/// What a test has in its hands while the server runs.
pub struct Scene {
    shared: Arc<Shared>,
    address: SocketAddr,
    pub stop: CancellationToken,
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
            socket
                .set_send_buffer_size(SEND_BUFFER)
                .expect("a small buffer");
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
                shared.note(|seen| seen.returned = Some(returned));
            };
            let script = async {
                script(&scene).await;
                scene.stop.cancel();
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

    /// Lets `read_db` go on.
    pub fn let_go_of_read_db(&self) {
        self.shared.held().read_db = false;
        self.shared.note(|_| ());
    }

    /// Lets everything go on.
    pub fn let_go(&self) {
        *self.shared.held() = Held::default();
        self.shared.note(|_| ());
    }

    /// So many more clients connect, and read what they are sent to its end.
    pub async fn connect(&self, clients: usize) {
        for _ in 0..clients {
            let mut stream = self.stranger().await;
            let shared = Arc::clone(&self.shared);
            let number = shared.note(|seen| {
                seen.clients.push(Client::default());
                seen.clients.len() - 1
            });
            tokio::spawn(async move {
                shared.until(|| shared.held().readers <= number).await;
                let mut part = vec![0; 64 * 1024];
                loop {
                    let read = stream.read(&mut part).await;
                    let is_over = shared.note(|seen| {
                        let client = &mut seen.clients[number];
                        match read {
                            Ok(0) => client.end = Some(Ok(())),
                            Ok(bytes) => client.body.extend_from_slice(&part[..bytes]),
                            Err(error) => client.end = Some(Err(error)),
                        }
                        client.end.is_some()
                    });
                    if is_over {
                        break;
                    }
                }
            });
        }
    }

    /// A client that the test keeps in its own hands. No other counts it.
    pub async fn stranger(&self) -> TcpStream {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket
            .set_recv_buffer_size(READ_BUFFER)
            .expect("a small buffer");
        socket
            .connect(self.address)
            .await
            .expect("somebody listens")
    }

    /// Somebody who may come too late: there may be no listener any more.
    pub async fn late_comer(&self) -> Option<TcpStream> {
        TcpStream::connect(self.address).await.ok()
    }

    /// In one turn of the thread, a queue connects, and the server is stopped: when it wakes up, it
    /// hears of both.
    pub async fn stop_beside_a_queue(&self) {
        for _ in 0..QUEUE {
            // Closed at once, it stays in the queue.
            drop(net::TcpStream::connect(self.address).expect("somebody listens"));
        }
        self.shared.stops.store(true, SeqCst);
        self.stop.cancelled().await;
    }

    /// Asks that the queue was not accepted after the stop.
    #[track_caller]
    pub fn queue_is_left(&self) {
        let calls = self.shared.seen().read_db;
        demand(
            calls <= FEW,
            Diagnosis::WrongResult,
            format!(
                "{QUEUE} clients were waiting to be accepted at the stop, and `read_db` was \
                 called for {calls} of them after it"
            ),
            format!(
                "停止のとき {QUEUE} 個のクライアントが受け付けを待っていて、その後に `read_db` は {calls} 回呼ばれました"
            ),
        );
    }

    /// The client breaks its connection off.
    pub fn breaks_off(&self, stream: TcpStream) {
        stream.set_zero_linger().expect("a socket");
        drop(stream);
        self.shared.note(|_| ());
    }

    /// Gives the server the time to do what it should not, and asks that the thread sleeps while
    /// there is nothing to do.
    #[track_caller]
    pub fn a_moment(&self) -> impl Future<Output = ()> {
        let place = Location::caller();
        async move {
            let before = self.shared.parks.load(SeqCst);
            for _ in 0..4 {
                sleep(Duration::from_millis(10)).await;
            }
            if self.shared.parks.load(SeqCst) == before {
                Finding::new(Diagnosis::BusyPoll)
                    .note(
                        "nothing happened for 40 ms, and the thread did not sleep for a moment",
                        "40 ms の間何も起きていないのに、スレッドは一度も眠りませんでした",
                    )
                    .raise_at(place);
            }
        }
    }

    /// Waits until the backend has been called for so many clients in all.
    #[track_caller]
    pub fn in_read_db(&self, clients: usize) -> impl Future<Output = ()> {
        self.until(
            move |seen| seen.read_db >= clients,
            move |seen| {
                let calls = seen.read_db;
                Finding::new(Diagnosis::SequentialAwait).note(
                    format!("{clients} clients had connected; calls of `read_db`: {calls}"),
                    format!(
                        "接続したクライアントは {clients} 個、`read_db` の呼び出しは {calls} 回です"
                    ),
                )
            },
        )
    }

    /// As [`in_read_db`](Scene::in_read_db), for the other call.
    #[track_caller]
    pub fn in_call_api(&self, clients: usize) -> impl Future<Output = ()> {
        self.until(
            move |seen| seen.call_api >= clients,
            move |seen| {
                let calls = seen.call_api;
                Finding::new(Diagnosis::SequentialAwait).note(
                    format!(
                        "{clients} calls of `read_db` were ready; calls of `call_api`: {calls}"
                    ),
                    format!(
                        "`read_db` は {clients} 回済み、`call_api` の呼び出しは {calls} 回です"
                    ),
                )
            },
        )
    }

    /// Waits until all clients from this number on have come to their end, and asks that each of
    /// them has got the whole of an answer, and no two of them the same one. `waits` is the name
    /// for one that is still waiting, or has got a part only.
    #[track_caller]
    pub fn all_served(&self, from: usize, waits: Diagnosis) -> impl Future<Output = ()> {
        let size = self.shared.size;
        let waiting = self.until(
            move |seen| {
                seen.clients[from..]
                    .iter()
                    .all(|client| client.end.is_some())
            },
            move |seen| {
                let ended = |client: &&Client| client.end.is_some();
                let clients = &seen.clients[from..];
                let (all, done) = (clients.len(), clients.iter().filter(ended).count());
                let mut others = clients.iter().filter(|client| !ended(client));
                if others.all(|client| client.body.len() == size) {
                    let open = all - done;
                    return Finding::new(Diagnosis::LateDrop).note(
                        format!("clients with their whole answer and an open connection: {open}"),
                        format!("応答をすべて受け取り、接続が開いたままのクライアント: {open} 個"),
                    );
                }
                Finding::new(waits).note(
                    format!(
                        "nothing was left to wait for, and {done} of {all} clients were served"
                    ),
                    format!(
                        "待つものは残っていませんが、応答が済んだのは {all} 個のうち {done} 個です"
                    ),
                )
            },
        );
        let place = Location::caller();
        async move {
            waiting.await;
            self.answers_are_whole(from, place);
        }
    }

    fn answers_are_whole(&self, from: usize, place: &Location<'_>) {
        let (seen, size) = (self.shared.seen(), self.shared.size);
        seen.still_serves(&self.stop, place);
        let mut numbers: Vec<usize> = (0..seen.read_db).collect();
        for client in &seen.clients[from..] {
            let (body, end) = (&client.body, &client.end);
            let is_it = |&number: &usize| *body == answer(number, size);
            let at = numbers.iter().position(is_it);
            if let (Some(at), Some(Ok(()))) = (at, end) {
                numbers.swap_remove(at);
                continue;
            }
            let bytes = body.len();
            // A reset takes what was on its way with it.
            let is_lost = self.stop.is_cancelled() && bytes < size;
            let code = match is_lost {
                true => Diagnosis::LostMessage,
                false => Diagnosis::WrongResult,
            };
            Finding::new(code)
                .note(
                    format!(
                        "a client got {bytes} bytes, which are not the whole of an answer of its \
                         own ({size} bytes); its connection ended with {end:?}"
                    ),
                    format!(
                        "クライアントが受け取った {bytes} バイトは、自分だけの応答の全体 \
                         ({size} バイト) ではありません。接続の終わり: {end:?}"
                    ),
                )
                .raise_at(place);
        }
    }

    /// Waits until so many bytes have come.
    #[track_caller]
    pub fn reads<'s>(
        &'s self,
        stream: &'s mut TcpStream,
        bytes: usize,
    ) -> impl Future<Output = ()> + 's {
        let mut part = vec![0; bytes];
        let read = async move {
            stream.read_exact(&mut part).await.expect("bytes");
        };
        self.patient(read, |_| {
            Finding::new(Diagnosis::SequentialAwait).note(
                "a client waits for its answer, and everything else does not concern it",
                "あるクライアントが、自分とは関係のないもののために応答を待っています",
            )
        })
    }

    /// Asks that the server still runs.
    #[track_caller]
    pub fn has_not_returned(&self) {
        let seen = self.shared.seen();
        demand(
            seen.returned.is_none(),
            Diagnosis::ReadyTooEarly,
            format!(
                "clients were being served, and the server returned `{:?}`",
                seen.returned
            ),
            format!(
                "応答中のクライアントがいるのに、サーバーが `{:?}` を返しました",
                seen.returned
            ),
        );
    }

    /// Asks that the backend was called so often, and was given what it had returned.
    #[track_caller]
    pub fn backend_was_called(&self, times: usize) {
        let seen = self.shared.seen();
        expect(
            (seen.read_db, seen.call_api, seen.strange),
            (times, times, 0),
            "calls of `read_db`, of `call_api`, and those with other data than `read_db` gave",
            "`read_db` の呼び出し、`call_api` の呼び出し、そのうち `read_db` の結果でないものを渡した回数",
        );
    }

    /// Asks that nobody was accepted who came after the stop.
    #[track_caller]
    pub fn nobody_else_than(&self, clients: usize) {
        let calls = self.shared.seen().read_db;
        demand(
            calls == clients,
            Diagnosis::WrongResult,
            format!(
                "{clients} clients came before the stop, and `read_db` was called {calls} times"
            ),
            format!(
                "停止の前に来たクライアントは {clients} 個ですが、`read_db` は {calls} 回呼ばれました"
            ),
        );
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
