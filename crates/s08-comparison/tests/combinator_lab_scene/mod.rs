//! Runs a row, and knows what it must show.

use std::time::Duration;

use probe::trace::call;
use probe::{Diagnosis, demand, expect, ms, program};
use s08_comparison::lab::{End, Lab, Record, Report, Row};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout};

use crate::combinator_lab::observe;

mod ends;
pub use ends::all_orders;

type Plan = (u64, bool);

/// A piece that succeeds after so many milliseconds.
pub fn ok(milliseconds: u64) -> Plan {
    (milliseconds, true)
}

/// A piece that fails after so many milliseconds.
pub fn err(milliseconds: u64) -> Plan {
    (milliseconds, false)
}

/// Pieces of which the last ends at 10 ms, the one before it at 20, and so on.
pub fn many(count: usize, succeeds: impl Fn(usize) -> bool) -> Vec<Plan> {
    let piece = |number| (10 * (count - number) as u64, succeeds(number));
    (0..count).map(piece).collect()
}

/// What a row has shown.
pub struct Observed {
    row: Row,
    plan: Vec<Plan>,
    report: Report,
    begun: Vec<Option<Duration>>,
    took: Duration,
    at_the_end: Vec<Record>,
    later: Vec<Record>,
    tasks: usize,
}

#[track_caller]
pub fn observed(row: Row, plan: &[Plan]) -> Observed {
    let run = program::run(|| async {
        let (lab, pieces) = Lab::new(plan);
        let start = Instant::now();
        let call = call(format_args!("{row:?}"));
        let report = observe(row, pieces, &lab).await;
        call.ends();
        let took = start.elapsed();
        let at_the_end = lab.records();
        sleep(ms(1)).await;
        let tasks = Handle::current().metrics().num_alive_tasks();
        sleep(ms(60_000)).await;
        let later = lab.records();
        let begun = later.iter().map(|piece| Some(piece.begun? - start));
        Observed {
            row,
            plan: plan.to_vec(),
            report,
            begun: begun.collect(),
            took,
            at_the_end,
            later,
            tasks,
        }
    });
    run.no_task_left();
    run.output
}

impl Observed {
    /// Asks when it returned, with what, and who had been dropped by then.
    #[track_caller]
    pub fn returned(&self, at: u64, results: &[End], dropped: &[usize]) {
        let scene = self.scene();
        self.all_began_at_once(&scene);
        let took = self.took.as_millis();
        let code = match () {
            () if self.took > ms(at) && self.report.results == results => {
                Diagnosis::SequentialAwait
            }
            () if self.took > ms(at) => Diagnosis::ReadyTooLate,
            () => Diagnosis::ReadyTooEarly,
        };
        let code = match code {
            // All are there, and only one by one did it take that long.
            Diagnosis::SequentialAwait if at < self.longest() => Diagnosis::ReadyTooLate,
            code => code,
        };
        demand(
            self.took == ms(at),
            code,
            format!(
                "{scene} returned at {took} ms, expected {at} ms: {:?}",
                self.report.results
            ),
            format!(
                "{scene} は {took} ms に戻りました (期待値 {at} ms): {:?}",
                self.report.results
            ),
        );
        expect(
            self.report.results.as_slice(),
            results,
            &format!("the results of {scene}"),
            &format!("{scene} の結果"),
        );
        self.dropped(dropped, &scene);
    }

    /// The row and its pieces, to be shown: `Select (ok 100 ms, err 50 ms)`.
    fn scene(&self) -> String {
        let piece = |(time, succeeds): &Plan| {
            let end = if *succeeds { "ok" } else { "err" };
            format!("{end} {time} ms")
        };
        let mut shown: Vec<String> = self.plan.iter().take(5).map(piece).collect();
        if self.plan.len() > shown.len() {
            shown.push("…".to_owned());
        }
        format!("`{:?}` ({})", self.row, shown.join(", "))
    }

