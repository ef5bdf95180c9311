//! Two calls at the same time. Both results come when the slower one is there; an error comes at
//! once, and ends the other call.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/fail_fast.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/fail_fast.rs"
)]
mod fail_fast;

use fail_fast::user_with_profile;
use probe::{Diagnosis, Gauge, demand, expect, ms, program};
use s04_composition::api::Api;
use tokio::time::sleep;

/// Answers after so many milliseconds, with an error where there is one.
struct Fake {
    user: (u64, Option<&'static str>),
    profile: (u64, Option<&'static str>),
    calls: Gauge,
}

impl Fake {
    fn new(user: (u64, Option<&'static str>), profile: (u64, Option<&'static str>)) -> Fake {
        Fake {
            user,
            profile,
            calls: Gauge::new(),
        }
    }

    async fn answer(
        &self,
        what: &str,
        id: u64,
        (milliseconds, error): (u64, Option<&'static str>),
    ) -> anyhow::Result<String> {
        let _call = self.calls.enter();
        sleep(ms(milliseconds)).await;
        match error {
            // Not all of it is in the topmost message.
            Some(error) => Err(anyhow::anyhow!(error).context("the API answered 503")),
            None => Ok(format!("{what} {id}")),
        }
    }
}

impl Api for Fake {
    async fn user(&self, id: u64) -> anyhow::Result<String> {
        self.answer("user", id, self.user).await
    }

    async fn profile(&self, id: u64) -> anyhow::Result<String> {
        self.answer("profile", id, self.profile).await
    }
}

/// Runs the answer, and looks at the moment of its return which calls are still in flight.
#[track_caller]
fn fetch(fake: &Fake) -> (program::Report<anyhow::Result<(String, String)>>, usize) {
    let mut in_flight = 0;
    let report = program::run(|| async {
        let output = user_with_profile(fake, 7).await;
        in_flight = fake.calls.now();
        output
    });
    let calls = fake.calls.total();
    demand(
        calls <= 2,
        Diagnosis::WrongResult,
        format!("{calls} calls were made; each of the two is made once"),
        format!("呼び出しが {calls} 回ありました。二つをそれぞれ 1 回ずつ呼び出すはずです"),
    );
    (report, in_flight)
}

#[track_caller]
fn says(report: &program::Report<anyhow::Result<(String, String)>>, cause: &str) -> String {
    let Err(error) = &report.output else {
        demand(
            false,
            Diagnosis::SwallowedError,
            format!("a call failed with `{cause}`, and the answer is `Ok`"),
            format!("呼び出しは `{cause}` で失敗しましたが、結果は `Ok` です"),
        );
        unreachable!("the demand does not hold");
    };
    let chain = format!("{error:#}");
    demand(
        chain.contains(cause),
        Diagnosis::SwallowedError,
        format!("the cause was `{cause}`; the error says `{chain}`"),
        format!("原因は `{cause}` ですが、エラーの内容は `{chain}` です"),
    );
    chain
}

// rule: "Both results are there when the slower call is done."
// rule.ja: "遅いほうが終わった時点で、両方の結果が揃います。"
#[test]
fn both_succeed_then_both_results_in_the_time_of_the_slower() {
    // No length is a round one: who only looks every so often comes too late.
    for (user, profile) in [(53, 87), (87, 53), (61, 61)] {
        let (report, _) = fetch(&Fake::new((user, None), (profile, None)));
        report.took_not(ms(user.max(profile)), ms(user + profile));
        let output = report.output.map_err(|error| error.to_string());
        let both = (String::from("user 7"), String::from("profile 7"));
        expect(output, Ok(both), "the output", "出力");
    }
}

// rule: "Both calls begin at once, each exactly once."
// rule.ja: "二つの呼び出しはすぐに、それぞれちょうど一度だけ始まります。"
#[test]
fn each_is_called_once_and_both_are_in_flight() {
    let fake = Fake::new((50, None), (80, None));
    fetch(&fake);
    fake.calls.at_least(2);
    expect(fake.calls.total(), 2, "calls", "呼び出しの数");
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
// rule: "The error contains everything the API said, with its causes (`{:#}` prints the whole chain)."
// rule.ja: "API が返した内容も、その原因まですべてエラーに含まれます (`{:#}` で連鎖全体が表示されます)。"
#[test]
fn user_fails_then_the_error_comes_at_once() {
    let (report, _) = fetch(&Fake::new((13, Some("no such user")), (87, None)));
    says(&report, "no such user");
    report.took(ms(13));
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
// rule: "The error contains everything the API said, with its causes (`{:#}` prints the whole chain)."
// rule.ja: "API が返した内容も、その原因まですべてエラーに含まれます (`{:#}` で連鎖全体が表示されます)。"
#[test]
fn profile_fails_then_the_error_comes_at_once() {
    let (report, _) = fetch(&Fake::new((53, None), (27, Some("profile is private"))));
    says(&report, "profile is private");
    report.took(ms(27));
}

// rule: "When it returns an error, the other call is no longer in flight, and no task is left."
// rule.ja: "エラーを返したとき、もう片方の呼び出しは進行しておらず、タスクも残っていません。"
#[test]
fn one_fails_then_the_other_is_cancelled() {
    for fake in [
        Fake::new((10, Some("no such user")), (80, None)),
        Fake::new((50, None), (20, Some("profile is private"))),
    ] {
        let (report, in_flight) = fetch(&fake);
        demand(
            in_flight == 0,
            Diagnosis::WorksAfterDrop,
            format!("{in_flight} calls were in flight when the error was returned"),
            format!("エラーが返されたとき、{in_flight} 個の呼び出しがまだ進行中でした"),
        );
        report.no_task_left();
    }
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
#[test]
fn both_fail_then_the_earlier_error() {
    let fake = Fake::new((30, Some("no such user")), (20, Some("profile is private")));
    let (report, _) = fetch(&fake);
    report.took(ms(20));
    says(&report, "profile is private");
}

// rule: "The error says which of the two was being fetched: it contains the word `user` or `profile`."
// rule.ja: "エラーから、二つのうちどちらの取得に失敗したかがわかります。`user` または `profile` という語が含まれます。"
#[test]
fn context_says_what_was_being_fetched() {
    let texts = [
        (Fake::new((10, Some("timeout")), (80, None)), "user"),
        (Fake::new((50, None), (20, Some("timeout"))), "profile"),
    ]
    .map(|(fake, word)| {
        let text = says(&fetch(&fake).0, "timeout");
        demand(
            text.contains(word),
            Diagnosis::SwallowedError,
            format!("the {word} could not be fetched; the error says `{text}`"),
            format!("{word} の取得に失敗しましたが、エラーの内容は `{text}` です"),
        );
        text
    });
    demand(
        texts[0] != texts[1],
        Diagnosis::SwallowedError,
        format!(
            "whether the user or the profile fails, the error says `{}`",
            texts[0]
        ),
        format!(
            "user が失敗しても profile が失敗しても、エラーの内容は `{}` です",
            texts[0]
        ),
    );
}
