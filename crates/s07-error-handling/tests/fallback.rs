//! Two services, and all the ways in which the first can fail. The first tests are about who is
//! asked and when; then come failures of the primary, errors when both fail, and the limit of 200 ms.
//!
//! real time: sockets are real, and so are their few milliseconds. The clock of the limits moves where
//! a test says so; in one, twice the limit passes on the clock of the machine, which nobody may ask.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s07-error-handling/fallback.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s07-error-handling/fallback.rs"
)]
mod fallback;
mod fallback_scene;

use fallback_scene::{
    BELOW_LIMIT, FINE, NO_URLS, both_fail, cause_of_a_cut_body, drips, fetch, fetch_beside,
    fetch_dropped_after, fetch_then, gives, gives_the_fallback, is, is_fallback, is_not_early,
    opens_late, silence_after, silence_one_after_the_other, tells, waits_for_the_clock_of_tokio,
};
use loopback::frozen::{given_up, pass};
use loopback::server::{Nobody, Server};

// rule: "A good answer has any status from 200 to 299 and a body that has arrived in full, which may be empty: the result is this body."
// rule.ja: "良い応答とは、ステータスが 200 から 299 のいずれかで、ボディが最後まで届いたものです。ボディは空でもかまいません。結果はそのボディです。"
#[test]
fn primary_answers_then_its_body() {
    let server = Server::start();
    let (ok, gate) = (server.url("/ok"), server.url("/gate"));
    is(&fetch_beside(&ok, &gate, opens_late(&server)), "200 /ok");
}

// rule: "Each of the two requests has a limit of 200 ms for head and body together, on tokio's clock: an answer that is not complete by then is a failure, and one that is complete before is not."
// rule.ja: "二つのリクエストはそれぞれ、ヘッダーとボディを合わせて 200 ms の制限時間を、tokio の時計で持ちます。それまでに揃わない応答は失敗で、その前に揃った応答は失敗ではありません。"
#[test]
fn limit_follows_the_clock_of_tokio_and_no_other() {
    waits_for_the_clock_of_tokio(&Server::start());
}

// rule: "The fallback is asked only after the primary has failed, and not at all if the primary is fine; each is asked at most once, also where both URLs are the same."
// rule.ja: "fallback に問い合わせるのは primary が失敗した後だけで、primary がうまくいったときは一度も問い合わせません。どちらも問い合わせは最大一度です。二つの URL が同じときも変わりません。"
#[test]
fn fallback_is_asked_after_the_primary_has_failed_and_not_before() {
    let server = Server::start();
    let output = fetch_beside(&server.url("/gate"), &server.url(FINE), async {
        server.stalled(1).await;
        pass(BELOW_LIMIT).await;
        pass(Default::default()).await;
        server.open_gate();
    });
    is_not_early(&server);
    is(&output, "200 /gate");
}

// rule: "The fallback is asked only after the primary has failed, and not at all if the primary is fine; each is asked at most once, also where both URLs are the same."
// rule.ja: "fallback に問い合わせるのは primary が失敗した後だけで、primary がうまくいったときは一度も問い合わせません。どちらも問い合わせは最大一度です。二つの URL が同じときも変わりません。"
#[test]
fn primary_is_fine_then_the_fallback_is_not_asked() {
    let server = Server::start();
    gives(&server, ["/ok", FINE], "200 /ok");
    server.is_asked(FINE, 0);
    server.is_asked("/ok", 1);
}

// rule: "All requests are made with the client that is given."
// rule.ja: "リクエストはすべて、渡されたクライアントで行います。"
#[test]
fn client_that_is_given_is_used() {
    let server = Server::start();
    let _ = fetch(&server.url("/broken"), &server.url(FINE));
    server.is_of_the_client();
}

// rule: "A good answer has any status from 200 to 299 and a body that has arrived in full, which may be empty: the result is this body."
// rule.ja: "良い応答とは、ステータスが 200 から 299 のいずれかで、ボディが最後まで届いたものです。ボディは空でもかまいません。結果はそのボディです。"
#[test]
fn every_status_from_200_to_299_is_good() {
    let server = Server::start();
    for (path, body) in [
        ("/created", "201 /created"),
        ("/status/202", "202 /status/202"),
        ("/empty", ""),
        ("/status/299", "299 /status/299"),
    ] {
        gives(&server, [path, FINE], body);
        gives(&server, ["/broken", path], body);
    }
}

