//! One service, and a variant for each way in which a call can end. Begin with the statuses; then
//! the connections; then the limit, which is around the whole exchange; the texts come last.
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
mod service_error_scene;

use std::time::Duration;

use loopback::frozen::{given_up, pass, run};
use loopback::server::{Nobody, Server};
use service_error::call_service;
use service_error_scene::{
    BAD_ENDS, BELOW_LIMIT, LIMIT, NO_URLS, SECRET, STRANGE_VALUES, call, call_beside,
    call_dropped_after, call_then, call_with_token, converted, drips, every_error, gives,
    gives_without_the_body, is, is_good_without_a_limit, is_one_connection, is_refused,
    is_requested, is_sent, keeps, keeps_the_secret, opens_before_the_limit, repeats_nothing,
    silence_after, waits_for_the_clock_of_tokio,
};

// rule: "A status from 200 to 299 gives the body as text, which may be empty."
// rule.ja: "200 から 299 のステータスなら、ボディを文字列で返します。空でもかまいません。"
#[test]
fn every_status_from_200_to_299_gives_the_body() {
    let server = Server::start();
    gives(&server, "/ok", "Ok(\"200 /ok\")");
    gives(&server, "/created", "Ok(\"201 /created\")");
    gives(&server, "/empty", "Ok(\"\")");
    gives(&server, "/status/299", "Ok(\"299 /status/299\")");
}

// rule: "A call is one GET request with the header `Authorization: Bearer TOKEN`."
// rule.ja: "1 回の呼び出しで、`Authorization: Bearer TOKEN` ヘッダーを付けた GET を 1 回だけ送ります。"
// rule: "401 and 403 give `Auth` with the status, 429 gives `RateLimit`, and any other status from 400 on gives `Status` with it, whatever else is in the head."
// rule.ja: "401 と 403 はステータスを持つ `Auth`、429 は `RateLimit`、それ以外の 400 以上のステータスはその番号を持つ `Status` です。ほかにどんなヘッダーがあっても変わりません。"
#[test]
fn each_error_status_has_its_variant() {
    let server = Server::start();
    for status in [
        401, 403, 429, 400, 402, 404, 407, 408, 428, 430, 499, 500, 503, 504, 599,
    ] {
        let asked = match status {
            401 | 403 => format!("Auth({status})"),
            429 => String::from("RateLimit(None)"),
            _ => format!("Status({status})"),
        };
        let path = format!("/status/{status}");
        gives(&server, &path, &asked);
        is_requested(&server, &path, 1);
    }
}

// rule: "401 and 403 give `Auth` with the status, 429 gives `RateLimit`, and any other status from 400 on gives `Status` with it, whatever else is in the head."
// rule.ja: "401 と 403 はステータスを持つ `Auth`、429 は `RateLimit`、それ以外の 400 以上のステータスはその番号を持つ `Status` です。ほかにどんなヘッダーがあっても変わりません。"
#[test]
fn other_headers_do_not_change_the_variant() {
    let server = Server::start();
    for status in [200, 401, 503] {
        server.answer_with(status, "retry-after: 120\r\nwww-authenticate: Bearer");
    }
    gives(&server, "/ok", "Ok(\"200 /ok\")");
    gives(&server, "/status/401", "Auth(401)");
    gives(&server, "/status/503", "Status(503)");
}

// rule: "A call is one GET request with the header `Authorization: Bearer TOKEN`."
// rule.ja: "1 回の呼び出しで、`Authorization: Bearer TOKEN` ヘッダーを付けた GET を 1 回だけ送ります。"
#[test]
fn token_is_shown_to_the_service() {
    let server = Server::start();
    gives(&server, "/ok", "Ok(\"200 /ok\")");
    is_sent(&server, "GET", &format!("Bearer {SECRET}"));
}

// rule: "A token that is not a valid header value, for example because of a line break at its end, and a text that is not a URL give an error of any variant; nothing panics, and nothing is sent. No test shows an empty token."
// rule.ja: "末尾に改行があるなど、ヘッダーの値にできないトークンや、URL ではない文字列はエラーになります。バリアントは問いません。パニックはせず、何も送信しません。空のトークンは試しません。"
#[test]
fn what_cannot_be_sent_is_an_error_and_nothing_is_sent() {
    let server = Server::start();
    for rest in BAD_ENDS {
        let token = format!("{SECRET}{rest}");
        is_refused(&call_with_token(&server.url("/ok"), &token), &token);
    }
    for text in NO_URLS {
        is_refused(&call(text), text);
    }
    is_requested(&server, "/ok", 0);
}

