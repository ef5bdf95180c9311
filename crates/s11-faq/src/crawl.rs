//! What a crawl is asked for, and what it reports.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::web::Failure;

/// What a crawl is asked for.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it begins.
    pub start: Vec<String>,
    /// Fetches at the same time, from 1 on.
    pub at_once: usize,
    /// How often a busy page is tried again.
    pub retries: u32,
    /// The first pause before it is tried again; each further one is twice as long.
    pub pause: Duration,
    /// How long a page may take, from its first fetch on, with all retries and pauses.
    pub page_limit: Duration,
    /// How long fetches that are in flight may take after the stop.
    pub grace: Duration,
}

/// What became of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was fetched.
    Fetched,
    /// The last answer was this one.
    Failed(Failure),
    /// It took longer than it may.
    TimedOut,
    /// The crawl was stopped before its first fetch.
    Unvisited,
}

/// Each page that is known, and what became of it.
pub type Report = BTreeMap<String, Outcome>;
