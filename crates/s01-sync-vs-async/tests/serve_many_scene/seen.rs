//! What the backend, the clients, and the server have done, and what is held back.

use std::fmt::Display;
use std::io;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use probe::trace::Subject;
use probe::{Diagnosis, Finding};
use s01_sync_vs_async::backend::Backend;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// An answer consists of blocks of this size.
const BLOCK: usize = 1024;

/// What the backend, the clients, and the server have done.
#[derive(Debug, Default)]
pub struct Seen {
    pub read_db: usize,
    pub call_api: usize,
    /// Calls of `call_api` with something else than `read_db` gave.
    pub strange: usize,
    pub elsewhere: usize,
    pub clients: Vec<Client>,
    pub returned: Option<io::Result<usize>>,
    /// Grows with each event.
    pub events: usize,
}

impl Seen {
    /// Asks that the server has not returned before it was stopped.
    pub fn still_serves(&self, stop: &CancellationToken, place: &Location<'_>) {
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
pub struct Client {
    pub body: Vec<u8>,
    pub end: Option<io::Result<()>>,
}

/// Where something is held back, until a test lets it go.
#[derive(Debug, Default)]
pub struct Held {
    pub read_db: bool,
    /// From which call on, and up to which, `call_api` waits.
    pub call_api: std::ops::Range<usize>,
    /// Clients below this number do not read.
    pub readers: usize,
}

#[derive(Debug)]
pub struct Shared {
    pub home: ThreadId,
    pub size: usize,
    pub seen: Mutex<Seen>,
    pub held: Mutex<Held>,
    pub changed: Notify,
    /// How often the thread went to sleep.
    pub parks: AtomicUsize,
    /// The next time the thread wakes up, the server is stopped before anything else runs.
    pub stops: AtomicBool,
}

impl Shared {
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note<R>(&self, event: impl FnOnce(&mut Seen) -> R) -> R {
        let mut seen = self.seen();
        seen.elsewhere += usize::from(thread::current().id() != self.home);
        seen.events += 1;
        let result = event(&mut seen);
        drop(seen);
        self.changed.notify_waiters();
        result
    }

    pub async fn until(&self, holds: impl Fn() -> bool) {
        loop {
            let changed = self.changed.notified();
            if holds() {
                return;
            }
            changed.await;
        }
    }
}

/// Writes down what has happened to the backend, the clients, or the server.
pub fn tell(whom: &str, en: impl Display, ja: impl Display) {
    Subject::named("task", &whom).say(en, ja);
}

/// The answer to the call with this number.
pub fn answer(number: usize, size: usize) -> Vec<u8> {
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
pub struct Fake(pub Arc<Shared>);

impl Backend for Fake {
    async fn read_db(&self) -> Vec<u8> {
        let number = self.0.note(|seen| {
            seen.read_db += 1;
            seen.read_db - 1
        });
        tell("read_db", "is called", "呼ばれた");
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
        tell("call_api", "is called", "呼ばれた");
        let number = number.unwrap_or_default();
        self.0
            .until(|| !self.0.held().call_api.contains(&number))
            .await;
        answer(number, self.0.size)
    }
}