// rule: "`retry_after` of `RateLimit` holds the bytes of the header `Retry-After` as they came, whatever bytes they are, and `None` if there is no such header."
// rule.ja: "`RateLimit` の `retry_after` は、`Retry-After` ヘッダーのバイト列を、どのようなバイトであっても届いたままの形で持ちます。ヘッダーがなければ `None` です。"
#[test]
fn retry_after_is_handed_on_byte_for_byte() {
    for value in STRANGE_VALUES {
        let server = Server::start();
        server.answer_with(429, [b"retry-after: ", value].concat());
        let asked = format!("RateLimit({})", value.escape_ascii());
        gives(&server, "/status/429", &asked);
    }
}

// rule: "A call is one GET request with the header `Authorization: Bearer TOKEN`."
// rule.ja: "1 回の呼び出しで、`Authorization: Bearer TOKEN` ヘッダーを付けた GET を 1 回だけ送ります。"
// rule: "A connection that is refused, or that ends before the answer does, gives `Network`."
// rule.ja: "接続を拒否された場合や、応答の途中で接続が切れた場合は `Network` です。"
#[test]
fn nobody_listens_or_the_connection_ends_then_network() {
    let (server, nobody) = (Server::start(), Nobody::home());
    is(&call(nobody.url()), "Network", "/nobody");
    for path in ["/reset", "/cut"] {
        gives(&server, path, "Network");
        is_requested(&server, path, 1);
    }
}

// rule: "An error status is returned as soon as the head is there: the body of an error may never come, and no task waits for it."
// rule.ja: "エラーのステータスは、ヘッダーが届いた時点で返します。エラーのボディは、いつまでも届かないことがあります。それを待つタスクも残しません。"
#[test]
fn error_status_whose_body_stalls_is_told_without_it() {
    gives_without_the_body("/stallbody/401", "Auth(401)");
    gives_without_the_body("/stallbody/429", "RateLimit(None)");
    gives_without_the_body("/stallbody/500", "Status(500)");
}

// rule: "The whole exchange, head and body together, has `limit` on tokio's clock, and `Duration::MAX` is a limit as well: an answer that is complete before then is returned, and after it the call returns `Timeout` with `limit` in it."
// rule.ja: "ヘッダーとボディを合わせたやりとり全体の制限時間が、tokio の時計で `limit` です。`Duration::MAX` のこともあります。それまでに揃った応答は返し、過ぎたら `limit` を持つ `Timeout` を返します。"
#[test]
fn limit_follows_the_clock_of_tokio_and_no_other() {
    let server = Server::start();
    let (limit, real) = (Duration::from_millis(50), Duration::from_millis(150));
    waits_for_the_clock_of_tokio(&server, limit, real);
}

// rule: "The whole exchange, head and body together, has `limit` on tokio's clock, and `Duration::MAX` is a limit as well: an answer that is complete before then is returned, and after it the call returns `Timeout` with `limit` in it."
// rule.ja: "ヘッダーとボディを合わせたやりとり全体の制限時間が、tokio の時計で `limit` です。`Duration::MAX` のこともあります。それまでに揃った応答は返し、過ぎたら `limit` を持つ `Timeout` を返します。"
#[test]
fn head_or_body_never_comes_then_timeout_with_the_limit() {
    let server = Server::start();
    for (before, path) in ["/stallhead", "/stallbody"].into_iter().enumerate() {
        let output = call_beside(&server.url(path), silence_after(&server, before + 1));
        is(&output, "Timeout(1.7s)", path);
    }
}

// rule: "The whole exchange, head and body together, has `limit` on tokio's clock, and `Duration::MAX` is a limit as well: an answer that is complete before then is returned, and after it the call returns `Timeout` with `limit` in it."
// rule.ja: "ヘッダーとボディを合わせたやりとり全体の制限時間が、tokio の時計で `limit` です。`Duration::MAX` のこともあります。それまでに揃った応答は返し、過ぎたら `limit` を持つ `Timeout` を返します。"
#[test]
fn body_drips_then_timeout_with_the_limit() {
    let server = Server::start();
    let output = call_beside(&server.url("/drip"), drips(&server));
    is(&output, "Timeout(1.7s)", "/drip");
}

