//! An API with a plan, and what is asked of the answer to it.

use std::ops::Deref;

use anyhow::anyhow;
use probe::{Diagnosis, Finding, Gauge, demand, ms, program};
use s04_composition::api::Api;
use tokio::time::sleep;

use crate::fail_fast::user_with_profile;

/// The two topmost messages of each error; the cause lies below them.
const ON_TOP: [&str; 2] = ["the API gave up", "the API answered 503"];

/// What a call does.
#[derive(Clone, Copy)]
pub struct Call {
    milliseconds: u64,
    error: Option<&'static str>,
}

pub const fn answers_after(milliseconds: u64) -> Call {
    Call {
        milliseconds,
        error: None,
    }
}

pub const fn fails_after(milliseconds: u64, error: &'static str) -> Call {
    Call {
        milliseconds,
        error: Some(error),
    }
}

/// An API whose two calls do what is planned.
pub struct Fake {
    pub user: Call,
    pub profile: Call,
}

struct Counted<'a> {
    fake: &'a Fake,
    calls: Gauge,
}

impl Counted<'_> {
    async fn answer(&self, what: &str, id: u64, call: Call) -> anyhow::Result<String> {
        let _call = self.calls.enter_as(what);
        // At once is in the first poll: a sleep of no length waits for the timer.
        if call.milliseconds > 0 {
            sleep(ms(call.milliseconds)).await;
        }
        match call.error {
            Some(error) => Err(ON_TOP
                .iter()
                .rev()
                .fold(anyhow!(error), |e, on| e.context(*on))),
            None => Ok(format!("{what} {id}")),
        }
    }
}

impl Api for Counted<'_> {
    async fn user(&self, id: u64) -> anyhow::Result<String> {
        self.answer("user", id, self.fake.user).await
    }

    async fn profile(&self, id: u64) -> anyhow::Result<String> {
        self.answer("profile", id, self.fake.profile).await
    }
}

/// What became of the answer and of its calls.
pub struct Seen {
    report: program::Report<anyhow::Result<(String, String)>>,
    /// The calls, and the most that were in flight at a time.
    pub calls: Gauge,
    in_flight: usize,
}

impl Deref for Seen {
    type Target = program::Report<anyhow::Result<(String, String)>>;

    fn deref(&self) -> &Self::Target {
        &self.report
    }
}

/// Asks for user 7, and looks at the moment of the return which calls are still in flight.
#[track_caller]
pub fn fetch(fake: &Fake) -> Seen {
    let (api, mut in_flight) = (
        Counted {
            fake,
            calls: Gauge::new(),
        },
        0,
    );
    let report = program::run(|| async {
        let output = user_with_profile(&api, 7).await;
        in_flight = api.calls.now();
        output
    });
    let calls = api.calls.total();
    demand(
        calls <= 2,
        Diagnosis::WrongResult,
        format!("{calls} calls were made; each of the two is made once"),
        format!("呼び出しが {calls} 回ありました。二つをそれぞれ 1 回ずつ呼び出すはずです"),
    );
    Seen {
        report,
        calls: api.calls,
        in_flight,
    }
}

impl Seen {
    /// Asks for an error that contains the cause, and returns its text.
    #[track_caller]
    pub fn says(&self, cause: &str) -> String {
        let chain = match &self.output {
            Err(error) => format!("{error:#}"),
            Ok(_) => Finding::new(Diagnosis::SwallowedError)
                .note(
                    format!("a call failed with `{cause}`, and the answer is `Ok`"),
                    format!("呼び出しは `{cause}` で失敗しましたが、結果は `Ok` です"),
                )
                .raise(),
        };
        for said in [cause, ON_TOP[1], ON_TOP[0]] {
            demand(
                chain.contains(said),
                Diagnosis::SwallowedError,
                format!("the API said `{said}`; the error says `{chain}`"),
                format!("API は `{said}` と返しましたが、エラーの内容は `{chain}` です"),
            );
        }
        chain
    }

    /// Asks that no call was in flight when the error was returned, and that no task is left.
    #[track_caller]
    pub fn gave_up_the_other(&self) {
        let in_flight = self.in_flight;
        demand(
            in_flight == 0,
            Diagnosis::WorksAfterDrop,
            format!("{in_flight} calls were in flight when the error was returned"),
            format!("エラーが返されたとき、{in_flight} 個の呼び出しがまだ進行中でした"),
        );
        self.no_task_left();
    }
}

/// Asks that the text of an error has a word in it that tells what could not be fetched.
#[track_caller]
pub fn names(text: &str, word: &str) {
    demand(
        text.to_lowercase().contains(word),
        Diagnosis::WrongResult,
        format!("the {word} could not be fetched, and the word is missing in the error: `{text}`"),
        format!("{word} の取得に失敗しましたが、エラーの内容にその語がありません: `{text}`"),
    );
}

/// Asks that one can tell an error of the user from one of the profile.
#[track_caller]
pub fn differ(of_the_user: &str, of_the_profile: &str) {
    demand(
        of_the_user != of_the_profile,
        Diagnosis::WrongResult,
        format!("whether the user or the profile fails, the error says `{of_the_user}`"),
        format!("user が失敗しても profile が失敗しても、エラーの内容は `{of_the_user}` です"),
    );
}
