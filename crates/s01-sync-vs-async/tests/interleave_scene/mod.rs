//! A runtime with one thread, one other task on it, and what is asked of the slices.

use std::collections::BTreeMap;
use std::thread;

use probe::{Diagnosis, Gauge, demand, expect, ms, program};
use s01_sync_vs_async::slices::{Log, Slice};

/// What a program had done when it returned, and later.
pub struct Done {
    slices: Vec<Slice>,
    at_the_end: usize,
}

/// Runs a program beside the other task.
#[track_caller]
pub fn done<F: Future<Output = ()>>(program: impl FnOnce(Log) -> F) -> Done {
    let report = program::run(|| async {
        let log = Log::new();
        let other = tokio::spawn(log.clone().other_task());
        let call = Gauge::new().enter_as("the call");
        program(log.clone()).await;
        drop(call);
        let at_the_end = log.slices().len();
        // What was left behind comes to light.
        tokio::time::sleep(ms(60_000)).await;
        other.abort();
        Done {
            slices: log.slices(),
            at_the_end,
        }
    });
    let done = report.output;
    done.on_this_thread();
    done
}

pub fn names<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(String::from).to_vec()
}

pub fn many_names(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("task {number}")).collect()
}

impl Done {
    #[track_caller]
    fn on_this_thread(&self) {
        let here = thread::current().id();
        let elsewhere = self.slices.iter().filter(|slice| slice.thread != here);
        let elsewhere = elsewhere.count();
        demand(
            elsewhere == 0,
            Diagnosis::WrongResult,
            format!("{elsewhere} slices ran on another thread than that of the runtime"),
            format!("{elsewhere} 個のスライスが、ランタイムとは別のスレッドで実行されました"),
        );
    }

    /// Asks that nothing was done after the return.
    #[track_caller]
    pub fn all_when_it_returned(&self) {
        let (all, by_then) = (self.slices.len(), self.at_the_end);
        demand(
            all == by_then,
            Diagnosis::ReadyTooEarly,
            format!("{by_then} slices had been done when it returned, and {all} later"),
            format!("戻った時点で済んでいたスライスは {by_then} 個、その後は {all} 個でした"),
        );
    }

    /// Asks for the slices 0, 1, … of each name, so often as the name is there.
    #[track_caller]
    pub fn are_all_slices_of(&self, names: &[String], slices: usize) {
        for name in names {
            let tasks = names.iter().filter(|other| *other == name).count();
            let mut numbers = self.numbers_of(name);
            if tasks > 1 {
                numbers.sort_unstable();
            }
            let asked: Vec<usize> = (0..slices).flat_map(|number| vec![number; tasks]).collect();
            expect(
                numbers,
                asked,
                &format!("slices of `{name}`"),
                &format!("`{name}` のスライス"),
            );
        }
        let all = names.len() * slices;
        expect(self.slices.len(), all, "slices in all", "スライスの総数");
    }

    fn numbers_of(&self, name: &str) -> Vec<usize> {
        let of_name = self.slices.iter().filter(|slice| slice.name == name);
        of_name.map(|slice| slice.number).collect()
    }

    /// Asks that no name is ever two slices ahead of another.
    #[track_caller]
    pub fn are_in_turns(&self, names: &[String]) {
        let mut done: BTreeMap<&str, usize> = names.iter().map(|name| (&**name, 0)).collect();
        for slice in &self.slices {
            *done.entry(&slice.name).or_default() += 1;
            let mine = done[&*slice.name];
            let (last, least) = done
                .iter()
                .min_by_key(|(_, slices)| **slices)
                .expect("a name");
            demand(
                mine < least + 2,
                Diagnosis::SequentialAwait,
                format!(
                    "`{}` had done {mine} slices when `{last}` had done {least}: {}",
                    slice.name,
                    self.beginning()
                ),
                format!(
                    "`{}` が {mine} 個を終えたとき、`{last}` は {least} 個でした: {}",
                    slice.name,
                    self.beginning()
                ),
            );
        }
    }

    /// Asks that between two slices of a name the other task has had a turn.
    #[track_caller]
    pub fn let_the_other_task_run(&self) {
        let mut before: BTreeMap<&str, &Slice> = BTreeMap::new();
        for slice in &self.slices {
            let Some(last) = before.insert(&slice.name, slice) else {
                continue;
            };
            let (name, one, next) = (&slice.name, last.number, slice.number);
            demand(
                last.turns < slice.turns,
                Diagnosis::StarvedTask,
                format!(
                    "between the slices {one} and {next} of `{name}` another task could run, and \
                     got no turn"
                ),
                format!(
                    "`{name}` のスライス {one} と {next} の間に、実行できる別のタスクへ順番が\
                     回りませんでした"
                ),
            );
        }
    }

    /// The first slices, to be shown.
    fn beginning(&self) -> String {
        let shown = self.slices.iter().take(9);
        let shown: Vec<String> = shown
            .map(|slice| format!("{} {}", slice.name, slice.number))
            .collect();
        format!("{}, …", shown.join(", "))
    }
}
