//! Who was dropped, and in which order.

use crate::trace::Subject;
use std::sync::{Arc, Mutex, PoisonError};

/// A shared list of names, each written when its guard is dropped.
///
/// # Examples
///
/// ```
/// let drops = probe::DropLog::new();
/// let (first, second) = (drops.guard("first"), drops.guard("second"));
/// drop(second);
/// drop(first);
/// assert_eq!(drops.names(), ["second", "first"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct DropLog(Arc<Mutex<Vec<String>>>);

/// Writes its name into the log when it is dropped.
#[derive(Debug)]
pub struct DropGuard {
    name: String,
    log: DropLog,
}

impl DropLog {
    /// An empty log.
    pub fn new() -> DropLog {
        DropLog::default()
    }

    /// A value whose drop is written down under `name`.
    pub fn guard(&self, name: &str) -> DropGuard {
        DropGuard {
            name: name.to_owned(),
            log: self.clone(),
        }
    }

    /// The names of those dropped so far, in order.
    pub fn names(&self) -> Vec<String> {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.clone()
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        Subject::named("value", &self.name).record("dropped");
        let mut names = self.log.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.push(std::mem::take(&mut self.name));
    }
}
