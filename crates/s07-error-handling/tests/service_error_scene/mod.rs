//! A call, what happens beside it, and what is asked of its output.

mod errors;

use std::time::Duration;

use loopback::frozen::{CLIENT, beside, dropped_after, given_up, pass, pass_elsewhere, run};
use loopback::server::Server;
use probe::{Diagnosis, demand, expect};

use crate::service_error::{ServiceError, call_service};

pub use errors::{converted, every_error, keeps, keeps_the_secret, repeats_nothing};

/// What the tests give as the limit: no number that an answer would have chosen itself.
pub const LIMIT: Duration = Duration::from_millis(1700);
// The last moment before the limit, and the first one after it.
pub const BELOW_LIMIT: Duration = Duration::from_millis(1699);
// See above.
pub const ABOVE_LIMIT: Duration = Duration::from_millis(1701);

/// Part of every token, and of nothing else.
pub const SECRET: &str = "tk51b7c0";

/// With one of these behind it a token is no header value.
pub const BAD_ENDS: [&str; 6] = [
    "\n",
    "\r\n",
    "\nlines",
    "\u{0}",
    "\r\nx-admin: yes",
    "\u{7f}",
];

/// Nothing that can be asked.
pub const NO_URLS: [&str; 4] = ["", "no url at all", "/relative", "http://[::1"];

/// Values of `Retry-After`; not all of them mean something.
pub const STRANGE_VALUES: [&[u8]; 6] = [
    b"120",
    b"Fri, 06 Nov 2026 08:50:37 GMT",
    b"-1",
    b"",
    b"18446744073709551616",
    b"\xff\xfe",
];

pub type Output = Result<String, ServiceError>;

pub fn call(url: &str) -> Output {
    run(|client| async move { call_service(&client, url, SECRET, LIMIT).await })
}

/// A call with a script beside it.
pub fn call_beside(url: &str, script: impl Future<Output = ()>) -> Output {
    run(|client| async move {
        let answer = call_service(&client, url, SECRET, LIMIT);
        beside(answer, script).await
    })
}

/// A call that runs into its limit. `after` looks at what is left of it.
pub fn call_then(url: &str, script: impl Future<Output = ()>, after: impl Future<Output = ()>) {
    run(|client| async move {
        let answer = call_service(&client, url, SECRET, LIMIT);
        is(&beside(answer, script).await, "Timeout(1.7s)", url);
        after.await;
    });
}

/// A call that is dropped when the script is over. `after` looks at what is left of it.
pub fn call_dropped_after(
    url: &str,
    script: impl Future<Output = ()>,
    after: impl Future<Output = ()>,
) {
    run(|client| async move {
        let answer = call_service(&client, url, SECRET, LIMIT);
        let output = dropped_after(answer, script).await;
        let seen = output.as_ref().map(shape);
        expect(
            seen,
            None,
            "the output before the call was dropped",
            "呼び出しがドロップされる前の結果",
        );
        after.await;
    });
}

/// A call that shows another token.
pub fn call_with_token(url: &str, token: &str) -> Output {
    run(|client| async move { call_service(&client, url, token, LIMIT).await })
}

/// Silence beyond the limit, once the service has come to its `stalls`th stop.
pub async fn silence_after(server: &Server, stalls: usize) {
    server.stalled(stalls).await;
    pass(ABOVE_LIMIT).await;
}

/// An answer that comes at the last moment.
pub async fn opens_before_the_limit(server: &Server) {
    server.stalled(1).await;
    pass(BELOW_LIMIT).await;
    server.open_gate();
}

/// A body of which something comes before each limit for a part, and never the last byte.
pub async fn drips(server: &Server) {
    server.stalled(1).await;
    pass(Duration::from_millis(1500)).await;
    server.open_gate();
    for stalls in 2..6 {
        server.stalled(stalls).await;
        // At 1.6, 1.7, 1.8, and 1.9 s.
        pass(Duration::from_millis(100)).await;
        server.drip();
    }
}

