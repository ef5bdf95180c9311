//! What an error says, and what it keeps to itself.

use std::error::Error;

use loopback::frozen::run;
use loopback::server::{Nobody, Server};
use probe::{Diagnosis, demand};

use super::*;
use crate::service_error::ServiceError;

/// The messages of an error and of its sources.
fn chain(error: &dyn Error) -> Vec<String> {
    let mut chain = vec![error.to_string()];
    let mut next = error.source();
    while let Some(cause) = next {
        chain.push(cause.to_string());
        next = cause.source();
    }
    chain
}

/// What `?` makes of an error of the client.
pub fn converted(url: &str) -> Output {
    let error = run(|client| async move { client.get(url).send().await });
    error.map(|_| String::new()).map_err(ServiceError::from)
}

/// An error for each way in which a call can fail, and one that only an answer itself can make.
pub fn every_error() -> Vec<ServiceError> {
    let (server, nobody) = (Server::start(), Nobody::home());
    let mut outputs = vec![call(nobody.url()), converted(nobody.url())];
    for path in [
        "/reset",
        "/cut",
        "/status/401",
        "/status/429",
        "/status/500",
    ] {
        outputs.push(call(&server.url(path)));
    }
    let silence = silence_after(&server, 1);
    outputs.push(call_beside(&server.url("/stallhead"), silence));
    for rest in BAD_ENDS {
        let token = format!("{SECRET}{rest}");
        outputs.push(call_with_token(&server.url("/ok"), &token));
    }
    let internal = anyhow::anyhow!("no such thing").context("cannot sign the request");
    outputs.push(Err(ServiceError::Internal(internal)));
    outputs.into_iter().filter_map(Result::err).collect()
}

/// Asks that `words` stand somewhere in the chain of the error.
#[track_caller]
pub fn keeps(output: &Output, words: &str) {
    let chain = output
        .as_ref()
        .err()
        .map_or_else(Vec::new, |error| chain(error));
    demand(
        chain.iter().any(|text| text.to_lowercase().contains(words)),
        Diagnosis::SwallowedError,
        format!(
            "a cause was `{words}`; the chain of the error: {}",
            chain.join(" / ")
        ),
        format!(
            "原因は `{words}` ですが、エラーの連鎖は {} です",
            chain.join(" / ")
        ),
    );
}

/// Asks that each message of the chain leaves the next one to say what it says.
#[track_caller]
pub fn repeats_nothing(error: &ServiceError) {
    let chain = chain(error);
    for (text, source) in chain.iter().zip(chain.iter().skip(1)) {
        demand(
            source.is_empty() || !text.contains(source),
            Diagnosis::WrongResult,
            format!("`{text}` repeats its source `{source}`"),
            format!("`{text}` が、その source である `{source}` を繰り返しています"),
        );
    }
}

/// Asks that the token stands nowhere in the chain.
#[track_caller]
pub fn keeps_the_secret(error: &ServiceError) {
    let chain = chain(error);
    demand(
        !chain.iter().any(|text| text.contains(SECRET)),
        Diagnosis::WrongResult,
        format!("the token stands in the error: {}", chain.join(" / ")),
        format!("エラーにトークンが含まれています: {}", chain.join(" / ")),
    );
}
