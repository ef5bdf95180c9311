//! A runtime with one thread, and reads that stop at a gate until they are told to go on.

use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::panic;

use probe::trace::Subject;
use probe::{Diagnosis, demand, expect, panics};
use s09_anti_patterns::files::{End, Files, Unreadable};
use s09_anti_patterns::runtime::{counted, on_one_thread, settled, sleeps_well};

use crate::wrap_blocking::read_all;

// lesson: "at most 10 polls for each file"
// lesson.ja: "ファイルごとに最大 10 回"
const POLLS_OF_A_FILE: usize = 10;

// lesson: "and 20 more"
// lesson.ja: "それに加えて 20 回"
const MORE_POLLS: usize = 20;

/// What became of a file: its text, or the kind of its error.
pub type Result = std::result::Result<String, ErrorKind>;

/// What becomes of the file `name`.
pub fn text(name: &str) -> Result {
    Ok(format!("text of {name}"))
}

/// So many different names.
pub fn names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("file {number}")).collect()
}

/// Runs a program on a runtime with one thread, this one. The reads are let go at the end.
#[track_caller]
fn run<F: Future>(files: &Files, program: F) -> F::Output {
    on_one_thread(|| files.open(), program)
}

async fn kinds(files: Files, names: Vec<String>, limit: usize) -> Vec<Result> {
    let results = read_all(files, names, limit).await.into_iter();
    results
        .map(|result| result.map_err(|error| error.kind()))
        .collect()
}

/// Asks that the errors of these files are still the errors that the library made.
#[track_caller]
pub fn errors_stay_whole(names: Vec<String>) {
    let files = Files::new(|_| End::Fails(ErrorKind::NotFound));
    let results = run(&files, read_all(files.clone(), names, 2));
    for error in results.into_iter().filter_map(io::Result::err) {
        let inner = error.get_ref();
        demand(
            inner.is_some_and(|inner| inner.is::<Unreadable>()),
            Diagnosis::SwallowedError,
            format!("an error of the library became another one: {error:?}"),
            format!("ライブラリのエラーが別のエラーになりました: {error:?}"),
        );
    }
}

/// Reads these files, which stop at no gate.
#[track_caller]
pub fn results(names: &[&str], limit: usize, plan: fn(&str) -> End) -> Vec<Result> {
    let (files, polls) = (Files::new(plan), Cell::new(0));
    let owned = names.iter().map(|&name| name.to_owned()).collect();
    let all = async { counted(&polls, kinds(files.clone(), owned, limit), async {}).await };
    let results = run(&files, all);
    let begun = files.begun();
    demand(
        begun.len() <= names.len(),
        Diagnosis::WrongResult,
        format!("asked for {names:?}, read {begun:?}"),
        format!("依頼は {names:?}、読み込んだのは {begun:?} です"),
    );
    results
}

thread_local! {
    static SEEN: Cell<usize> = const { Cell::new(0) };
}

/// Asks that a panic is still told after `call`, as it was before.
#[track_caller]
pub fn panic_hook_stays(call: impl FnOnce()) {
    // The hook of the tests comes first, and keeps the last panic of this from being printed.
    let _ = panics::caught(|| ());
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        SEEN.set(SEEN.get() + 1);
        before(info);
    }));
    call();
    let seen = SEEN.get();
    let _ = panics::caught(|| panic!("a mistake of the program"));
    demand(
        SEEN.get() > seen,
        Diagnosis::SwallowedPanic,
        "after the call, no panic of the program is printed any more: its hook was replaced",
        "呼び出しの後、プログラムのパニックが表示されなくなりました (フックが置き換えられています)",
    );
}

/// What was seen of reads that were let go one by one.
pub struct Held {
    count: usize,
    limit: usize,
    next: Next,
    /// How many were under way, after each read that was let go.
    under_way: Vec<usize>,
    peak: usize,
    at_home: usize,
    /// Turns of another task while reads were under way.
    turns: usize,
    polls: usize,
    results: Vec<Result>,
}

/// Which of the reads at the gate goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Next {
    First,
    Last,
}

/// How many reads are under way, as a trace tells it.
#[track_caller]
fn told(now: usize) -> usize {
    Subject::named("reads", &"reads").tell(
        format_args!("{now} under way, and one is let go"),
        format_args!("進行中 {now} 件、1 件を通す"),
    );
    now
}

