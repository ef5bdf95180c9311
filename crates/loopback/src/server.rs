//! A service on 127.0.0.1 that does what its path says, and counts what it sees.
//!
//! | path | what happens |
//! |---|---|
//! | `/ok`, `/created`, `/empty` | 200, 201, or 204 |
//! | `/spaced` | 200 and [`SPACED`] |
//! | `/status/503` | that status |
//! | `/broken`, `/unavailable` | 500, or 503 |
//! | `/cut` | half of the body, and the connection is closed |
//! | `/reset` | the connection is closed without an answer |
//! | `/stallhead` | the request is taken, and nothing follows |
//! | `/stallbody` | 200 and half of the body, and nothing follows |
//! | `/stallbody/429` | the same with that status |
//! | `/gate` | as `/ok`, once [`Server::open_gate`] was called |
//! | `/drip` | 200 once the gate is open, and a byte of the body at each [`Server::drip`], without end |
//!
//! The body names status and path, `200 /ok`; what follows a `?` is not looked at. A connection is
//! kept open for the next request.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use probe::trace::Subject;
use probe::{Diagnosis, demand, expect};
use tokio::net::TcpSocket;
use tokio::sync::watch;

use crate::frozen::CLIENT;
use crate::life::Life;

/// A body with a space and ends of lines around it, and a letter of two bytes in it.
pub const SPACED: &str = " p\u{e4}ge\r\n\n";

/// A service that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
    /// A descriptor that is let go at the end, when one may be needed and none be left.
    spare: Option<TcpListener>,
}

/// One request, as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method, as in `GET`.
    pub method: String,
    /// The path, with what follows a `?`.
    pub path: String,
    /// The value of the header `authorization`.
    pub authorization: Option<String>,
    /// The value of the header `x-client`, by which a client of [`frozen`](crate::frozen) is known.
    pub client: Option<String>,
    /// Which connection it came on.
    pub connection: usize,
}

#[derive(Debug)]
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    life: Arc<Life>,
    /// How many times an answer has come to a point where nothing follows by itself.
    stalls: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct State {
    over: bool,
    gate: bool,
    drips: usize,
    /// How many connections there were.
    connections: usize,
    /// Those that are open, by their numbers.
    open: HashMap<usize, Connection>,
    workers: Vec<JoinHandle<()>>,
    requests: Vec<Request>,
    headers: HashMap<u16, Vec<u8>>,
}

/// One side of an open connection. The thread that serves it has the same descriptor, not a copy.
#[derive(Debug)]
struct Connection {
    stream: Arc<TcpStream>,
    /// Its thread waits, and touches the stream only when it has the lock again.
    stalled: bool,
}

/// After an error, `accept` may fail in the same way at once. Long enough to leave the processor to
/// others, and short enough that nobody notices.
const PAUSE: Duration = Duration::from_millis(1);

impl Server {
    /// Begins to listen, on a port of its own.
    ///
    /// # Panics
    ///
    /// The machine has no free port.
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound socket");
        let spare = listener.try_clone().ok();
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
            life: Life::of_this_thread(),
            stalls: watch::Sender::default(),
        });
        shared.life.begun(&shared);
        let acceptor = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.accept(&listener))
        };
        Server {
            address,
            shared,
            acceptor: Some(acceptor),
            spare,
        }
    }

    /// The address of `path` here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Adds a line to the head of every answer with this status, as in `retry-after: 120`.
    pub fn answer_with(&self, status: u16, header: impl Into<Vec<u8>>) {
        self.shared.lock().headers.insert(status, header.into());
    }

    /// Lets all answers of `/gate` go.
    pub fn open_gate(&self) {
        self.shared.change(|state| state.gate = true);
    }

    /// Lets one more byte of each `/drip` go.
    pub fn drip(&self) {
        self.shared.change(|state| state.drips += 1);
    }

    /// Waits until answers have come so many times in all to a point where nothing follows by
    /// itself: the end of a `/stallhead` or `/stallbody`, the gate, and in a `/drip` also the head
    /// and each byte of the body.
    ///
    /// # Panics
    ///
    /// Never: the service lives at least as long as the loan.
    pub async fn stalled(&self, times: usize) {
        let mut stalls = self.shared.stalls.subscribe();
        let wait = stalls.wait_for(|stalls| *stalls >= times);
        wait.await.expect("the sender is in `self`");
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.lock().requests.clone()
    }

    /// How many requests there were for `path`.
    pub fn requests_for(&self, path: &str) -> usize {
        let requests = self.requests();
        requests.iter().filter(|seen| seen.path == path).count()
    }

    /// Asks that there were so many requests for `path`.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::WrongResult`].
    #[track_caller]
    pub fn is_asked(&self, path: &str, times: usize) {
        expect(
            self.requests_for(path),
            times,
            &format!("requests for {path}"),
            &format!("{path} へのリクエストの数"),
        );
    }

    /// Asks that all requests came from the client that a scenario was given.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::ClientPerCall`].
    #[track_caller]
    pub fn is_of_the_client(&self) {
        for request in self.requests() {
            let path = request.path;
            demand(
                request.client.as_deref() == Some(CLIENT),
                Diagnosis::ClientPerCall,
                format!(
                    "the request for {path} came from another client: it lacks the header \
                     `x-client`, which the client that was given sends with each request"
                ),
                format!(
                    "{path} へのリクエストは別のクライアントからでした。渡されたクライアントが毎回\
                     送るヘッダー `x-client` がありません"
                ),
            );
        }
    }

    /// How many connections were opened so far.
    pub fn connections(&self) -> usize {
        self.shared.lock().connections
    }

    /// How many connections are open.
    pub fn open_connections(&self) -> usize {
        self.shared.lock().open.len()
    }

    /// How many clients still wait for an answer of `path` that has stalled: their side of the
    /// connection is open.
    pub fn waiting_for(&self, path: &str) -> usize {
        self.shared.waiting_for(Some(path))
    }
}

