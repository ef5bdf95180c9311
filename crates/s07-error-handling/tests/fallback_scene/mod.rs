//! Two services, what happens beside the call, and what is asked of its output.

use std::cell::Cell;
use std::error::Error;
use std::time::Duration;

use loopback::frozen::{beside, dropped_after, given_up, pass, pass_elsewhere, run};
use loopback::server::Server;
use probe::trace::call;
use probe::{Diagnosis, demand, expect};

use crate::fallback::fetch_with_fallback;

// lesson: "200 ms"
// lesson.ja: "200 ms"
pub const LIMIT: Duration = Duration::from_millis(200);

// The last moment before the limit, and the first one after it.
pub const BELOW_LIMIT: Duration = Duration::from_millis(199);
// See above.
pub const ABOVE_LIMIT: Duration = Duration::from_millis(201);

/// What the fallback is asked for, where it is fine.
pub const FINE: &str = "/ok?fallback";

/// Nothing that can be asked.
pub const NO_URLS: [&str; 6] = [
    "",
    "no url at all",
    "/relative",
    "http://",
    "http://[::1",
    "ftp://127.0.0.1/",
];

/// What came back; errors as `{:#}` prints them.
pub type Output = Result<String, String>;

pub fn fetch(primary: &str, fallback: &str) -> Output {
    fetch_beside(primary, fallback, async {})
}

/// As [`fetch`], with a script beside it.
pub fn fetch_beside(primary: &str, fallback: &str, script: impl Future<Output = ()>) -> Output {
    fetch_then([primary, fallback], script, async {})
}

/// As [`fetch_beside`]; `after` looks at what is left of it.
pub fn fetch_then(
    urls: [&str; 2],
    script: impl Future<Output = ()>,
    after: impl Future<Output = ()>,
) -> Output {
    run(|client| async move {
        let call = call("fetch_with_fallback");
        let output = beside(fetch_with_fallback(&client, urls[0], urls[1]), script).await;
        call.ends();
        after.await;
        output.map_err(|error| format!("{error:#}"))
    })
}

/// A call that is dropped when the script is over, and leaves no request for `path`.
pub fn fetch_dropped_after(
    server: &Server,
    urls: [&str; 2],
    path: &str,
    script: impl Future<Output = ()>,
) {
    run(|client| async move {
        let answer = fetch_with_fallback(&client, urls[0], urls[1]);
        let call = call("fetch_with_fallback");
        let output = dropped_after(answer, script).await;
        match output.is_some() {
            true => call.ends(),
            false => drop(call),
        }
        expect(
            output.is_none(),
            true,
            "whether the call was still waiting when it was dropped",
            "呼び出しがドロップされたとき、まだ待っていたか",
        );
        given_up(server, path).await;
    });
}

/// Silence beyond the limit, once the service has come to its `stalls`th stop.
pub async fn silence_after(server: &Server, stalls: usize) {
    server.stalled(stalls).await;
    pass(ABOVE_LIMIT).await;
}

/// Silence at both, after so many stops `before`. While the fallback still has time, nothing of the
/// primary is left.
pub async fn silence_one_after_the_other(server: &Server, primary: &str, before: usize) {
    silence_after(server, before + 1).await;
    server.stalled(before + 2).await;
    given_up(server, primary).await;
    pass(ABOVE_LIMIT).await;
}

/// An answer of the fallback, for whoever asks it: it comes after that of the primary.
pub async fn opens_late(server: &Server) {
    server.stalled(1).await;
    pass(Duration::ZERO).await;
    server.open_gate();
}

/// A body of which something comes before each limit for a part, and never the last byte.
pub async fn drips(server: &Server) {
    server.stalled(1).await;
    pass(Duration::from_millis(150)).await;
    server.open_gate();
    for stalls in 2..5 {
        server.stalled(stalls).await;
        // At 190, 230, and 270 ms.
        pass(Duration::from_millis(40)).await;
        server.drip();
    }
}

#[track_caller]
pub fn is(output: &Output, body: &str) {
    if let Ok(body) = output {
        is_of_a_success(body);
    }
    let asked = Ok(body.to_owned());
    expect(output, &asked, "the output", "出力");
}

/// Asks that the answer is the one of the fallback, and not what is left of a failed primary.
#[track_caller]
pub fn is_fallback(output: &Output) {
    is(output, "200 /ok?fallback");
}

/// Asks that the body is not that of an error.
#[track_caller]
fn is_of_a_success(body: &str) {
    demand(
        !body.starts_with(['4', '5']),
        Diagnosis::IgnoredStatus,
        format!("the answer with the body `{body}` was taken for a success"),
        format!("ボディが `{body}` の応答が、成功として扱われました"),
    );
}

