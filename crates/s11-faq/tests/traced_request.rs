//! What is written about a request: in its span on every poll, in no other, and without the token.
//! Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/traced_request.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s11-faq/traced_request.rs"
)]
mod traced_request;
mod traced_request_scene;

use probe::{Diagnosis, demand, expect, ms};
use s11_faq::backend::TOKEN;
use tokio::join;
use tokio::time::{sleep, timeout};
use traced_request::{process_request, subscriber};
use traced_request_scene::{Paper, Recorder, has_all, recorded, under};
use tracing::dispatcher::get_default;
use tracing::subscriber::NoSubscriber;
use tracing::{Level, debug, info, info_span, warn};

const ALL: [&str; 4] = [
    "request begins",
    "asks the backend",
    "the backend is done",
    "request ends",
];

// rule: "`process_request` asks the backend once, with that id and token, and returns what it says, an error as well."
// rule.ja: "`process_request` は、渡された id と token でバックエンドに一度だけ問い合わせ、返ってきたものを返します。エラーもそのまま返します。"
#[test]
fn returns_what_the_backend_says() {
    let recorder = Recorder::new();
    let report = recorded(&recorder, || async {
        let good = process_request(30, TOKEN).await;
        let bad = process_request(20, "no token").await;
        (good, bad.map_err(|error| error.to_string()))
    });
    let asked = (
        Ok("answer 30".to_owned()),
        Err("the backend refused".to_owned()),
    );
    let events = recorder.events();
    let asked_for = events
        .iter()
        .filter(|event| event.message() == "asks the backend");
    expect(
        asked_for.count(),
        2,
        "calls of the backend",
        "バックエンドへの問い合わせの数",
    );
    report.took(ms(50));
    expect(report.output, asked, "the answers", "答え");
}

// rule: "A request has one span `process_request`, at the level INFO, with a field `id`; all events of the request are in it, those of the backend, too."
// rule.ja: "リクエストには INFO レベルの span `process_request` がひとつあり、フィールド `id` を持ちます。そのリクエストの記録は、バックエンドのものも含めてすべてこの span に入ります。"
// rule: "The first event is `request begins`, and the last one `request ends`, both at INFO."
// rule.ja: "最初の記録は `request begins`、最後の記録は `request ends` で、どちらも INFO です。"
#[test]
fn events_of_a_request_are_in_its_span() {
    for id in [7, u64::MAX] {
        let recorder = Recorder::new();
        drop(recorded(&recorder, || process_request(id, TOKEN)).output);
        recorder.follows(id, &ALL);
        let spans = recorder.begun();
        let spans = spans.iter().filter(|name| *name == "process_request");
        expect(spans.count(), 1, "spans", "span の数");
        let events = recorder.events();
        let levels = [events[0].level, events[3].level];
        expect(levels, [Level::INFO; 2], "the levels", "レベル");
    }
}

// rule: "While a request waits, its span is not entered: what others write then is not in it."
// rule.ja: "リクエストが待っている間は span から出ています。その間にほかが書いた記録は、この span に入りません。"
#[test]
fn two_requests_and_the_caller_are_kept_apart() {
    let recorder = Recorder::new();
    drop(recorded(&recorder, || async {
        let caller = async {
            for _ in 0..4 {
                sleep(ms(11)).await;
                info!("the caller is here");
            }
        };
        join!(
            process_request(30, TOKEN),
            process_request(20, TOKEN),
            caller
        )
    }));
    recorder.keeps_apart("the caller is here");
    let recorder = Recorder::new();
    drop(recorded(&recorder, || async {
        join!(process_request(20, TOKEN), process_request(30, TOKEN))
    }));
    recorder.follows(20, &ALL);
    recorder.follows(30, &ALL);
}

// rule: "The token is written nowhere, nor a part of it, neither in a span nor in an event, whether it is taken or not."
// rule.ja: "token は、受け入れられても拒否されても、span にも記録にも書き出しません。一部分だけでも同じです。"
#[test]
fn token_is_written_nowhere() {
    for token in [TOKEN, "guessed 0451"] {
        let recorder = Recorder::new();
        drop(recorded(&recorder, || process_request(7, token)));
        recorder.keeps_the_secret(token);
    }
}