/// Whether the client has closed its side. Nobody else may use the stream meanwhile.
fn is_closed(stream: &TcpStream) -> bool {
    let peek = || {
        stream.set_nonblocking(true)?;
        let seen = stream.peek(&mut [0]);
        stream.set_nonblocking(false)?;
        seen
    };
    match peek() {
        Ok(bytes) => bytes == 0,
        Err(error) => error.kind() != io::ErrorKind::WouldBlock,
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.change(|state| {
            state.over = true;
            for (_, connection) in state.open.drain() {
                let _ = connection.stream.shutdown(Shutdown::Both);
            }
        });
        drop(self.spare.take());
        if let Some(acceptor) = self.acceptor.take() {
            // Ends its wait for one more connection. Where no connection can be made, `accept`
            // fails as well, and it sees by itself that all is over.
            while !acceptor.is_finished() && TcpStream::connect(self.address).is_err() {
                thread::sleep(PAUSE);
            }
            let _ = acceptor.join();
        }
        let workers = std::mem::take(&mut self.shared.lock().workers);
        for worker in workers {
            let _ = worker.join();
        }
    }
}

/// An address where nobody listens, as long as this lives.
#[derive(Debug)]
pub struct Nobody {
    url: String,
    /// Bound, but not listening: nobody else gets the port.
    _socket: TcpSocket,
}

impl Nobody {
    /// Takes a port.
    ///
    /// # Panics
    ///
    /// The machine has no free port.
    pub fn home() -> Nobody {
        let socket = TcpSocket::new_v4().expect("a socket");
        let any_port = SocketAddr::from(([127, 0, 0, 1], 0));
        socket.bind(any_port).expect("a free port");
        let address = socket.local_addr().expect("a bound socket");
        Nobody {
            url: format!("http://{address}/nobody"),
            _socket: socket,
        }
    }

    /// The address.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// See [`Server::waiting_for`]; without a path, how many wait for any answer.
    pub(crate) fn waiting_for(&self, path: Option<&str>) -> usize {
        let state = self.lock();
        let waits = |(number, connection): &(&usize, &Connection)| {
            let mut requests = state.requests.iter().rev();
            let latest = requests.find(|request| request.connection == **number);
            connection.stalled
                && latest.is_some_and(|latest| path.is_none_or(|path| latest.path == path))
                && !is_closed(&connection.stream)
        };
        state.open.iter().filter(waits).count()
    }

    fn accept(self: &Arc<Shared>, listener: &TcpListener) {
        loop {
            let accepted = listener.accept();
            let mut state = self.lock();
            if state.over {
                return;
            }
            match accepted {
                Ok((stream, _)) => self.begin(&mut state, stream),
                // The other side was gone before it was its turn, or no descriptor is left.
                Err(error) => {
                    drop(state);
                    self.life.failed(&error);
                    thread::sleep(PAUSE);
                }
            }
        }
    }

    /// Serves a connection on a thread of its own.
    fn begin(self: &Arc<Shared>, state: &mut State, stream: TcpStream) {
        let (shared, stream) = (Arc::clone(self), Arc::new(stream));
        let number = state.connections;
        state.connections += 1;
        let connection = Connection {
            stream: Arc::clone(&stream),
            stalled: false,
        };
        let worker = thread::Builder::new().spawn(move || {
            shared.life.opened();
            let shown = Subject::named("connection", &format_args!("connection {}", number + 1));
            shown.record("begins");
            // An error is a client that went away.
            let _ = shared.serve(&stream, number);
            let _ = stream.shutdown(Shutdown::Both);
            shown.record("ends");
            shared.lock().open.remove(&number);
            shared.life.closed();
        });
        // Without a thread for it the connection is closed: the client is told, and waits for
        // nothing. Its thread cannot end before this is noted: that takes the lock.
        if let Ok(worker) = worker {
            state.open.insert(number, connection);
            state.workers.retain(|worker| !worker.is_finished());
            state.workers.push(worker);
        }
    }

