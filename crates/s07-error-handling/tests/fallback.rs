//! Two services, and all the ways in which the first can fail. Begin with statuses and addresses
//! where nobody listens; then the errors when both fail; then the limit of 200 ms.
//!
//! real time: sockets are real, and so are the few milliseconds that they are given. The clock that
//! limits are measured with is not: it moves where a test says so.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s07-error-handling/fallback.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s07-error-handling/fallback.rs"
)]
mod fallback;

use std::time::Duration;

use fallback::fetch_with_fallback;
use loopback::frozen::{CLIENT, beside, pass, run};
use loopback::server::{Nobody, Server};
use probe::{Diagnosis, demand, expect};

// lesson: "200 ms"
// lesson.ja: "200 ms"
const LIMIT: Duration = Duration::from_millis(200);

// Moments that lie clearly before the limit, and clearly after it.
const BELOW_LIMIT: Duration = Duration::from_millis(150);
// See above.
const ABOVE_LIMIT: Duration = Duration::from_millis(250);

/// What came back; errors as `{:#}` prints them.
type Output = Result<String, String>;

fn fetch(primary: &str, fallback: &str) -> Output {
    run(|client| async move {
        let output = fetch_with_fallback(&client, primary, fallback).await;
        output.map_err(|error| format!("{error:#}"))
    })
}

/// As [`fetch`], with a script beside it.
fn fetch_beside(primary: &str, fallback: &str, script: impl Future<Output = ()>) -> Output {
    run(|client| async move {
        let output = beside(fetch_with_fallback(&client, primary, fallback), script).await;
        output.map_err(|error| format!("{error:#}"))
    })
}

#[track_caller]
fn is(output: &Output, body: &str) {
    let asked = Ok(body.to_owned());
    expect(output, &asked, "the output", "出力");
}

/// Asks that the answer is the one of the fallback, and not what is left of a failed primary.
#[track_caller]
fn is_fallback(output: &Output) {
    if let Ok(body) = output {
        is_of_a_success(body);
    }
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

/// Asks for an error that holds all of `words`, beside the URLs.
#[track_caller]
fn tells(output: &Output, urls: [&str; 2], words: &[&str]) {
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
        // Ports are numbers too.
        let origin = url.rsplit_once('/').map_or(url, |(origin, _)| origin);
        let address = origin.trim_start_matches("http://");
        rest = rest.replace(address, "");
    }
    let rest = rest.to_lowercase();
    for word in words {
        demand(
            rest.contains(word),
            Diagnosis::SwallowedError,
            format!("a cause was `{word}`; the error says `{text}`"),
            format!("原因のひとつは `{word}` ですが、エラーの内容は `{text}` です"),
        );
    }
}

#[test]
fn primary_answers_then_its_body_and_the_fallback_is_not_asked() {
    let server = Server::start();
    let output = fetch(&server.url("/ok"), &server.url("/ok?fallback"));
    is(&output, "200 /ok");
    expect(
        server.requests_for("/ok?fallback"),
        0,
        "requests to the fallback",
        "fallback へのリクエストの数",
    );
}

#[test]
fn client_that_is_given_is_used() {
    let server = Server::start();
    let output = fetch(&server.url("/broken"), &server.url("/ok?fallback"));
    is_fallback(&output);
    for request in server.requests() {
        let (path, seen) = (request.path, request.client);
        demand(
            seen.as_deref() == Some(CLIENT),
            Diagnosis::ClientPerCall,
            format!(
                "the request for {path} came from another client: it lacks the header \
                 `x-client`, which the client that was given sends with each request"
            ),
            format!(
                "{path} へのリクエストは別のクライアントからでした。渡されたクライアントが毎回\
                 送るヘッダー `x-client` がありません"
            ),
        );
    }
}

#[test]
fn every_status_from_200_to_299_is_good() {
    let server = Server::start();
    for (path, body) in [
        ("/created", "201 /created"),
        ("/status/202", "202 /status/202"),
        ("/empty", ""),
        ("/status/299", "299 /status/299"),
    ] {
        is(&fetch(&server.url(path), &server.url("/ok?fallback")), body);
        is(&fetch(&server.url("/broken"), &server.url(path)), body);
    }
}

#[test]
fn status_of_the_primary_is_an_error_then_the_fallback() {
    let server = Server::start();
    for status in [400, 404, 429, 499, 500, 503, 599] {
        let path = format!("/status/{status}");
        is_fallback(&fetch(&server.url(&path), &server.url("/ok?fallback")));
    }
}