// rule: "Where the backend refuses, there is one event at ERROR that has the error's text, and no `request ends`."
// rule.ja: "バックエンドが拒否したときは、エラーの文を含む ERROR の記録がひとつあり、`request ends` はありません。"
#[test]
fn refused_then_there_is_an_error() {
    let recorder = Recorder::new();
    drop(recorded(&recorder, || process_request(7, "no token")));
    let events = recorder.events();
    let errors = events.iter().filter(|event| event.level == Level::ERROR);
    let with_its_text = errors
        .clone()
        .filter(|event| event.says("the backend refused"));
    demand(
        with_its_text.count() > 0,
        Diagnosis::SwallowedError,
        format!("no event at ERROR has the error's text; the events are {events:?}"),
        format!("エラーの文を含む ERROR の記録がありません。記録は {events:?} です"),
    );
    expect(errors.count(), 1, "events at ERROR", "ERROR の記録の数");
    demand(
        !events.iter().any(|event| event.message() == "request ends"),
        Diagnosis::WrongResult,
        "a request that failed `ends`",
        "失敗したリクエストに `request ends` があります",
    );
}

// rule: "Before the first poll there is neither a span nor an event."
// rule.ja: "最初のポーリングの前には、span も記録もありません。"
#[test]
fn nothing_before_the_first_poll() {
    let recorder = Recorder::new();
    recorded(&recorder, || async {
        let request = process_request(7, TOKEN);
        sleep(ms(5)).await;
        demand(
            recorder.begun().is_empty() && recorder.events().is_empty(),
            Diagnosis::EagerStart,
            format!("before the first poll: spans {:?}", recorder.begun()),
            format!("最初のポーリングの前の span: {:?}", recorder.begun()),
        );
        drop(request);
    });
}

// rule: "When a request is over, or dropped, its span is closed."
// rule.ja: "リクエストが終わるかドロップされると、span は閉じます。"
#[test]
fn over_or_dropped_then_the_span_is_closed() {
    for length in [100, 5] {
        let recorder = Recorder::new();
        recorded(&recorder, || async {
            let _ = timeout(ms(length), process_request(50, TOKEN)).await;
            info!("the caller goes on");
            expect(recorder.open(), 0, "open spans", "開いている span の数");
        });
        recorder.keeps_apart("the caller goes on");
    }
}

// rule: "`subscriber` writes a line for each event at INFO or above, with its message, its fields, and the name and the fields of its span; without colours."
// rule.ja: "`subscriber` は、INFO 以上の記録ごとに 1 行を書きます。行には、メッセージ、フィールド、span の名前とフィールドが含まれます。色は付けません。"
#[test]
fn a_line_for_each_event() {
    let paper = Paper::default();
    under(subscriber(paper.clone()), || {
        info_span!("process_request", id = 4711).in_scope(|| info!(attempt = 3, "hello"));
        debug!("for the author");
        warn!("for everybody");
    });
    let lines = paper.lines();
    expect(lines.len(), 2, "lines", "行の数");
    has_all(
        &lines[0],
        &[
            "INFO",
            "hello",
            "attempt",
            "3",
            "process_request",
            "id",
            "4711",
        ],
    );
    has_all(&lines[1], &["WARN", "for everybody"]);
    expect(lines.concat().contains('\u{1b}'), false, "colours", "色");
}

// rule: "`subscriber` installs nothing: two of them write side by side, each for those who use it."
// rule.ja: "`subscriber` は自分自身を登録しません。二つ作れば、それぞれが、使う側のためだけに書きます。"
#[test]
fn two_subscribers_side_by_side() {
    let (one, other) = (Paper::default(), Paper::default());
    let (first, second) = (subscriber(one.clone()), subscriber(other.clone()));
    demand(
        get_default(|dispatch| dispatch.is::<NoSubscriber>()),
        Diagnosis::WrongResult,
        "there is a subscriber for the whole program now",
        "プログラム全体の subscriber が登録されています",
    );
    info!("for nobody");
    under(first, || info!("for the one"));
    under(second, || info!("for the other"));
    info!("for nobody");
    for (paper, words) in [(one, "for the one"), (other, "for the other")] {
        let lines = paper.lines();
        expect(lines.len(), 1, "lines", "行の数");
        has_all(&lines[0], &[words]);
    }
}