/// Asks for this output, where the service is asked for these two paths.
#[track_caller]
pub fn gives(server: &Server, paths: [&str; 2], body: &str) {
    is(&fetch(&server.url(paths[0]), &server.url(paths[1])), body);
}

/// Asks for the answer of the fallback, where the primary is asked for `path`, and that only once.
#[track_caller]
pub fn gives_the_fallback(server: &Server, path: &str) {
    is_fallback(&fetch(&server.url(path), &server.url(FINE)));
    server.is_asked(path, 1);
}

/// Asks both, and for an error that holds both URLs and all of `words`.
#[track_caller]
pub fn both_fail(urls: [&str; 2], words: &[&str]) {
    tells(&fetch(urls[0], urls[1]), urls, words);
}

/// Asks for an error that holds both URLs and all of `words`.
#[track_caller]
pub fn tells(output: &Output, urls: [&str; 2], words: &[&str]) {
    let text = match output {
        Err(text) => text,
        Ok(body) => {
            is_of_a_success(body);
            demand(
                false,
                Diagnosis::SwallowedError,
                format!("both have failed, and the output is `Ok({body:?})`"),
                format!("両方が失敗しましたが、出力は `Ok({body:?})` です"),
            );
            return;
        }
    };
    let mut rest = text.clone();
    for url in urls {
        demand(
            text.contains(url),
            Diagnosis::SwallowedError,
            format!("`{url}` has failed; the error says `{text}`"),
            format!("`{url}` は失敗しましたが、エラーの内容は `{text}` です"),
        );
        // Ports and paths hold numbers too.
        let authority = url.split('/').nth(2).filter(|part| !part.is_empty());
        rest = rest.replace(url, "").replace(authority.unwrap_or(url), "");
    }
    let rest = rest.to_lowercase();
    for word in words {
        demand(
            rest.contains(&word.to_lowercase()),
            Diagnosis::SwallowedError,
            format!("a cause was `{word}`; the error says `{text}`"),
            format!("原因のひとつは `{word}` ですが、エラーの内容は `{text}` です"),
        );
    }
}

/// What the client says of a body that breaks off: the last message in the chain of its error.
pub fn cause_of_a_cut_body(server: &Server) -> String {
    run(|client| async move {
        let answer = client.get(server.url("/cut?once")).send().await;
        let body = answer.expect("a head").text().await;
        let error = body.expect_err("half of a body");
        let mut last: &dyn Error = &error;
        while let Some(source) = last.source() {
            last = source;
        }
        last.to_string()
    })
}

/// Asks that the fallback has not been asked while the primary still had time.
#[track_caller]
pub fn is_not_early(server: &Server) {
    let early = server.requests_for(FINE);
    demand(
        early == 0,
        Diagnosis::EagerStart,
        format!("{early} requests to the fallback, while the primary had {LIMIT:?} to answer"),
        format!("primary には {LIMIT:?} の猶予があるのに、fallback に {early} 回問い合わせました"),
    );
}

/// Asks that a slow primary is waited for, while only the clock of the machine moves.
#[track_caller]
pub fn waits_for_the_clock_of_tokio(server: &Server) {
    // Twice the limit, on the clock of the machine.
    const REAL: Duration = LIMIT.saturating_mul(2);
    let is_time_passing = Cell::new(false);
    let (primary, fallback) = (server.url("/drip"), server.url(FINE));
    run(|client| async {
        let client = client;
        let answer = fetch_with_fallback(&client, &primary, &fallback);
        let script = async {
            server.stalled(1).await;
            pass(Duration::ZERO).await;
            is_not_early(server);
            is_time_passing.set(true);
            server.open_gate();
            server.stalled(2).await;
            pass_elsewhere(REAL).await;
            // Somebody may look at the clock when something comes.
            server.drip();
            server.stalled(3).await;
            pass(Duration::ZERO).await;
        };
        dropped_after(answer, script).await
    });
    if !is_time_passing.get() {
        is_not_early(server);
    }
    demand(
        server.requests_for(FINE) == 0,
        Diagnosis::UnboundedWait,
        format!(
            "tokio's clock stood still, and within {REAL:?} of real time the primary was given \
             up: on tokio's clock this wait has no limit"
        ),
        format!(
            "tokio の時計が止まっているのに、実時間 {REAL:?} のうちに primary を待つのをやめました。\
             tokio の時計では、この待ちに制限時間がありません"
        ),
    );
}
