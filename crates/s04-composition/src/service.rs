//! A service that is asked for many things, and does not always answer.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use probe::Gauge;
use tokio::time::sleep;

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With `page 7`, where 7 is the id.
    Answers,
    /// With the error `there is no page 7`.
    Fails,
    /// With a panic.
    Panics,
}

/// Pages, each with an id. A clone is another handle to the same service, and costs next to
/// nothing.
#[derive(Clone)]
pub struct Service(Arc<Shared>);

struct Shared {
    plan: Box<dyn Fn(u64) -> (u64, End) + Send + Sync>,
    calls: Gauge,
    asked: Mutex<BTreeMap<u64, usize>>,
}

impl Service {
    /// The page with this id. Which ids take how long, and which of them fail, is up to the
    /// service.
    ///
    /// # Errors
    ///
    /// There is no such page.
    ///
    /// # Panics
    ///
    /// At some ids: the service has a mistake of its own.
    pub async fn fetch(&self, id: u64) -> anyhow::Result<String> {
        let _call = self.0.calls.enter_as(format_args!("page {id}"));
        *self.0.asked().entry(id).or_default() += 1;
        let (milliseconds, end) = (self.0.plan)(id);
        if milliseconds > 0 {
            sleep(Duration::from_millis(milliseconds)).await;
        }
        match end {
            End::Answers => Ok(format!("page {id}")),
            End::Fails => Err(anyhow::anyhow!("there is no page {id}")),
            // Two kinds of payload: `&str` and `String`.
            End::Panics if milliseconds == 0 => panic!("the service broke down at once"),
            End::Panics => panic!("the service broke down at page {id}"),
        }
    }

    /// A service that does what `plan` says: for an id, the milliseconds that a call takes, and how
    /// it ends. For tests.
    pub fn new(plan: impl Fn(u64) -> (u64, End) + Send + Sync + 'static) -> Service {
        Service(Arc::new(Shared {
            plan: Box::new(plan),
            calls: Gauge::new(),
            asked: Mutex::default(),
        }))
    }

    /// The calls that are in flight, and the most there were. For tests.
    pub fn calls(&self) -> &Gauge {
        &self.0.calls
    }

    /// How often each id was asked for. For tests.
    pub fn asked(&self) -> BTreeMap<u64, usize> {
        self.0.asked().clone()
    }
}

impl Shared {
    fn asked(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, usize>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = self.asked();
        formatter.debug_tuple("Service").field(&asked).finish()
    }
}