// rule: "A status of 400 or above, a refused connection, and a connection that ends before the answer does are failures. The body of such a status may never come: whether you wait for it up to the limit, and what you then tell as the cause, is up to you."
// rule.ja: "400 以上のステータス、接続の拒否、応答の途中で切れた接続は失敗です。そのようなステータスのボディは、いつまでも届かないことがあります。制限時間まで待つかどうか、そのとき何を原因とするかは自由です。"
#[test]
fn status_of_the_primary_is_an_error_then_the_fallback() {
    let server = Server::start();
    for status in [400, 404, 429, 499, 500, 503, 599] {
        gives_the_fallback(&server, &format!("/status/{status}"));
    }
}

// rule: "A status of 400 or above, a refused connection, and a connection that ends before the answer does are failures. The body of such a status may never come: whether you wait for it up to the limit, and what you then tell as the cause, is up to you."
// rule.ja: "400 以上のステータス、接続の拒否、応答の途中で切れた接続は失敗です。そのようなステータスのボディは、いつまでも届かないことがあります。制限時間まで待つかどうか、そのとき何を原因とするかは自由です。"
#[test]
fn nobody_listens_or_the_connection_ends_then_the_fallback() {
    let (server, nobody) = (Server::start(), Nobody::home());
    is_fallback(&fetch(nobody.url(), &server.url(FINE)));
    for path in ["/reset", "/cut"] {
        gives_the_fallback(&server, path);
    }
}

// rule: "All of this is true for the fallback as well as for the primary."
// rule.ja: "これらはすべて、primary だけでなく fallback にも当てはまります。"
// rule: "The fallback is asked only after the primary has failed, and not at all if the primary is fine; each is asked at most once, also where both URLs are the same."
// rule.ja: "fallback に問い合わせるのは primary が失敗した後だけで、primary がうまくいったときは一度も問い合わせません。どちらも問い合わせは最大一度です。二つの URL が同じときも変わりません。"
#[test]
fn both_statuses_are_errors_then_an_error_with_both() {
    let server = Server::start();
    both_fail(
        [&server.url("/broken"), &server.url("/unavailable")],
        &["500", "503"],
    );
    server.is_asked("/broken", 1);
    server.is_asked("/unavailable", 1);
    both_fail([&*server.url("/broken?twice"); 2], &["500"]);
    server.is_asked("/broken?twice", 2);
}

// rule: "The same text contains the cause of each: the number of the status, or the last message in the chain of the client's error, such as `Connection refused`; how you word a limit that has passed, or a text that is not a URL, is up to you."
// rule.ja: "そこにはそれぞれの原因も含まれます。原因とは、ステータスコードか、クライアントのエラーの連鎖の最後にある `Connection refused` のようなメッセージです。制限時間を過ぎたことと URL ではないことをどう表現するかは自由です。"
#[test]
fn causes_of_different_kinds_stand_in_the_error() {
    let (server, nobody, no_other) = (Server::start(), Nobody::home(), Nobody::home());
    let cut = cause_of_a_cut_body(&server);
    let sides = [
        (nobody.url(), "refused"),
        (no_other.url(), "refused"),
        (&server.url("/broken"), "500"),
        (&server.url("/cut"), &cut),
        (&server.url("/status/400"), "400"),
    ];
    for at in 0..sides.len() {
        let ((one, its_cause), (other, its_own)) = (sides[at], sides[(at + 1) % sides.len()]);
        both_fail([one, other], &[its_cause, its_own]);
    }
}

// rule: "Each of the two requests has a limit of 200 ms for head and body together, on tokio's clock: an answer that is not complete by then is a failure, and one that is complete before is not."
// rule.ja: "二つのリクエストはそれぞれ、ヘッダーとボディを合わせて 200 ms の制限時間を、tokio の時計で持ちます。それまでに揃わない応答は失敗で、その前に揃った応答は失敗ではありません。"
#[test]
fn silence_at_the_primary_then_the_fallback() {
    let server = Server::start();
    let paths = ["/stallhead", "/stallbody", "/stallbody/500"];
    for (before, path) in paths.into_iter().enumerate() {
        let silence = silence_after(&server, before + 1);
        is_fallback(&fetch_beside(&server.url(path), &server.url(FINE), silence));
    }
}

