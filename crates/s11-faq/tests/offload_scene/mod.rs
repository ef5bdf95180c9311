//! A hasher that writes down who calls it, and that can be held.

mod gate;

use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use probe::{Diagnosis, Gauge, demand, expect, ms, watch};
use s11_faq::hasher::{Hasher, value};
use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::offload::hash_all;
pub use gate::Gate;

/// The first byte of a blob that makes the hasher panic.
pub const PANICS: u8 = 0xff;

/// One call of the hasher.
#[derive(Clone, Copy, Debug)]
struct Call {
    thread: ThreadId,
    bytes: usize,
    /// In which poll of `hash_all`, for those of its own thread.
    poll: usize,
}

/// What is seen of the hasher. The thread of the one that makes it is that of the runtime.
pub struct Seen {
    home: ThreadId,
    polls: AtomicUsize,
    calls: Mutex<Vec<Call>>,
    /// Calls on other threads.
    pub elsewhere: Gauge,
    pub gate: Gate,
}

impl Seen {
    /// Of a hasher whose calls elsewhere are held until the gate opens.
    pub fn held(gate: Gate) -> Arc<Seen> {
        Arc::new(Seen {
            home: thread::current().id(),
            polls: AtomicUsize::new(0),
            calls: Mutex::default(),
            elsewhere: Gauge::new(),
            gate,
        })
    }

    pub fn new() -> Arc<Seen> {
        Seen::held(Gate::open())
    }

    pub fn hasher(self: &Arc<Seen>) -> Hasher {
        let seen = Arc::clone(self);
        Hasher::new(move |blob| seen.called(blob))
    }

    fn called(&self, blob: &[u8]) {
        let thread = thread::current().id();
        let call = Call {
            thread,
            bytes: blob.len(),
            poll: self.polls.load(SeqCst),
        };
        self.lock().push(call);
        if thread == self.home {
            self.gate.here();
        } else {
            let _call = self.elsewhere.enter();
            self.gate.elsewhere();
        }
        if blob.first() == Some(&PANICS) {
            resume_unwind(Box::new("this blob panics"));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Call>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls so far.
    pub fn total(&self) -> usize {
        self.lock().len()
    }

    /// Waits until so many calls have begun; if they do not, not for ever.
    pub async fn has_begun(&self, calls: usize) {
        for _ in 0..700 {
            if self.total() >= calls {
                return;
            }
            sleep(ms(1)).await;
        }
    }

    /// Hashes, in a runtime of one thread.
    #[track_caller]
    pub fn hashes(self: &Arc<Seen>, blobs: &[Vec<u8>], inline_limit: usize) -> Vec<u64> {
        let all = hash_all(self.hasher(), blobs.to_vec(), inline_limit);
        self.runs(all)
    }

    /// Runs a program in a runtime of one thread, and counts its polls.
    #[track_caller]
    pub fn runs<F: Future>(&self, program: F) -> F::Output {
        let runtime = Builder::new_current_thread().enable_time().build();
        let runtime = runtime.expect("a runtime of one thread");
        watch(Diagnosis::Deadlock, || {
            runtime.block_on(async {
                let mut program = pin!(program);
                std::future::poll_fn(|context| {
                    self.polls.fetch_add(1, SeqCst);
                    program.as_mut().poll(context)
                })
                .await
            })
        })
    }

    /// Asks for the right values, each computed once.
    #[track_caller]
    pub fn agrees(self: &Arc<Seen>, blobs: &[Vec<u8>], inline_limit: usize) {
        let hashes = self.hashes(blobs, inline_limit);
        self.is_where_it_should_be(inline_limit);
        let asked = blobs.iter().map(|blob| value(blob)).collect();
        expect(hashes, asked, "the hashes", "ハッシュ");
        expect(
            self.total(),
            blobs.len(),
            "calls of `hash`",
            "`hash` の呼び出しの数",
        );
    }

    /// Asks that small blobs were hashed here, and large ones elsewhere.
    #[track_caller]
    pub fn is_where_it_should_be(&self, inline_limit: usize) {
        let calls = self.lock().clone();
        for Call { thread, bytes, .. } in calls {
            let is_here = thread == self.home;
            demand(
                !is_here || bytes <= inline_limit,
                Diagnosis::BlockedWorker,
                format!(
                    "{bytes} bytes were hashed on the runtime's thread; the limit is {inline_limit}"
                ),
                format!(
                    "{bytes} バイトがランタイムのスレッドでハッシュされました (上限は {inline_limit})"
                ),
            );
            demand(
                is_here || bytes > inline_limit,
                Diagnosis::NeedlessOffload,
                format!(
                    "{bytes} bytes were hashed on another thread; up to {inline_limit} are small"
                ),
                format!(
                    "{bytes} バイトが別のスレッドでハッシュされました ({inline_limit} までは小さい blob です)"
                ),
            );
        }
    }

    /// Asks that no poll hashed more than that.
    #[track_caller]
    pub fn no_poll_takes_more_than(&self, inline_limit: usize) {
        let calls = self.lock().clone();
        let last = self.polls.load(SeqCst);
        for poll in 0..=last {
            let here = calls
                .iter()
                .filter(|call| call.thread == self.home && call.poll == poll);
            let bytes: usize = here.map(|call| call.bytes).sum();
            demand(
                bytes <= inline_limit,
                Diagnosis::BlockedWorker,
                format!(
                    "one poll hashed {bytes} bytes; others get their turn after {inline_limit}"
                ),
                format!(
                    "1 回のポーリングで {bytes} バイトがハッシュされました ({inline_limit} バイトごとに順番を譲ります)"
                ),
            );
        }
    }
}

/// Blobs of these lengths, with different contents.
pub fn blobs(lengths: impl IntoIterator<Item = usize>) -> Vec<Vec<u8>> {
    let blob = |(at, length): (usize, usize)| vec![at as u8 % 200; length];
    lengths.into_iter().enumerate().map(blob).collect()
}
