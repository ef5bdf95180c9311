//! The two ends of a stream of bytes. For tests.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use probe::trace::moment;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::task::coop;

#[derive(Debug, Default)]
struct State {
    chunks: VecDeque<Vec<u8>>,
    end: Option<io::Result<()>>,
    waker: Option<Waker>,
    is_dropped: bool,
}

/// The end that is read from. A read yields bytes of one chunk only, as those of a socket yield what
/// has arrived so far.
#[derive(Debug)]
pub struct Wire(Arc<Mutex<State>>);

/// The other end, in the hands of the test.
#[derive(Debug)]
pub struct Far(Arc<Mutex<State>>);

/// A stream on which nothing has been sent so far.
pub fn wire() -> (Wire, Far) {
    let state = Arc::<Mutex<State>>::default();
    (Wire(Arc::clone(&state)), Far(state))
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Far {
    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = lock(&self.0);
        change(&mut state);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Sends these bytes as one chunk.
    pub fn send(&self, bytes: &[u8]) {
        self.change(|state| {
            // Of thousands that nobody has read yet one is drawn.
            if state.chunks.is_empty() {
                moment("bytes come");
            }
            state.chunks.push_back(bytes.to_vec());
        });
    }

    /// Ends the stream.
    pub fn close(&self) {
        moment("the stream ends");
        self.change(|state| state.end = Some(Ok(())));
    }

    /// Breaks the stream.
    pub fn fail(&self, kind: io::ErrorKind) {
        moment("the stream fails");
        self.change(|state| state.end = Some(Err(kind.into())));
    }

    /// Whether the other end was dropped.
    pub fn is_dropped(&self) -> bool {
        lock(&self.0).is_dropped
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // It takes from the budget of the task, as everything of tokio does.
        let budget = ready!(coop::poll_proceed(context));
        let mut state = lock(&self.0);
        let Some(chunk) = state.chunks.front_mut() else {
            let end = match &state.end {
                None => {
                    state.waker = Some(context.waker().clone());
                    return Poll::Pending;
                }
                Some(Ok(())) => Ok(()),
                Some(Err(error)) => Err(error.kind().into()),
            };
            budget.made_progress();
            return Poll::Ready(end);
        };
        budget.made_progress();
        let length = chunk.len().min(buffer.remaining());
        let rest = chunk.split_off(length);
        buffer.put_slice(chunk);
        *chunk = rest;
        if chunk.is_empty() {
            state.chunks.pop_front();
        }
        Poll::Ready(Ok(()))
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        let mut state = lock(&self.0);
        state.is_dropped = true;
        state.waker = None;
    }
}
