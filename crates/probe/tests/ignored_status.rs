//! `ignored-status`: an error page is taken for data.

mod support;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    /// The greeting that a service answers with, to whom its status and body are handed.
    ///
    /// # Errors
    ///
    /// The service did not answer, or not with a greeting.
    pub async fn greeting(
        answer: impl Future<Output = Result<(u16, String), String>>,
    ) -> Result<String, String> {
        let (_status, body) = answer.await?;
        Ok(body)
    }
}

mod good {
    /// The greeting that a service answers with, to whom its status and body are handed.
    ///
    /// # Errors
    ///
    /// The service did not answer, or not with a greeting.
    pub async fn greeting(
        answer: impl Future<Output = Result<(u16, String), String>>,
    ) -> Result<String, String> {
        match answer.await? {
            (200..=299, body) => Ok(body),
            (status, _) => Err(format!("the service answered {status}")),
        }
    }
}

async fn unavailable() -> Result<(u16, String), String> {
    Ok((503, String::from("come again later")))
}

#[track_caller]
fn is_an_error(output: Result<String, String>) {
    demand(
        output.is_err(),
        Diagnosis::IgnoredStatus,
        format!("the service answered 503; the output is {output:?}"),
        format!("サービスは 503 を返しましたが、出力は {output:?} です"),
    );
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::IgnoredStatus, || {
        is_an_error(program::run(|| bad::greeting(unavailable())).output)
    });
}

#[test]
fn good_example_passes() {
    passes(|| is_an_error(program::run(|| good::greeting(unavailable())).output));
}
