//! What a process prints: its beginning and its end.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::judge::limits;

/// The output of a process, read on a thread of its own so that a full pipe stops nobody.
#[derive(Clone, Default)]
pub struct Capture(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    total: usize,
    over: bool,
}

impl Capture {
    /// Begins to read.
    pub fn of(mut source: impl Read + Send + 'static) -> Capture {
        let capture = Capture::default();
        let shared = capture.clone();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(length @ 1..) = source.read(&mut buffer) {
                shared.lock().keep(&buffer[..length]);
            }
            shared.lock().over = true;
            shared.0.1.notify_all();
        });
        capture
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes so far.
    pub fn total(&self) -> usize {
        self.lock().total
    }

    /// The text, once everybody has closed the other end; not much later, if somebody does not.
    pub fn text(&self) -> String {
        let (_, changed) = &*self.0;
        let limit = Duration::from_millis(300);
        let state = changed.wait_timeout_while(self.lock(), limit, |state| !state.over);
        let (mut state, _) = state.unwrap_or_else(PoisonError::into_inner);
        let left_out = state.total - state.head.len() - state.tail.len();
        let mut text = String::from_utf8_lossy(&state.head).into_owned();
        if left_out > 0 {
            text.push_str(&format!("\n… {left_out} bytes left out …\n"));
        }
        text.push_str(&String::from_utf8_lossy(state.tail.make_contiguous()));
        text
    }
}

impl State {
    fn keep(&mut self, bytes: &[u8]) {
        const HALF: usize = limits::OUTPUT_KEPT / 2;
        self.total += bytes.len();
        let first = bytes.len().min(HALF - self.head.len());
        self.head.extend_from_slice(&bytes[..first]);
        self.tail.extend(&bytes[first..]);
        let excess = self.tail.len().saturating_sub(HALF);
        self.tail.drain(..excess);
    }
}
