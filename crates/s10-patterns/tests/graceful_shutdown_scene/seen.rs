//! What is asked of workers that were told to stop.

use probe::{Diagnosis, Finding, demand, expect};
use s10_patterns::report::Report;

use super::Signal;
use super::works::Works;

/// What workers did.
pub struct Seen {
    pub works: Works,
    /// What was returned, and when; nothing where they were running long after the end.
    pub end: Option<(Report, u64)>,
    /// Items that were in progress when it returned.
    pub busy: usize,
    pub told: u64,
    pub n: usize,
    pub signal: Signal,
}

impl Seen {
    /// Asks that the workers stopped at all, and reports how many ended in which way; `missed` is the
    /// diagnosis where they did not.
    #[track_caller]
    pub fn stopped(&self, missed: Diagnosis) -> (Report, u64) {
        let (told, (en, ja)) = (self.told, self.signal.words());
        self.end.unwrap_or_else(|| {
            Finding::new(missed)
                .note(
                    format!("shutdown at {told} ms: {en}; long after it workers still run"),
                    format!(
                        "{told} ms にシャットダウン: {ja}。その後もずっとワーカーが動いています"
                    ),
                )
                .raise()
        })
    }

    /// Asks that it returned at that moment.
    #[track_caller]
    pub fn returned(&self, at: u64) {
        let (_, seen) = self.stopped(Diagnosis::ReadyTooLate);
        let code = match seen < at {
            true => Diagnosis::ReadyTooEarly,
            false => Diagnosis::ReadyTooLate,
        };
        let told = self.told;
        demand(
            seen == at,
            code,
            format!(
                "shutdown at {told} ms, and the last worker over at {at} ms; returned at {seen} ms"
            ),
            format!(
                "{told} ms にシャットダウン、最後のワーカーの終わりは {at} ms、戻ったのは {seen} ms です"
            ),
        );
    }

    /// Asks that all items which had begun by the shutdown were finished, and that none began later.
    #[track_caller]
    pub fn finished_what_they_had_begun(&self) {
        let (told, (en, ja)) = (self.told, self.signal.words());
        let items = self.works.items();
        let late = items.iter().filter(|item| item.began > told).count();
        demand(
            late == 0,
            Diagnosis::ReadyTooLate,
            format!("shutdown at {told} ms: {en}; items that began after it: {late}"),
            format!("{told} ms にシャットダウン: {ja}。その後に {late} 個の処理が始まりました"),
        );
        let cut = items.iter().filter(|item| item.ended.is_none()).count();
        demand(
            cut == 0,
            Diagnosis::LostMessage,
            format!(
                "there was time for all items; {cut} of {} were dropped midway",
                items.len()
            ),
            format!(
                "時間は足りていましたが、{} 個の処理のうち {cut} 個が途中でドロップされました",
                items.len()
            ),
        );
    }

    /// Asks that no item began.
    #[track_caller]
    pub fn nothing_had_begun(&self) {
        let begun = self.works.items().len();
        let (en, ja) = self.signal.words();
        demand(
            begun == 0,
            Diagnosis::EagerStart,
            format!("the shutdown was before the start: {en}; items begun: {begun}"),
            format!("始まる前にシャットダウン: {ja}。それでも {begun} 個の処理が始まりました"),
        );
    }

    /// Asks that the workers did not stop before they were told to.
    #[track_caller]
    pub fn went_on_until_told(&self) {
        let (_, at) = self.stopped(Diagnosis::ReadyTooLate);
        let told = self.told;
        demand(
            at >= told,
            Diagnosis::ReadyTooEarly,
            format!("only `false` was sent until {told} ms; it returned at {at} ms"),
            format!("{told} ms まで送られたのは `false` だけですが、{at} ms に戻りました"),
        );
    }

    /// Asks that the worker began so many items, and the first of the others did not stop with it.
    #[track_caller]
    pub fn others_went_on(&self, worker: usize, asked: usize) {
        let (items, told) = (self.works.items(), self.told);
        let last = items
            .iter()
            .filter(|item| item.worker == 0)
            .map(|item| item.began)
            .max();
        demand(
            last.is_some_and(|last| last + 101 >= told),
            Diagnosis::PanicSpreads,
            format!(
                "worker {worker} panicked; worker 0 began its last item at {last:?} ms of {told}"
            ),
            format!(
                "ワーカー {worker} がパニックし、ワーカー 0 の最後の処理の開始は {told} ms のうち {last:?} ms です"
            ),
        );
        let begun = items.iter().filter(|item| item.worker == worker).count();
        expect(
            begun,
            asked,
            "items of the worker that panicked",
            "パニックしたワーカーの処理の数",
        );
    }

    /// Asks that nothing of the workers was there when it returned.
    #[track_caller]
    pub fn nothing_was_in_progress(&self) {
        let busy = self.busy;
        demand(
            busy == 0,
            Diagnosis::UnawaitedAbort,
            format!("when `run_workers` returned, {busy} items were not dropped yet"),
            format!("`run_workers` が戻った時点で、{busy} 個の処理がまだドロップされていません"),
        );
    }

    /// Asks for so many of each kind.
    #[track_caller]
    pub fn counted(&self, aborted: usize, panicked: usize) {
        let (seen, _) = self.stopped(Diagnosis::ReadyTooLate);
        let asked = Report {
            clean: self.n - aborted - panicked,
            aborted,
            panicked,
        };
        let code = if seen.panicked > panicked && seen.aborted < aborted {
            Diagnosis::CancelTakenForPanic
        } else if seen.panicked < panicked {
            Diagnosis::SwallowedPanic
        } else {
            Diagnosis::WrongResult
        };
        demand(
            seen == asked,
            code,
            format!("expected `{asked:?}`, got `{seen:?}`"),
            format!("期待値は `{asked:?}`、実際は `{seen:?}`"),
        );
    }

    /// Asks that each worker began its items one after the other, from 0 on, each of so many
    /// milliseconds, until it was told.
    #[track_caller]
    pub fn worked(&self, takes: impl Fn(usize) -> u64) {
        let items = self.works.items();
        let first = items.iter().filter(|item| item.began == 0).count();
        demand(
            first == self.n,
            Diagnosis::SequentialAwait,
            format!("{first} of {} workers began at once", self.n),
            format!(
                "{} 個のワーカーのうち、すぐに始まったのは {first} 個です",
                self.n
            ),
        );
        for worker in 0..self.n {
            let began: Vec<u64> = items
                .iter()
                .filter(|item| item.worker == worker)
                .map(|item| item.began)
                .collect();
            let step = usize::try_from(takes(worker)).expect("it is short");
            let due: Vec<u64> = (0..self.told).step_by(step).collect();
            let few = began.len() < due.len();
            let code = match few || began.iter().zip(&due).any(|(seen, due)| seen > due) {
                true => Diagnosis::ReadyTooLate,
                false => Diagnosis::WrongResult,
            };
            demand(
                began == due,
                code,
                format!(
                    "items of worker {worker} are due at {due:?} ms; they began at {began:?} ms"
                ),
                format!("ワーカー {worker} の処理の予定は {due:?} ms、開始は {began:?} ms です"),
            );
        }
    }
}
