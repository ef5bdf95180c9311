//! One page, fetched by an `async fn` and by a function that returns a future: nothing tells the
//! two apart. Begin with the statuses; then the connections; then what a call begins, and what a
//! drop ends.
//!
//! real time: sockets are real, and so are the few milliseconds that they are given. tokio's clock
//! stands still.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s03-async-await/fetch_data.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s03-async-await/fetch_data.rs"
)]
mod fetch_data;
mod fetch_data_scene;

use fetch_data_scene::{
    NO_URLS, WAYS, begins_with_the_first_poll, ends_with_the_drop, fails, fails_after_one_request,
    five_calls_share_a_connection, gives, has_the_status,
};
use loopback::server::{Nobody, SPACED};

// rule: "A status from 200 to 299 and a complete body give this body, which may be empty."
// rule.ja: "ステータスが 200 から 299 で、ボディが最後まで届けば、結果はそのボディです。空でもかまいません。"
// rule: "Each call is one GET request, made with the client that is given."
// rule.ja: "呼び出しごとに GET リクエストをひとつだけ、渡されたクライアントで行います。"
#[test]
fn good_answer_then_its_body() {
    gives("/ok", "200 /ok");
    gives("/created", "201 /created");
    gives("/empty", "");
    gives("/spaced", SPACED);
    gives("/status/299", "299 /status/299");
}

// rule: "A status from 400 to 599 gives `Status` with its number, also when the body never comes."
// rule.ja: "400 から 599 までのステータスは、その番号を持つ `Status` です。ボディが最後まで届かなくても同じです。"
#[test]
fn error_status_is_no_page() {
    for status in [400, 401, 404, 429, 499, 500, 503, 599] {
        has_the_status(&format!("/status/{status}"), status);
    }
    has_the_status("/stallbody/404", 404);
    has_the_status("/stallbody/500", 500);
}

// rule: "If the client has no complete answer, its error is returned as `Http`: nobody is listening, the answer ends too early, the text is no URL. Nothing panics."
// rule.ja: "応答が最後まで届かなければ、クライアントのエラーを `Http` として返します。待ち受ける相手がいないとき、応答が途中で切れたとき、文字列が URL ではないときです。パニックはしません。"
#[test]
fn no_complete_answer_then_the_error_of_the_client() {
    let nobody = Nobody::home();
    fails(nobody.url());
    fails_after_one_request("/cut");
    fails_after_one_request("/reset");
    for text in NO_URLS {
        fails(text);
    }
}

// rule: "Each call is one GET request, made with the client that is given."
// rule.ja: "呼び出しごとに GET リクエストをひとつだけ、渡されたクライアントで行います。"
// rule: "Five calls, one after the other, share one connection."
// rule.ja: "5 回続けて呼び出しても、接続はひとつです。"
#[test]
fn five_calls_one_connection() {
    for way in WAYS {
        five_calls_share_a_connection(way);
    }
}

// rule: "A call only makes the future: before the first poll there is no connection and no request, in either function."
// rule.ja: "呼び出しは Future を作るだけです。どちらの関数も、最初のポーリングまでは、接続もリクエストもありません。"
#[test]
fn made_and_not_polled_then_no_connection() {
    for way in WAYS {
        begins_with_the_first_poll(way);
    }
}

// rule: "Both futures are `Send`, and borrow the client and the URL; when one is dropped, its request does not go on."
// rule.ja: "どちらの Future も `Send` で、クライアントと URL を借用します。ドロップされれば、リクエストもそこで終わります。"
#[test]
fn dropped_then_the_exchange_is_over() {
    for way in WAYS {
        ends_with_the_drop(way, "/stallhead");
        ends_with_the_drop(way, "/stallbody");
    }
}