    fn serve(&self, stream: &TcpStream, connection: usize) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut lines = BufReader::new(stream);
        while let Some(request) = read(&mut lines, connection)? {
            let path = request.path.clone();
            self.lock().requests.push(request);
            self.life.sign();
            let call = Subject::named("call", &path);
            call.record("begins");
            let answered = self.answer(stream, &path, connection, call);
            if !matches!(answered, Ok(true)) {
                call.record("ends");
            }
            if !answered? {
                break;
            }
            self.life.sign();
        }
        Ok(())
    }

    /// Answers one request; `false` where the connection is of no more use.
    fn answer(
        &self,
        mut stream: &TcpStream,
        path: &str,
        connection: usize,
        call: Subject,
    ) -> io::Result<bool> {
        let plain = path.split('?').next().unwrap_or(path);
        let status = match plain {
            "/created" => 201,
            "/empty" => 204,
            "/broken" => 500,
            "/unavailable" => 503,
            "/ok" | "/spaced" | "/gate" | "/cut" | "/stallbody" | "/drip" => 200,
            _ => plain
                .strip_prefix("/status/")
                .or_else(|| plain.strip_prefix("/stallbody/"))
                .and_then(|status| status.parse().ok())
                .unwrap_or(404),
        };
        let body = match plain {
            _ if status == 204 => String::new(),
            "/spaced" => String::from(SPACED),
            _ => format!("{status} {path}"),
        };
        let mut head = format!("HTTP/1.1 {status} -\r\n").into_bytes();
        if let Some(header) = self.lock().headers.get(&status) {
            head.extend_from_slice(header);
            head.extend_from_slice(b"\r\n");
        }
        let length = match plain {
            "/drip" => 1_000_000,
            _ => body.len(),
        };
        if status != 204 {
            head.extend_from_slice(format!("content-length: {length}\r\n").as_bytes());
        }
        head.extend_from_slice(b"\r\n");
        let half = &body.as_bytes()[..body.len() / 2];
        match plain {
            "/reset" => Ok(false),
            "/stallhead" => Ok(self.stall(connection, |_| false)),
            "/cut" => {
                stream.write_all(&[&head, half].concat())?;
                Ok(false)
            }
            _ if plain.starts_with("/stallbody") => {
                stream.write_all(&[&head, half].concat())?;
                Ok(self.stall(connection, |_| false))
            }
            "/drip" => {
                if !self.stall(connection, |state| state.gate) {
                    return Ok(false);
                }
                let mut gone = self.lock().drips;
                stream.write_all(&head)?;
                while self.stall(connection, |state| state.drips > gone) {
                    gone += 1;
                    stream.write_all(b".")?;
                }
                Ok(false)
            }
            "/gate" if !self.stall(connection, |state| state.gate) => Ok(false),
            _ => {
                // Before the client can have it all, and be over with it.
                call.record("ends");
                stream.write_all(&[&head, body.as_bytes()].concat())?;
                Ok(true)
            }
        }
    }

    /// Says that nothing follows, and waits until `holds`; `false` where the service ends first.
    fn stall(&self, connection: usize, mut holds: impl FnMut(&State) -> bool) -> bool {
        let mut state = self.lock();
        state.set_stalled(connection, true);
        self.life.sign();
        self.stalls.send_modify(|stalls| *stalls += 1);
        let state = self
            .changed
            .wait_while(state, |state| !state.over && !holds(state));
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.set_stalled(connection, false);
        !state.over
    }
}

impl State {
    fn set_stalled(&mut self, connection: usize, stalled: bool) {
        if let Some(connection) = self.open.get_mut(&connection) {
            connection.stalled = stalled;
        }
    }
}

/// The next request; `None` where the client has closed the connection.
fn read(lines: &mut impl BufRead, connection: usize) -> io::Result<Option<Request>> {
    let mut first = Vec::new();
    if lines.read_until(b'\n', &mut first)? == 0 {
        return Ok(None);
    }
    let first = String::from_utf8_lossy(&first);
    let mut first = first.split(' ').map(str::to_owned);
    let mut request = Request {
        method: first.next().unwrap_or_default(),
        path: first.next().unwrap_or_default(),
        authorization: None,
        client: None,
        connection,
    };
    loop {
        let mut line = Vec::new();
        lines.read_until(b'\n', &mut line)?;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(Some(request));
        }
        if let Some((name, value)) = line.split_once(':') {
            let value = Some(value.trim().to_owned());
            match &*name.to_ascii_lowercase() {
                "authorization" => request.authorization = value,
                "x-client" => request.client = value,
                _ => {}
            }
        }
    }
}
