//! Futures that notice when they are woken and left unpolled.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// Watches a group of futures on a paused clock. There, time moves only when nothing can run: a
/// future that was woken at one moment and polled at a later one was left lying by its owner.
#[derive(Clone, Debug, Default)]
pub struct Promptness(Arc<Mutex<Duration>>);

impl Promptness {
    /// Watches nothing yet.
    pub fn new() -> Promptness {
        Promptness::default()
    }

    fn longest(&self) -> MutexGuard<'_, Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same future, watched.
    pub fn watch<F: Future>(&self, future: F) -> Prompt<F> {
        Prompt {
            future: Box::pin(future),
            woken: Arc::default(),
            group: self.clone(),
        }
    }

    /// Asks that every watched future was polled at the moment it was woken.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::UnpolledChild`].
    #[track_caller]
    pub fn was_kept(&self) {
        let longest = *self.longest();
        if !longest.is_zero() {
            Finding::new(Diagnosis::UnpolledChild)
                .note(
                    format!("a future was woken, and polled {longest:?} of virtual time later"),
                    format!("起床した Future が、仮想時間で {longest:?} 後にポーリングされました"),
                )
                .raise();
        }
    }
}

/// A watched future.
pub struct Prompt<F> {
    future: Pin<Box<F>>,
    woken: Arc<Mutex<Option<Instant>>>,
    group: Promptness,
}

impl<F: Future> Future for Prompt<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let woken = take(&self.woken);
        let late = woken.map_or(Duration::ZERO, |at| at.elapsed());
        {
            let mut longest = self.group.longest();
            *longest = longest.max(late);
        }
        let waker = Waker::from(Arc::new(Stamp {
            outer: context.waker().clone(),
            woken: Arc::clone(&self.woken),
        }));
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }
}

struct Stamp {
    outer: Waker,
    woken: Arc<Mutex<Option<Instant>>>,
}

impl Wake for Stamp {
    fn wake(self: Arc<Self>) {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        woken.get_or_insert_with(Instant::now);
        drop(woken);
        self.outer.wake_by_ref();
    }
}

fn take(woken: &Mutex<Option<Instant>>) -> Option<Instant> {
    woken.lock().unwrap_or_else(PoisonError::into_inner).take()
}