// rule: "Each of the two requests has a limit of 200 ms for head and body together, on tokio's clock: an answer that is not complete by then is a failure, and one that is complete before is not."
// rule.ja: "二つのリクエストはそれぞれ、ヘッダーとボディを合わせて 200 ms の制限時間を、tokio の時計で持ちます。それまでに揃わない応答は失敗で、その前に揃った応答は失敗ではありません。"
#[test]
fn limit_is_one_for_head_and_body() {
    let server = Server::start();
    let output = fetch_beside(&server.url("/drip"), &server.url(FINE), drips(&server));
    is_fallback(&output);
}

// rule: "All of this is true for the fallback as well as for the primary."
// rule.ja: "これらはすべて、primary だけでなく fallback にも当てはまります。"
#[test]
fn silence_at_both_then_an_error_with_both() {
    let server = Server::start();
    let urls = [&*server.url("/stallhead"), &server.url("/stallbody")];
    let output = fetch_beside(urls[0], urls[1], async {
        silence_after(&server, 1).await;
        silence_after(&server, 2).await;
    });
    tells(&output, urls, &[]);
    let urls = [&*server.url("/broken"), &server.url("/stallhead")];
    let output = fetch_beside(urls[0], urls[1], silence_after(&server, 3));
    tells(&output, urls, &["500"]);
}

// rule: "Each of the two requests has a limit of 200 ms for head and body together, on tokio's clock: an answer that is not complete by then is a failure, and one that is complete before is not."
// rule.ja: "二つのリクエストはそれぞれ、ヘッダーとボディを合わせて 200 ms の制限時間を、tokio の時計で持ちます。それまでに揃わない応答は失敗で、その前に揃った応答は失敗ではありません。"
#[test]
fn fallback_has_a_limit_of_its_own() {
    let server = Server::start();
    let output = fetch_beside(&server.url("/stallhead"), &server.url("/gate"), async {
        silence_after(&server, 1).await;
        server.stalled(2).await;
        pass(BELOW_LIMIT).await;
        server.open_gate();
    });
    is(&output, "200 /gate");
}

// rule: "What was given up does not go on in a task: when the limit has passed, or the call is dropped, its connection is closed."
// rule.ja: "やめたことは、タスクの中でも続けません。制限時間を過ぎたときも、呼び出しがドロップされたときも、接続は閉じられます。"
#[test]
fn limit_passes_then_the_exchange_is_over() {
    let server = Server::start();
    for (before, path) in ["/stallhead", "/stallbody"].into_iter().enumerate() {
        let urls = [&*server.url(path), &server.url("/stallhead?fallback")];
        let script = silence_one_after_the_other(&server, path, 2 * before);
        let output = fetch_then(urls, script, given_up(&server, "/stallhead?fallback"));
        tells(&output, urls, &[]);
    }
}

// rule: "What was given up does not go on in a task: when the limit has passed, or the call is dropped, its connection is closed."
// rule.ja: "やめたことは、タスクの中でも続けません。制限時間を過ぎたときも、呼び出しがドロップされたときも、接続は閉じられます。"
#[test]
fn call_is_dropped_then_the_exchange_is_over() {
    let server = Server::start();
    let (fine, broken) = (server.url(FINE), server.url("/broken"));
    let (head, body) = (server.url("/stallhead"), server.url("/stallbody"));
    fetch_dropped_after(&server, [&head, &fine], "/stallhead", server.stalled(1));
    fetch_dropped_after(&server, [&broken, &body], "/stallbody", server.stalled(2));
}

// rule: "When both have failed, `{:#}` of the error contains both URLs as they were given, whatever their form."
// rule.ja: "両方が失敗したとき、エラーの `{:#}` の表示には、両方の URL が、どのような形でも渡されたとおりに含まれます。"
#[test]
fn urls_stand_in_the_error_as_they_were_given() {
    let server = Server::start();
    let upper = server.url("/broken").replace("http", "HTTP");
    let crooked = server.url("/somewhere/../unavailable#part");
    let (spaced, bare) = (format!(" {} ", server.url("/a b")), server.url(""));
    for urls in [[&*upper, &*crooked], [&crooked, &upper], [&spaced, &bare]] {
        both_fail(urls, &[]);
    }
}

// rule: "A text that is not a URL is a failure of its side like any other, and nothing panics."
// rule.ja: "URL ではない文字列は、ほかの失敗と同じく、その側の失敗です。パニックはしません。"
#[test]
fn text_that_is_no_url_is_a_failure_of_its_side() {
    let server = Server::start();
    for text in NO_URLS {
        is_fallback(&fetch(text, &server.url(FINE)));
        both_fail([&server.url("/broken"), text], &["500"]);
        both_fail([text, "neither is this"], &[]);
    }
}