    fn longest(&self) -> u64 {
        self.plan
            .iter()
            .map(|(time, _)| *time)
            .max()
            .unwrap_or_default()
    }

    #[track_caller]
    fn all_began_at_once(&self, scene: &str) {
        let late = self
            .begun
            .iter()
            .filter(|begun| **begun != Some(Duration::ZERO));
        let late = late.count();
        demand(
            late == 0,
            Diagnosis::SequentialAwait,
            format!("{scene}: {late} pieces did not begin at once"),
            format!("{scene}: {late} 個の仕事が、すぐには始まりませんでした"),
        );
    }

    #[track_caller]
    fn dropped(&self, asked: &[usize], scene: &str) {
        let seen = &self.report.dropped;
        let missing: Vec<usize> = asked
            .iter()
            .copied()
            .filter(|n| !seen.contains(n))
            .collect();
        let too_many: Vec<usize> = seen
            .iter()
            .copied()
            .filter(|n| !asked.contains(n))
            .collect();
        let went_on = missing.iter().any(|number| self.later[*number].is_done);
        demand(
            !went_on,
            Diagnosis::WorksAfterDrop,
            format!("{scene}: of the pieces {missing:?} some went on to their end"),
            format!("{scene}: 仕事 {missing:?} の中に、最後まで進んだものがあります"),
        );
        let by_the_end = missing
            .iter()
            .all(|number| self.at_the_end[*number].is_dropped);
        let (en, ja) = match by_the_end {
            true => (
                "they were by the return",
                "戻ったときにはドロップされていました",
            ),
            false => (
                "nor were they at the return",
                "戻ったときにも残っていました",
            ),
        };
        demand(
            missing.is_empty(),
            Diagnosis::LateDrop,
            format!("{scene}: the pieces {missing:?} were not dropped at the report; {en}"),
            format!("{scene}: 仕事 {missing:?} は、報告の時点でドロップされていません。{ja}"),
        );
        demand(
            too_many.is_empty(),
            Diagnosis::LostMessage,
            format!("{scene}: the pieces {too_many:?} were dropped before their end"),
            format!("{scene}: 仕事 {too_many:?} が終わる前にドロップされました"),
        );
    }

    /// Asks that no task was left.
    #[track_caller]
    pub fn left_no_task(&self) {
        let (row, tasks) = (self.row, self.tasks);
        demand(
            tasks == 0,
            Diagnosis::WorksAfterDrop,
            format!("{row:?} has returned, and {tasks} tasks go on"),
            format!("{row:?} が戻った後も、{tasks} 個のタスクが続いています"),
        );
    }

    /// Asks that every piece came to its end, if only after the return.
    #[track_caller]
    pub fn all_done_later(&self) {
        let lost = self.later.iter().filter(|piece| !piece.is_done).count();
        demand(
            lost == 0,
            Diagnosis::LostMessage,
            format!("{lost} tasks never came to their end"),
            format!("{lost} 個のタスクが最後まで進みませんでした"),
        );
    }
}

/// Drops `observe` at several moments, and asks that the pieces go with it.
#[track_caller]
pub fn drops_them_everywhere(row: Row, plan: &[Plan]) {
    for at in [1, 20, 40, 70, 120, 180] {
        let left = program::run(|| async {
            let (lab, pieces) = Lab::new(plan);
            let call = call(format_args!("{row:?}"));
            match timeout(ms(at), observe(row, pieces, &lab)).await {
                Ok(_) => call.ends(),
                Err(_) => drop(call),
            }
            sleep(ms(1)).await;
            let pieces = lab.records().into_iter();
            pieces
                .filter(|piece| !piece.is_done && !piece.is_dropped)
                .count()
        });
        let left = left.output;
        demand(
            left == 0,
            Diagnosis::WorksAfterDrop,
            format!("{row:?} was dropped at {at} ms, and {left} pieces go on"),
            format!("{row:?} を {at} ms にドロップしましたが、{left} 個の仕事が続いています"),
        );
    }
}