// rule: "The whole exchange, head and body together, has `limit` on tokio's clock, and `Duration::MAX` is a limit as well: an answer that is complete before then is returned, and after it the call returns `Timeout` with `limit` in it."
// rule.ja: "ヘッダーとボディを合わせたやりとり全体の制限時間が、tokio の時計で `limit` です。`Duration::MAX` のこともあります。それまでに揃った応答は返し、過ぎたら `limit` を持つ `Timeout` を返します。"
#[test]
fn slow_answer_within_the_limit_is_good() {
    let server = Server::start();
    let output = call_beside(&server.url("/gate"), opens_before_the_limit(&server));
    is(&output, "Ok(\"200 /gate\")", "/gate");
    is_good_without_a_limit(&server);
}

// rule: "What was given up does not go on in a task: when `limit` has passed, or the call is dropped, its connection is closed."
// rule.ja: "やめたことは、タスクの中でも続けません。`limit` を過ぎたときも、呼び出しがドロップされたときも、接続は閉じられます。"
#[test]
fn limit_passes_then_the_exchange_is_over() {
    let server = Server::start();
    for (before, path) in ["/stallhead", "/stallbody"].into_iter().enumerate() {
        let silence = silence_after(&server, before + 1);
        call_then(&server.url(path), silence, given_up(&server, path));
    }
}

// rule: "What was given up does not go on in a task: when `limit` has passed, or the call is dropped, its connection is closed."
// rule.ja: "やめたことは、タスクの中でも続けません。`limit` を過ぎたときも、呼び出しがドロップされたときも、接続は閉じられます。"
#[test]
fn call_is_dropped_then_the_exchange_is_over() {
    let server = Server::start();
    for (before, path) in ["/stallhead", "/stallbody"].into_iter().enumerate() {
        let script = async {
            server.stalled(before + 1).await;
            pass(BELOW_LIMIT).await;
        };
        call_dropped_after(&server.url(path), script, given_up(&server, path));
    }
}

// rule: "The client is used as it is given: three calls, one after the other, share one connection."
// rule.ja: "クライアントは渡されたものをそのまま使います。続けて 3 回呼び出しても、接続はひとつだけです。"
#[test]
fn three_calls_share_one_connection() {
    let server = Server::start();
    let url = server.url("/ok");
    run(|client| async move {
        for _ in 0..3 {
            let output = call_service(&client, &url, SECRET, LIMIT).await;
            is(&output, "Ok(\"200 /ok\")", "/ok");
            // The connection goes back to the pool by a task of its own.
            pass(Duration::ZERO).await;
        }
    });
    is_one_connection(&server, 3);
    is_requested(&server, "/ok", 3);
}

// rule: "A connection that is refused, or that ends before the answer does, gives `Network`."
// rule.ja: "接続を拒否された場合や、応答の途中で接続が切れた場合は `Network` です。"
// rule: "`?` turns a `reqwest::Error` into `Network`, and what the system said (`Connection refused`) stays in the chain of its sources."
// rule.ja: "`?` は `reqwest::Error` を `Network` に変え、システムからの言葉 (`Connection refused`) は source の連鎖に残ります。"
#[test]
fn network_error_keeps_what_the_system_said() {
    let nobody = Nobody::home();
    for output in [call(nobody.url()), converted(nobody.url())] {
        is(&output, "Network", "/nobody");
        keeps(&output, "refused");
    }
}

// rule: "No message repeats its source: wherever an error in the chain has a source, its own text does not contain the text of that source."
// rule.ja: "メッセージは source を繰り返しません。連鎖の中のエラーに source があれば、そのエラー自身の文言に source の文言は含まれません。"
#[test]
fn no_message_repeats_its_source() {
    for error in every_error() {
        repeats_nothing(&error);
    }
}

// rule: "The token is not in the text of any error or of its sources."
// rule.ja: "トークンは、どのエラーの文言にも、その source の文言にも含まれません。"
#[test]
fn token_is_in_no_error() {
    for error in every_error() {
        keeps_the_secret(&error);
    }
}
