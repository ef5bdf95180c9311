//! One service, and a variant for each way in which a call can end. Begin with the statuses; then
//! the connections; then the limit, which is around the whole exchange.
//!
//! real time: sockets are real, and so are the few milliseconds that they are given. The clock that
//! limits are measured with is not: it moves where a test says so.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s07-error-handling/service_error.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s07-error-handling/service_error.rs"
)]
mod service_error;

use std::error::Error;
use std::time::Duration;

use loopback::frozen::{beside, pass, run};
use loopback::server::{Nobody, Server};
use probe::{Diagnosis, demand, expect, panics};
use service_error::{ServiceError, call_service};

/// What the tests give as the limit: no number that an answer would have chosen itself.
const LIMIT: Duration = Duration::from_millis(1700);
// Moments that lie clearly before the limit, and clearly after it.
const BELOW_LIMIT: Duration = Duration::from_millis(1500);
// See above.
const ABOVE_LIMIT: Duration = Duration::from_millis(1800);

type Output = Result<String, ServiceError>;

fn call(url: &str) -> Output {
    run(|client| async move { call_service(&client, url, "secret", LIMIT).await })
}

/// As [`call`], with a script beside it.
fn call_beside(url: &str, script: impl Future<Output = ()>) -> Output {
    run(|client| async move {
        let answer = call_service(&client, url, "secret", LIMIT);
        beside(answer, script).await
    })
}

/// The variant and what it holds, in words.
fn shape(output: &Output) -> String {
    match output {
        Ok(body) => format!("Ok({body:?})"),
        Err(ServiceError::Network(_)) => String::from("Network"),
        Err(ServiceError::Timeout(limit)) => format!("Timeout({limit:?})"),
        Err(ServiceError::RateLimit { retry_after: None }) => String::from("RateLimit(None)"),
        Err(ServiceError::RateLimit {
            retry_after: Some(bytes),
        }) => format!("RateLimit({})", bytes.escape_ascii()),
        Err(ServiceError::Auth(status)) => format!("Auth({status})"),
        Err(ServiceError::Status(status)) => format!("Status({status})"),
        Err(ServiceError::Internal(_)) => String::from("Internal"),
    }
}

#[track_caller]
fn is(output: &Output, asked: &str, after: &str) {
    let seen = shape(output);
    demand(
        output.is_err()
            || !["Auth", "RateLimit", "Status"]
                .iter()
                .any(|name| asked.starts_with(name)),
        Diagnosis::IgnoredStatus,
        format!("after {after}: expected `{asked}`, got `{seen}`"),
        format!("{after} の結果: 期待値は `{asked}`、実際は `{seen}`"),
    );
    expect(
        seen.as_str(),
        asked,
        &format!("the output after {after}"),
        &format!("{after} の結果"),
    );
}

#[test]
fn every_status_from_200_to_299_gives_the_body() {
    let server = Server::start();
    for (path, asked) in [
        ("/ok", "Ok(\"200 /ok\")"),
        ("/created", "Ok(\"201 /created\")"),
        ("/empty", "Ok(\"\")"),
        ("/status/299", "Ok(\"299 /status/299\")"),
    ] {
        is(&call(&server.url(path)), asked, path);
    }
}

#[test]
fn each_error_status_has_its_variant() {
    let server = Server::start();
    for (status, asked) in [
        (401, "Auth(401)"),
        (403, "Auth(403)"),
        (429, "RateLimit(None)"),
        (400, "Status(400)"),
        (402, "Status(402)"),
        (404, "Status(404)"),
        (407, "Status(407)"),
        (428, "Status(428)"),
        (430, "Status(430)"),
        (499, "Status(499)"),
        (500, "Status(500)"),
        (503, "Status(503)"),
        (599, "Status(599)"),
    ] {
        let path = format!("/status/{status}");
        is(&call(&server.url(&path)), asked, &path);
        is_one_request(&server, &path);
    }
}

#[track_caller]
fn is_one_request(server: &Server, path: &str) {
    expect(
        server.requests_for(path),
        1,
        &format!("requests for {path}"),
        &format!("{path} へのリクエストの数"),
    );
}

#[test]
fn token_is_shown_to_the_service() {
    let server = Server::start();
    is(&call(&server.url("/ok")), "Ok(\"200 /ok\")", "/ok");
    let seen: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| (request.method, request.authorization))
        .collect();
    let asked = (String::from("GET"), Some(String::from("Bearer secret")));
    expect(
        seen,
        vec![asked],
        "method and header `authorization` of each request",
        "各リクエストのメソッドと `authorization` ヘッダー",
    );
}

#[test]
fn token_that_fits_no_header_is_an_error_and_nothing_is_sent() {
    let server = Server::start();
    let url = server.url("/ok");
    for token in ["two\nlines", "\u{0}", "a\r\nx-admin: yes"] {
        let output = panics::caught(|| {
            run(|client| {
                let url = url.clone();
                async move { call_service(&client, &url, token, LIMIT).await }
            })
        });
        let seen = match &output {
            Ok(output) => shape(output),
            Err(message) => format!("panic: {message}"),
        };
        demand(
            matches!(output, Ok(Err(_))),
            Diagnosis::WrongResult,
            format!("with the token {token:?} an error was expected; seen: {seen}"),
            format!("トークン {token:?} にはエラーが期待されますが、実際は {seen} です"),
        );
    }
    expect(
        server.requests().len(),
        0,
        "requests that were sent",
        "送信されたリクエストの数",
    );
}

