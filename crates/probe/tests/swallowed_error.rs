//! `swallowed-error`: the caller never hears of it.

mod support;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    /// The greeting of a user whose name has to be fetched.
    ///
    /// # Errors
    ///
    /// The name could not be fetched.
    pub async fn greet(
        name: impl Future<Output = Result<String, String>>,
    ) -> Result<String, String> {
        let name = name.await.unwrap_or_default();
        Ok(format!("hello, {name}"))
    }
}

mod good {
    /// The greeting of a user whose name has to be fetched.
    ///
    /// # Errors
    ///
    /// The name could not be fetched.
    pub async fn greet(
        name: impl Future<Output = Result<String, String>>,
    ) -> Result<String, String> {
        let name = name.await?;
        Ok(format!("hello, {name}"))
    }
}

#[track_caller]
fn hears_of_it(output: Result<String, String>) {
    demand(
        output == Err(String::from("no such user")),
        Diagnosis::SwallowedError,
        format!("the cause was `no such user`; the caller got {output:?}"),
        format!("原因は `no such user` ですが、呼び出し元が受け取ったのは {output:?} です"),
    );
}

async fn fails() -> Result<String, String> {
    Err(String::from("no such user"))
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::SwallowedError, || {
        hears_of_it(program::run(|| bad::greet(fails())).output);
    });
}

#[test]
fn good_example_passes() {
    passes(|| hears_of_it(program::run(|| good::greet(fails())).output));
}