/// Lets so many reads go one by one, each when everything is at rest.
#[track_caller]
pub fn held(count: usize, limit: usize, next: Next, plan: fn(&str) -> End) -> Held {
    let files = Files::new(plan);
    files.hold();
    let (turns, polls, mut under_way) = (Cell::new(0), Cell::new(0), Vec::new());
    let results = run(&files, async {
        let open = async {
            for _ in 0..count {
                settled().await;
                under_way.push(told(files.now_and_peak().0));
                turns.set(turns.get() + 1);
                match next {
                    Next::First => files.open_for_the_first(),
                    Next::Last => files.open_for_the_last(),
                }
            }
            // Whatever came too late for its turn.
            files.open();
        };
        counted(&polls, kinds(files.clone(), names(count), limit), open).await
    });
    Held {
        count,
        limit,
        next,
        under_way,
        peak: files.now_and_peak().1,
        at_home: files.at_home(),
        turns: turns.get(),
        polls: polls.get(),
        results,
    }
}

/// Asks that nobody looks now and then while reads are under way.
#[track_caller]
pub fn asleep_beside_reads() {
    let (files, polls) = (Files::new(|_| End::Text), Cell::new(0));
    files.hold();
    run(&files, async {
        let open = async {
            sleeps_well(&polls).await;
            files.open();
        };
        counted(&polls, kinds(files.clone(), names(3), 2), open).await
    });
}

impl Held {
    /// Asks for the results of all files, in their order.
    #[track_caller]
    pub fn are_in_order(&self) {
        let asked: Vec<_> = names(self.count).iter().map(|name| text(name)).collect();
        expect(&self.results, &asked, "the results", "結果");
    }

    /// Asks that nothing was read on the thread of the runtime.
    #[track_caller]
    pub fn let_others_run(&self) {
        let Held {
            count,
            at_home,
            turns,
            ..
        } = *self;
        demand(
            at_home == 0,
            Diagnosis::BlockedWorker,
            format!("{at_home} of {count} reads ran on the thread of the runtime"),
            format!(
                "{count} 件の読み込みのうち {at_home} 件が、ランタイムのスレッドで実行されました"
            ),
        );
        demand(
            turns == count,
            Diagnosis::StarvedTask,
            format!("another task had {turns} of {count} turns"),
            format!("別のタスクに回った順番は {count} 回のうち {turns} 回でした"),
        );
    }

    /// Asks that the future was not polled again and again.
    #[track_caller]
    pub fn was_polled_seldom(&self) {
        let (polls, count) = (self.polls, self.count);
        let bound = POLLS_OF_A_FILE * count + MORE_POLLS;
        demand(
            polls <= bound,
            Diagnosis::BusyPoll,
            format!("{polls} polls for {count} files; at most {bound} are needed"),
            format!(
                "{count} 個のファイルに {polls} 回のポーリングがありました (必要なのは最大 {bound} 回)"
            ),
        );
    }

    /// Asks that as many reads were under way as may be, at any time.
    #[track_caller]
    pub fn kept_the_limit(&self) {
        let Held {
            count,
            limit,
            next,
            peak,
            ..
        } = *self;
        let (order, ja_order) = match next {
            Next::First => ("", ""),
            Next::Last => (
                "; the read that ends is always the one that began last",
                "。終わるのは、いつも最後に始まった読み込みです",
            ),
        };
        demand(
            peak <= limit,
            Diagnosis::UnboundedConcurrency,
            format!("{peak} reads were under way at a time; the limit is {limit}"),
            format!("同時に {peak} 件の読み込みが進行していました (上限は {limit} 件)"),
        );
        for (done, &now) in self.under_way.iter().enumerate() {
            let due = limit.min(count - done);
            demand(
                now >= due,
                Diagnosis::SequentialAwait,
                format!("after {done} of {count} reads, {now} were under way; {due} can be{order}"),
                format!(
                    "{count} 件のうち {done} 件が終わった時点で、進行中は {now} 件でした \
                     ({due} 件まで可能です){ja_order}"
                ),
            );
        }
    }
}

/// Drops the future when all is at rest, and asks that no further read begins.
#[track_caller]
pub fn dropped_midway(count: usize, limit: usize) {
    let files = Files::new(|_| End::Text);
    files.hold();
    let (before, after) = run(&files, async {
        let mut reading = Box::pin(read_all(files.clone(), names(count), limit));
        tokio::select! {
            biased;
            _ = &mut reading => {}
            () = settled() => {}
        }
        let shown = Subject::named("reads", &"reads");
        let before = files.begun().len();
        shown.tell(
            format_args!("{before} have begun, and the future is dropped"),
            format_args!("{before} 件が開始済み、Future をドロップ"),
        );
        drop(reading);
        files.open();
        settled().await;
        let after = files.begun().len();
        shown.tell(
            format_args!("{after} have begun in the end"),
            format_args!("最後には {after} 件が開始済み"),
        );
        (before, after)
    });
    demand(
        after == before,
        Diagnosis::WorksAfterDrop,
        format!(
            "{before} of {count} reads had begun when the future was dropped, and {after} in the end"
        ),
        format!(
            "Future がドロップされた時点で始まっていた読み込みは {count} 件のうち {before} 件、最後には {after} 件でした"
        ),
    );
}
