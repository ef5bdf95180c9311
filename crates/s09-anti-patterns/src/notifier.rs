//! Notifications to users, and for the tests what became of each.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use probe::Gauge;
use probe::trace::moment;
use tokio::time::sleep;

/// Sends notifications. Clones are the same one.
#[derive(Clone)]
pub struct Notifier(Arc<Shared>);

/// A user could not be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(pub u32);

struct Shared {
    plan: Box<dyn Fn(u32) -> (u64, bool) + Send + Sync>,
    in_flight: Gauge,
    counts: Mutex<Counts>,
}

#[derive(Clone, Debug, Default)]
struct Counts {
    made: usize,
    unpolled: usize,
    told: Vec<u32>,
    refused: Vec<u32>,
}

impl Notifier {
    /// Tells a user. Takes a while, and does not always succeed. The future borrows nothing.
    ///
    /// # Errors
    ///
    /// The user could not be told.
    pub fn send(&self, user: u32) -> impl Future<Output = Result<(), Refused>> + Send + use<> {
        self.counts().made += 1;
        let notifier = self.clone();
        Sending {
            notifier: self.clone(),
            is_polled: false,
            user,
            sent: Box::pin(async move { notifier.sent(user).await }),
        }
    }

    async fn sent(&self, user: u32) -> Result<(), Refused> {
        let _call = self.0.in_flight.enter_as(format_args!("user {user}"));
        let (milliseconds, is_told) = (self.0.plan)(user);
        if milliseconds > 0 {
            sleep(Duration::from_millis(milliseconds)).await;
        }
        let mut counts = self.counts();
        if is_told {
            counts.told.push(user);
            Ok(())
        } else {
            counts.refused.push(user);
            Err(Refused(user))
        }
    }

    /// For the tests: a notifier that does what `plan` says: how many milliseconds it takes to tell
    /// a user, and whether it succeeds.
    pub fn new(plan: impl Fn(u32) -> (u64, bool) + Send + Sync + 'static) -> Notifier {
        Notifier(Arc::new(Shared {
            plan: Box::new(plan),
            in_flight: Gauge::new(),
            counts: Mutex::default(),
        }))
    }

    /// For the tests: the users for whom it is over, in the order of their numbers.
    pub fn done(&self) -> Vec<u32> {
        let counts = self.counts();
        let mut done = [counts.told.clone(), counts.refused.clone()].concat();
        drop(counts);
        done.sort_unstable();
        done
    }

    /// For the tests: how many users were told.
    pub fn told(&self) -> usize {
        self.counts().told.len()
    }

    /// For the tests: how many notifications are on their way.
    pub fn in_flight(&self) -> usize {
        self.0.in_flight.now()
    }

    /// For the tests: how many notifications were made, and how many of them were dropped without
    /// having been polled.
    pub fn made_and_unpolled(&self) -> (usize, usize) {
        let counts = self.counts();
        (counts.made, counts.unpolled)
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "user {} could not be told", self.0)
    }
}

impl Error for Refused {}

/// A notification that remembers whether anybody ever polled it.
struct Sending<F> {
    notifier: Notifier,
    is_polled: bool,
    user: u32,
    sent: Pin<Box<F>>,
}

impl<F: Future> Future for Sending<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.is_polled = true;
        self.sent.as_mut().poll(context)
    }
}

impl<F> Drop for Sending<F> {
    fn drop(&mut self) {
        if !self.is_polled {
            moment(format_args!("user {}, unpolled", self.user));
            self.notifier.counts().unpolled += 1;
        }
    }
}
