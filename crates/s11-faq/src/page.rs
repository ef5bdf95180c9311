//! A page of text, which cannot be cloned.

use std::panic::resume_unwind;
use std::time::Duration;

use probe::{DropGuard, DropLog, Gauge};
use tokio::time::sleep;

/// What a page says that cannot be counted.
pub const PANICS: &str = "this page panics";

/// A page of text. It is no `Clone`: there is one of it.
#[derive(Debug)]
pub struct Page {
    text: String,
    takes: Duration,
    calls: Gauge,
    _guard: DropGuard,
}

/// What became of the pages that were made with it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Calls of [`words`] that are in flight.
    pub calls: Gauge,
    /// The texts of the pages that are gone.
    pub gone: DropLog,
}

impl Page {
    /// A page for which [`words`] takes that long.
    pub fn new(account: &Account, text: &str, takes: Duration) -> Page {
        Page {
            text: text.to_owned(),
            takes,
            calls: account.calls.clone(),
            _guard: account.gone.guard(text),
        }
    }
}

/// Counts the words of a page, which takes its time.
///
/// # Panics
///
/// The page is the one that says [`PANICS`]. Nothing is printed then.
pub async fn words(page: &Page) -> usize {
    let _call = page.calls.enter_as(&page.text);
    sleep(page.takes).await;
    if page.text == PANICS {
        resume_unwind(Box::new(PANICS));
    }
    page.text.split_whitespace().count()
}