/// The variant and what it holds, in words.
pub fn shape(output: &Output) -> String {
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

/// Asks that a call for `path` gives an output of this shape.
#[track_caller]
pub fn gives(server: &Server, path: &str, asked: &str) {
    is(&call(&server.url(path)), asked, path);
}

/// As [`gives`], where the body stalls and nothing is to wait for it. One that waits comes to its
/// limit.
#[track_caller]
pub fn gives_without_the_body(path: &str, asked: &str) {
    let server = &Server::start();
    let url = server.url(path);
    let output = run(|client| async move {
        let answer = call_service(&client, &url, SECRET, LIMIT);
        let output = beside(answer, silence_after(server, 1)).await;
        given_up(server, path).await;
        output
    });
    is(&output, asked, path);
}

/// Asks for an answer under a limit that never comes.
#[track_caller]
pub fn is_good_without_a_limit(server: &Server) {
    let url = server.url("/ok");
    let limit = Duration::MAX;
    let output = run(|client| async move { call_service(&client, &url, SECRET, limit).await });
    is(&output, "Ok(\"200 /ok\")", "/ok");
}

/// Asks for an output of this shape.
#[track_caller]
pub fn is(output: &Output, asked: &str, after: &str) {
    let seen = shape(output);
    let status = ["Auth", "RateLimit", "Status"];
    demand(
        output.is_err() || !status.iter().any(|name| asked.starts_with(name)),
        Diagnosis::IgnoredStatus,
        format!("after {after}: expected `{asked}`, got `{seen}`"),
        format!("{after} の結果: 期待値は `{asked}`、実際は `{seen}`"),
    );
    demand(
        output.is_err() || asked != "Network",
        Diagnosis::SwallowedError,
        format!("after {after} there was no complete answer; got `{seen}`"),
        format!("{after} では完全な応答がありませんでしたが、結果は `{seen}` です"),
    );
    expect(
        seen.as_str(),
        asked,
        &format!("the output after {after}"),
        &format!("{after} の結果"),
    );
}

/// Asks that a call with an impossible token or URL has failed.
#[track_caller]
pub fn is_refused(output: &Output, given: &str) {
    let seen = shape(output);
    demand(
        output.is_err(),
        Diagnosis::WrongResult,
        format!("with {given:?} an error was expected; seen: {seen}"),
        format!("{given:?} にはエラーが期待されますが、実際は {seen} です"),
    );
}

/// Asks for one request, with this method and this header.
#[track_caller]
pub fn is_sent(server: &Server, method: &str, authorization: &str) {
    let requests = server.requests().into_iter();
    let seen: Vec<_> = requests
        .map(|seen| (seen.method, seen.authorization))
        .collect();
    expect(
        seen,
        vec![(method.to_owned(), Some(authorization.to_owned()))],
        "method and header `authorization` of each request",
        "各リクエストのメソッドと `authorization` ヘッダー",
    );
}

/// Asks how many requests there were for `path`, all of the client that was given.
#[track_caller]
pub fn is_requested(server: &Server, path: &str, times: usize) {
    expect(
        server.requests_for(path),
        times,
        &format!("requests for {path}"),
        &format!("{path} へのリクエストの数"),
    );
    for request in server.requests() {
        demand(
            request.client.as_deref() == Some(CLIENT),
            Diagnosis::ClientPerCall,
            format!(
                "the request for {path} lacks the header `x-client`, which the client that was \
                 given sends with each request"
            ),
            format!(
                "{path} へのリクエストに、渡されたクライアントが毎回送るヘッダー `x-client` が\
                 ありません"
            ),
        );
    }
}

/// Asks that all calls went through one connection.
#[track_caller]
pub fn is_one_connection(server: &Server, calls: usize) {
    let connections = server.connections();
    demand(
        connections == 1,
        Diagnosis::ClientPerCall,
        format!("{calls} calls, one after the other, opened {connections} connections"),
        format!("順に行った {calls} 回の呼び出しで、接続が {connections} 個開かれました"),
    );
}

/// Asks that a call waits for a slow body, while only the clock of the machine moves.
#[track_caller]
pub fn waits_for_the_clock_of_tokio(server: &Server, limit: Duration, real: Duration) {
    let url = server.url("/drip");
    let early = run(|client| async move {
        let answer = call_service(&client, &url, SECRET, limit);
        let script = async {
            server.stalled(1).await;
            server.open_gate();
            server.stalled(2).await;
            pass_elsewhere(real).await;
            // Somebody may look at the clock when something comes.
            server.drip();
            server.stalled(3).await;
            pass(Duration::ZERO).await;
        };
        dropped_after(answer, script).await
    });
    let seen = early.as_ref().map(shape).unwrap_or_default();
    demand(
        early.is_none(),
        Diagnosis::UnboundedWait,
        format!(
            "tokio's clock stood still, and within {real:?} of real time the call came to \
             `{seen}`: on tokio's clock this wait has no limit"
        ),
        format!(
            "tokio の時計が止まっているのに、実時間 {real:?} のうちに呼び出しが `{seen}` で終わりました。\
             tokio の時計では、この待ちに制限時間がありません"
        ),
    );
}
