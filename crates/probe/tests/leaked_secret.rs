//! `leaked-secret`: what is written about a call has the password in it.

#[path = "support/lines.rs"]
mod lines;
mod support;

use futures::executor::block_on;
use lines::written;
use probe::{Diagnosis, demand};
use support::{caught, passes};

mod bad {
    use tracing::{error, instrument};

    /// Logs in.
    ///
    /// # Errors
    ///
    /// The password is wrong.
    #[instrument]
    pub async fn log_in(user: &str, password: &str) -> Result<(), String> {
        let refused = format!("{user} has not the password {password}");
        error!("{refused}");
        Err(refused)
    }
}

mod good {
    use tracing::{error, instrument};

    /// Logs in.
    ///
    /// # Errors
    ///
    /// The password is wrong.
    #[instrument(skip(password))]
    pub async fn log_in(user: &str, password: &str) -> Result<(), String> {
        let _ = password;
        error!("the password is wrong");
        Err(format!("{user} is not logged in"))
    }
}

const SECRET: &str = "hunter2";

fn keeps_the_secret(lines: &[String]) {
    demand(
        !lines.is_empty(),
        Diagnosis::WrongResult,
        "nothing was written",
        "何も書き出されませんでした",
    );
    let told = lines.iter().find(|line| line.contains(SECRET));
    demand(
        told.is_none(),
        Diagnosis::LeakedSecret,
        format!("this was written down: {told:?}"),
        format!("次の行が書き出されました: {told:?}"),
    );
}

#[test]
fn bad_example_is_caught() {
    let lines = written(|| {
        let _ = block_on(bad::log_in("ann", SECRET));
    });
    caught(Diagnosis::LeakedSecret, || keeps_the_secret(&lines));
}

#[test]
fn good_example_passes() {
    let lines = written(|| {
        let _ = block_on(good::log_in("ann", SECRET));
    });
    passes(|| keeps_the_secret(&lines));
}
