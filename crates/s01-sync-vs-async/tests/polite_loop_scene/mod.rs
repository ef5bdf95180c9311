//! A runtime with one thread, a sum, and another task that could run all the time.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use probe::trace::Subject;
use probe::{Diagnosis, demand, expect, watch};
use s01_sync_vs_async::terms::{AT_MOST, Terms};
use tokio::runtime::Builder;

use crate::polite_loop::sum_politely;

// lesson: "every 100 terms"
// lesson.ja: "100 項ごとに 1 回"
const TERMS_OF_A_POLL: u64 = 100;

// lesson: "10 more"
// lesson.ja: "10 回"
const MORE_POLLS: u64 = 10;

/// How a sum came about.
pub struct Summed {
    terms: Terms,
    output: u64,
    polls: u64,
}

/// Sums so many terms beside the other task.
#[track_caller]
pub fn summed(count: u64) -> Summed {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    Subject::named("program", &"program").record("begins");
    let (terms, polls) = (Terms::new(count), Cell::new(0));
    let output = watch(Diagnosis::BlockedExecutor, || {
        runtime.block_on(async {
            let other = tokio::spawn(terms.clone().other_task());
            // It has begun, and waits for the first term.
            tokio::task::yield_now().await;
            let mut sum = pin!(sum_politely(terms.clone()));
            let output = poll_fn(|context| {
                polls.set(polls.get() + 1);
                let before = terms.calculated_so_far();
                let poll = sum.as_mut().poll(context);
                tell_poll(terms.calculated_so_far() - before, poll.is_ready());
                poll
            })
            .await;
            other.abort();
            let _ = other.await;
            output
        })
    });
    // Its own drop would wait for blocking tasks as long as they like.
    runtime.shutdown_timeout(Duration::from_millis(100));
    let polls = polls.get();
    Summed {
        terms,
        output,
        polls,
    }
}

/// Writes down what a poll of the sum has come to.
fn tell_poll(terms: usize, is_ready: bool) {
    let (en, ja) = if is_ready {
        ("ready", "Ready")
    } else {
        ("pending", "Pending")
    };
    Subject::named("task", &"the sum").say(
        format_args!("{terms} terms, then {en}"),
        format_args!("{terms} 項を計算し、{ja}"),
    );
}

impl Summed {
    /// Asks for the right sum.
    #[track_caller]
    pub fn is_right(&self) {
        let (count, terms) = (self.terms.count(), Terms::new(self.terms.count()));
        let sum: u64 = (0..count).map(|number| terms.term(number)).sum();
        let (en, ja) = (
            format!("the sum of {count} terms"),
            format!("{count} 項の合計"),
        );
        expect(self.output, sum, &en, &ja);
    }

    /// Asks that each term was calculated once.
    #[track_caller]
    pub fn each_term_once(&self) {
        let mut seen = self.terms.calculated();
        seen.sort_unstable();
        let count = self.terms.count();
        demand(
            seen.iter().copied().eq(0..count),
            Diagnosis::WrongResult,
            format!(
                "of {count} terms, {} were calculated, from {:?} to {:?}; each is due once",
                seen.len(),
                seen.first(),
                seen.last()
            ),
            format!(
                "{count} 項のうち計算されたのは {} 回で、{:?} から {:?} まででした (それぞれ 1 回のはずです)",
                seen.len(),
                seen.first(),
                seen.last()
            ),
        );
    }

    /// Asks that the other task got its turns.
    #[track_caller]
    pub fn let_the_other_task_run(&self) {
        let longest = self.terms.longest();
        demand(
            longest <= AT_MOST,
            Diagnosis::StarvedTask,
            format!(
                "{longest} terms were calculated in a row while another task could run; at most \
                 {AT_MOST} may be"
            ),
            format!(
                "別のタスクが実行できるのに、{longest} 項が続けて計算されました (上限は {AT_MOST} 項)"
            ),
        );
    }

    /// Asks that it did not come back more often than it has to.
    #[track_caller]
    pub fn was_polled_seldom(&self) {
        let (polls, count) = (self.polls, self.terms.count());
        let bound = count / TERMS_OF_A_POLL + MORE_POLLS;
        demand(
            polls <= bound,
            Diagnosis::BusyPoll,
            format!("{polls} polls for {count} terms; at most {bound} are needed"),
            format!("{count} 項に {polls} 回のポーリングがありました (必要なのは最大 {bound} 回)"),
        );
    }
}
