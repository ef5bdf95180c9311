//! `unbounded-wait`: the other side says nothing, and nobody ever gives up.

mod support;

use std::future::pending;
use std::time::Duration;

use probe::{Diagnosis, Finding, program};
use support::{caught, passes};
use tokio::time::timeout;

mod bad {
    /// The body of an answer, of which the head has come.
    ///
    /// # Errors
    ///
    /// It did not come in time.
    pub async fn body(rest: impl Future<Output = String>) -> Result<String, &'static str> {
        Ok(rest.await)
    }
}

mod good {
    /// The body of an answer, of which the head has come.
    ///
    /// # Errors
    ///
    /// It did not come in time.
    pub async fn body(rest: impl Future<Output = String>) -> Result<String, &'static str> {
        let limit = std::time::Duration::from_millis(200);
        let body = tokio::time::timeout(limit, rest).await;
        body.map_err(|_| "no answer in time")
    }
}

/// Asks that `call`, which waits for somebody who is silent, is over within a minute.
#[track_caller]
fn gives_up<T>(call: impl Future<Output = T>) {
    let minute = Duration::from_secs(60);
    if program::run(|| timeout(minute, call)).output.is_err() {
        Finding::new(Diagnosis::UnboundedWait)
            .note(
                "the service was silent for a minute, and the call was still waiting",
                "サービスが 1 分間沈黙しても、呼び出しはまだ待っていました",
            )
            .raise();
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnboundedWait, || gives_up(bad::body(pending())));
}

#[test]
fn good_example_passes() {
    passes(|| gives_up(good::body(pending())));
}
