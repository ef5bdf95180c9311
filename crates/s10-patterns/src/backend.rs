//! A service that lends things out, and wants each of them back once.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use probe::trace::{Subject, call};
use tokio::time::sleep;

/// What a thing is known by. No two loans have the same.
pub type Id = u64;

/// Time that it takes to lend a thing out.
pub const ACQUIRE: Duration = Duration::from_millis(10);

/// Time that it takes to give it back.
pub const RELEASE: Duration = Duration::from_millis(50);

/// What became of a loan. For tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Loan {
    /// How often its release was begun.
    pub begun: usize,
    /// Whether a release has come to its end, with an error or without.
    pub is_over: bool,
    /// Whether a release was dropped before it was over.
    pub cut_off: bool,
    /// Whether a release was begun while it was in use.
    pub too_early: bool,
    is_in_use: bool,
    release: Subject,
    in_use: Subject,
}

/// The service. A clone is another handle to it.
#[derive(Clone, Debug, Default)]
pub struct Backend(Arc<Mutex<BTreeMap<Id, Loan>>>);

impl Backend {
    /// A service that has lent nothing out.
    pub fn new() -> Backend {
        Backend::default()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Id, Loan>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lends a thing out. Nothing is lent where this is dropped before it is ready.
    ///
    /// # Errors
    ///
    /// There is no such thing; a name that begins with `no` has none.
    pub async fn acquire(&self, name: &str) -> io::Result<Id> {
        let call = call(format_args!("acquire {name}"));
        sleep(ACQUIRE).await;
        call.ends();
        if name.starts_with("no") {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut loans = self.lock();
        // Those of a name that begins with `broken` are odd.
        let id = 2 * loans.len() as Id + Id::from(name.starts_with("broken"));
        let loan = Loan {
            release: Subject::named("call", &format_args!("release {name}")),
            in_use: Subject::named("call", &format_args!("{name} in use")),
            ..Loan::default()
        };
        loans.insert(id, loan);
        Ok(id)
    }

    /// Gives a thing back. Where this is dropped before it is ready, nothing is given back.
    ///
    /// # Errors
    ///
    /// The thing was broken, or nobody had it; it cannot be given back, now or later.
    pub async fn release(&self, id: Id) -> io::Result<()> {
        let shown = match self.lock().get_mut(&id) {
            None => return Err(io::ErrorKind::NotFound.into()),
            Some(loan) => {
                loan.begun += 1;
                loan.too_early |= loan.is_in_use;
                loan.release
            }
        };
        shown.record("begins");
        let mut release = Release {
            backend: self,
            id,
            shown,
            is_over: false,
        };
        sleep(RELEASE).await;
        release.is_over = true;
        drop(release);
        match id % 2 {
            0 => Ok(()),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Says whether the thing is in use. For tests.
    pub fn is_in_use(&self, id: Id, is_in_use: bool) {
        if let Some(loan) = self.lock().get_mut(&id) {
            if loan.is_in_use != is_in_use {
                loan.in_use
                    .record(if is_in_use { "begins" } else { "ends" });
            }
            loan.is_in_use = is_in_use;
        }
    }

    /// All loans so far. For tests.
    pub fn loans(&self) -> Vec<Loan> {
        self.lock().values().copied().collect()
    }
}

/// A release that is on its way.
struct Release<'a> {
    backend: &'a Backend,
    id: Id,
    shown: Subject,
    is_over: bool,
}

impl Drop for Release<'_> {
    fn drop(&mut self) {
        self.shown.record(match self.is_over {
            true => "ends",
            false => "dropped",
        });
        if let Some(loan) = self.backend.lock().get_mut(&self.id) {
            loan.is_over |= self.is_over;
            loan.cut_off |= !self.is_over;
        }
    }
}
