//! What a process prints: its beginning and its end.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Output that is kept, in bytes: half of it from the beginning and half from the end.
const KEPT: usize = 64 << 10;

/// How long the end of the stream may take to come once every process that writes to it is dead.
/// It comes by itself; only a starved machine, or a writer that nobody could end, needs longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The output of a process, read on a thread of its own so that a full pipe stops nobody.
#[derive(Clone, Default)]
pub struct Capture(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    kept: usize,
    head: Vec<u8>,
    tail: VecDeque<u8>,
    total: usize,
    over: bool,
}

impl Capture {
    /// Begins to read, and keeps at most `kept` bytes, or what is usual.
    pub fn of(mut source: impl Read + Send + 'static, kept: Option<usize>) -> Capture {
        let capture = Capture::default();
        capture.lock().kept = kept.unwrap_or(KEPT);
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

    /// The text, once everybody has closed the other end; somewhat later, if somebody does not.
    pub fn text(&self) -> String {
        let (_, changed) = &*self.0;
        let state = changed.wait_timeout_while(self.lock(), PATIENCE, |state| !state.over);
        let (mut state, _) = state.unwrap_or_else(PoisonError::into_inner);
        let left_out = state.total - state.head.len() - state.tail.len();
        if left_out == 0 {
            // One text: a letter may lie across the middle.
            let mut all = state.head.clone();
            all.extend(&state.tail);
            return String::from_utf8_lossy(&all).into_owned();
        }
        let head = String::from_utf8_lossy(&state.head).into_owned();
        let tail = String::from_utf8_lossy(state.tail.make_contiguous());
        format!("{head}\n… {left_out} bytes left out …\n{tail}")
    }
}

impl State {
    fn keep(&mut self, bytes: &[u8]) {
        let half = self.kept / 2;
        self.total += bytes.len();
        let first = bytes.len().min(half - self.head.len());
        self.head.extend_from_slice(&bytes[..first]);
        self.tail.extend(&bytes[first..]);
        let excess = self.tail.len().saturating_sub(half);
        self.tail.drain(..excess);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_and_the_end_are_kept() {
        let text = Capture::of("a短いb".as_bytes(), Some(4)).text();
        assert_eq!(text, "a\u{fffd}\n… 4 bytes left out …\n\u{fffd}b");
        assert_eq!(Capture::of("短い".as_bytes(), Some(8)).text(), "短い");
    }
}
