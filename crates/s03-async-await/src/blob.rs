//! Data that is worth no copy, and what is done with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use probe::Gauge;
use tokio::time::sleep;

/// Some data. Every clone of it is counted.
#[derive(Debug)]
pub struct Blob {
    bytes: Box<[u8]>,
    takes: Duration,
    account: Account,
}

/// What is known of the blobs that were made with it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    clones: Arc<AtomicUsize>,
    /// Calls of [`process`] that are in flight.
    pub calls: Gauge,
    done: Arc<AtomicUsize>,
}

impl Account {
    /// How many blobs were cloned.
    pub fn clones(&self) -> usize {
        self.clones.load(SeqCst)
    }

    /// How many calls of [`process`] have come to their end.
    pub fn done(&self) -> usize {
        self.done.load(SeqCst)
    }
}

impl Blob {
    /// So many bytes, for which [`process`] takes that long.
    pub fn new(account: &Account, len: usize, takes: Duration) -> Blob {
        Blob {
            bytes: vec![7; len].into(),
            takes,
            account: account.clone(),
        }
    }
}

impl Clone for Blob {
    fn clone(&self) -> Blob {
        self.account.clones.fetch_add(1, SeqCst);
        Blob {
            bytes: self.bytes.clone(),
            takes: self.takes,
            account: self.account.clone(),
        }
    }
}

/// Looks through the data, which takes its time, and returns how many bytes there are.
pub async fn process(blob: &Blob) -> usize {
    let size = blob.bytes.len();
    let _call = (blob.account.calls).enter_as(format_args!("blob of {size}"));
    sleep(blob.takes).await;
    blob.account.done.fetch_add(1, SeqCst);
    blob.bytes.len()
}