#[test]
fn nobody_at_the_primary_then_the_fallback() {
    let (server, nobody) = (Server::start(), Nobody::home());
    is_fallback(&fetch(nobody.url(), &server.url("/ok?fallback")));
}

#[test]
fn connection_ends_early_then_the_fallback() {
    let server = Server::start();
    for path in ["/reset", "/cut"] {
        is_fallback(&fetch(&server.url(path), &server.url("/ok?fallback")));
        expect(
            server.requests_for(path),
            1,
            "requests to the primary",
            "primary へのリクエストの数",
        );
    }
}

#[test]
fn both_statuses_are_errors_then_an_error_with_both() {
    let server = Server::start();
    let urls = [&*server.url("/broken"), &server.url("/unavailable")];
    tells(&fetch(urls[0], urls[1]), urls, &["500", "503"]);
    let urls = [&*server.url("/status/499"), &server.url("/status/400")];
    tells(&fetch(urls[0], urls[1]), urls, &[]);
    for path in ["/broken", "/unavailable"] {
        expect(
            server.requests_for(path),
            1,
            &format!("requests for {path}"),
            &format!("{path} へのリクエストの数"),
        );
    }
}

#[test]
fn nobody_at_either_then_an_error_with_both() {
    let (one, other) = (Nobody::home(), Nobody::home());
    let urls = [one.url(), other.url()];
    let output = fetch(urls[0], urls[1]);
    tells(&output, urls, &["refused"]);
}

#[test]
fn causes_of_different_kinds_stand_in_the_error() {
    let (server, nobody) = (Server::start(), Nobody::home());
    let broken = server.url("/broken");
    let urls = [nobody.url(), &broken];
    tells(&fetch(urls[0], urls[1]), urls, &["refused", "500"]);
    let urls = [&broken, nobody.url()];
    tells(&fetch(urls[0], urls[1]), urls, &["500", "refused"]);
    let urls = [&*broken, &server.url("/cut")];
    tells(&fetch(urls[0], urls[1]), urls, &["500"]);
}

#[test]
fn fallback_is_asked_after_the_primary_has_failed_and_not_before() {
    let server = Server::start();
    let (primary, fallback) = (server.url("/gate"), server.url("/ok?fallback"));
    let output = fetch_beside(&primary, &fallback, async {
        server.stalled(1).await;
        pass(BELOW_LIMIT).await;
        // What is sent at this moment is to be seen as well.
        pass(Duration::ZERO).await;
        server.open_gate();
    });
    let early = server.requests_for("/ok?fallback");
    demand(
        early == 0,
        Diagnosis::EagerStart,
        format!("{early} requests to the fallback, while the primary had {LIMIT:?} to answer"),
        format!("primary には {LIMIT:?} の猶予があるのに、fallback に {early} 回問い合わせました"),
    );
    is(&output, "200 /gate");
}

#[test]
fn silence_at_the_primary_then_the_fallback() {
    let server = Server::start();
    let fallback = server.url("/ok?fallback");
    for (before, path) in ["/stallhead", "/stallbody"].into_iter().enumerate() {
        is_fallback(&fetch_beside(&server.url(path), &fallback, async {
            server.stalled(before + 1).await;
            pass(ABOVE_LIMIT).await;
        }));
    }
}

#[test]
fn silence_at_both_then_an_error_with_both() {
    let server = Server::start();
    let urls = [&*server.url("/stallhead"), &server.url("/stallbody")];
    let output = fetch_beside(urls[0], urls[1], async {
        server.stalled(1).await;
        pass(ABOVE_LIMIT).await;
        server.stalled(2).await;
        pass(ABOVE_LIMIT).await;
    });
    tells(&output, urls, &[]);
}

#[test]
fn limit_is_one_for_head_and_body() {
    let server = Server::start();
    let (primary, fallback) = (server.url("/drip"), server.url("/ok?fallback"));
    let output = fetch_beside(&primary, &fallback, async {
        server.stalled(1).await;
        pass(BELOW_LIMIT).await;
        server.open_gate();
        for stalls in 2..5 {
            server.stalled(stalls).await;
            // At 190, 230, and 270 ms another byte comes, and never the last one.
            pass(Duration::from_millis(40)).await;
            server.drip();
        }
    });
    is_fallback(&output);
}

#[test]
fn fallback_has_a_limit_of_its_own() {
    let server = Server::start();
    let (primary, fallback) = (server.url("/stallhead"), server.url("/gate"));
    let output = fetch_beside(&primary, &fallback, async {
        server.stalled(1).await;
        pass(ABOVE_LIMIT).await;
        server.stalled(2).await;
        pass(BELOW_LIMIT).await;
        server.open_gate();
    });
    is(&output, "200 /gate");
}