#[test]
fn retry_after_is_handed_on_byte_for_byte() {
    for value in [
        &b"120"[..],
        b"Fri, 06 Nov 2026 08:50:37 GMT",
        b"-1",
        b"18446744073709551616",
        b"\xff\xfe",
    ] {
        let server = Server::start();
        server.answer_with(429, [b"retry-after: ", value].concat());
        let asked = format!("RateLimit({})", value.escape_ascii());
        let output = panics::caught(|| call(&server.url("/status/429")));
        match output {
            Ok(output) => is(&output, &asked, "/status/429"),
            Err(message) => expect(
                message,
                asked,
                "the output after /status/429",
                "/status/429 の結果",
            ),
        }
    }
}

#[test]
fn nobody_listens_or_the_connection_ends_then_network() {
    let (server, nobody) = (Server::start(), Nobody::home());
    is(&call(nobody.url()), "Network", "/nobody");
    for path in ["/reset", "/cut"] {
        is_no_half_body(&call(&server.url(path)), path);
        is_one_request(&server, path);
    }
}

#[track_caller]
fn is_no_half_body(output: &Output, path: &str) {
    demand(
        output.is_err(),
        Diagnosis::SwallowedError,
        format!(
            "after {path} the connection ended early; got `{}`",
            shape(output)
        ),
        format!(
            "{path} では接続が途中で切れましたが、結果は `{}` です",
            shape(output)
        ),
    );
    is(output, "Network", path);
}

#[test]
fn head_never_comes_then_timeout_with_the_limit() {
    let server = Server::start();
    let output = call_beside(&server.url("/stallhead"), async {
        server.stalled(1).await;
        pass(ABOVE_LIMIT).await;
    });
    is(&output, "Timeout(1.7s)", "/stallhead");
}

#[test]
fn body_stalls_then_timeout_with_the_limit() {
    let server = Server::start();
    let output = call_beside(&server.url("/stallbody"), async {
        server.stalled(1).await;
        pass(ABOVE_LIMIT).await;
    });
    is(&output, "Timeout(1.7s)", "/stallbody");
}

#[test]
fn body_drips_then_timeout_with_the_limit() {
    let server = Server::start();
    let output = call_beside(&server.url("/drip"), async {
        server.stalled(1).await;
        pass(BELOW_LIMIT).await;
        server.open_gate();
        for stalls in 2..6 {
            server.stalled(stalls).await;
            // At 1.6, 1.7, 1.8, and 1.9 s another byte comes, and never the last one.
            pass(Duration::from_millis(100)).await;
            server.drip();
        }
    });
    is(&output, "Timeout(1.7s)", "/drip");
}

#[test]
fn slow_answer_within_the_limit_is_good() {
    let server = Server::start();
    let output = call_beside(&server.url("/gate"), async {
        server.stalled(1).await;
        pass(BELOW_LIMIT).await;
        server.open_gate();
    });
    is(&output, "Ok(\"200 /gate\")", "/gate");
}

#[test]
fn error_status_whose_body_stalls_is_told_without_it() {
    let server = Server::start();
    for (status, asked) in [
        (401, "Auth(401)"),
        (429, "RateLimit(None)"),
        (500, "Status(500)"),
    ] {
        let path = format!("/stallbody/{status}");
        is(&call(&server.url(&path)), asked, &path);
    }
}

#[test]
fn three_calls_share_one_connection() {
    let server = Server::start();
    let url = server.url("/ok");
    run(|client| async move {
        for _ in 0..3 {
            let output = call_service(&client, &url, "secret", LIMIT).await;
            is(&output, "Ok(\"200 /ok\")", "/ok");
            // The connection goes back to the pool by a task of its own.
            pass(Duration::ZERO).await;
        }
    });
    let connections = server.connections();
    demand(
        connections == 1,
        Diagnosis::ClientPerCall,
        format!("three calls, one after the other, opened {connections} connections"),
        format!("順に行った 3 回の呼び出しで、接続が {connections} 個開かれました"),
    );
    expect(server.requests().len(), 3, "requests", "リクエストの数");
}

#[test]
fn network_error_keeps_its_source_and_does_not_repeat_it() {
    let nobody = Nobody::home();
    let output = run(|client| async move {
        let answer = call_service(&client, nobody.url(), "secret", LIMIT).await;
        // `?` makes the same of an error of the client.
        let error = client.get(nobody.url()).send().await.map(|_| ());
        let converted = error.map_err(ServiceError::from);
        [answer.map(|_| ()), converted]
    });
    for output in output {
        let Err(error) = output else {
            demand(
                false,
                Diagnosis::SwallowedError,
                "nobody listens, and the output is `Ok`",
                "誰も待ち受けていないのに、結果は `Ok` です",
            );
            return;
        };
        let chain = chain(&error);
        let whole = chain.join(" / ");
        demand(
            whole.to_lowercase().contains("refused"),
            Diagnosis::SwallowedError,
            format!("the chain of the error: {whole}"),
            format!("エラーの連鎖: {whole}"),
        );
        does_not_repeat_its_source(&chain);
    }
}

#[track_caller]
fn does_not_repeat_its_source(chain: &[String]) {
    let repeated = chain.get(1).filter(|cause| chain[0].contains(*cause));
    let whole = chain.join(" / ");
    demand(
        repeated.is_none(),
        Diagnosis::WrongResult,
        format!("the first message repeats the second: {whole}"),
        format!("最初のメッセージが次のメッセージを繰り返しています: {whole}"),
    );
}

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

#[test]
fn internal_error_does_not_repeat_its_source() {
    let source = anyhow::anyhow!("no such thing").context("cannot sign the request");
    does_not_repeat_its_source(&chain(&ServiceError::Internal(source)));
}
