//! A web without a network: pages that take their time, fail, and lead to each other.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use probe::Gauge;
use tokio::time::{Instant, sleep};

/// A page that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The addresses on it, in their order. One may stand there twice.
    pub links: Vec<String>,
}

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is none at this address, and there will be none.
    Gone,
    /// The server has no time for it now.
    Busy {
        /// After which time it may have, if it says so.
        retry_after: Option<Duration>,
    },
}

/// What the web has at one address.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// How long each answer takes.
    pub takes: Duration,
    /// So many answers are [`Failure::Busy`]; those after them are the page.
    pub busy: u32,
    /// What a busy answer says.
    pub retry_after: Option<Duration>,
    /// The addresses on the page.
    pub links: Vec<String>,
    /// Whether there is no page.
    pub is_gone: bool,
}

/// All sites. Its clones are the same web.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    sites: BTreeMap<String, Site>,
    start: Instant,
    calls: Mutex<BTreeMap<String, Vec<Duration>>>,
    in_flight: Gauge,
}

impl Web {
    /// A web of these sites; of all other addresses it says that they are [`Failure::Gone`].
    pub fn new(sites: impl IntoIterator<Item = (String, Site)>) -> Web {
        Web(Arc::new(Inner {
            sites: sites.into_iter().collect(),
            start: Instant::now(),
            calls: Mutex::default(),
            in_flight: Gauge::new(),
        }))
    }

    /// Fetches one page.
    ///
    /// # Errors
    ///
    /// There is no page, or not now.
    pub async fn fetch(&self, url: &str) -> Result<Page, Failure> {
        let inner = &*self.0;
        let _call = inner.in_flight.enter_as(url);
        let attempt = {
            let mut calls = inner.calls();
            let times = calls.entry(url.to_owned()).or_default();
            times.push(inner.start.elapsed());
            times.len()
        };
        let Some(site) = inner.sites.get(url) else {
            return Err(Failure::Gone);
        };
        sleep(site.takes).await;
        if site.is_gone {
            return Err(Failure::Gone);
        }
        if attempt <= site.busy as usize {
            let retry_after = site.retry_after;
            return Err(Failure::Busy { retry_after });
        }
        Ok(Page {
            links: site.links.clone(),
        })
    }

    /// When fetches of this page began, since the web was made.
    pub fn fetches(&self, url: &str) -> Vec<Duration> {
        self.0.calls().get(url).cloned().unwrap_or_default()
    }

    /// When the latest fetch of any page began.
    pub fn latest(&self) -> Option<Duration> {
        self.0.calls().values().flatten().max().copied()
    }

    /// Fetches that are in flight.
    pub fn in_flight(&self) -> &Gauge {
        &self.0.in_flight
    }
}

impl Inner {
    fn calls(&self) -> MutexGuard<'_, BTreeMap<String, Vec<Duration>>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Web {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Web").field(&self.0.sites).finish()
    }
}
