//! The pipeline, polled by hand, and what is asked of it.

use std::future::ready;

use probe::{Child, Diagnosis, Probe, demand, expect, watch};
use s04_composition::steps::{Step, go_on, open, shut, taken};

use crate::combinators::pipeline;

/// Two steps wake their task once, and so may what they wait for, and a pipeline that takes a breath
/// between them. More would be one without end.
pub const SELF_WAKES: usize = 8;

/// The pipeline, unpolled. Nothing in its making may wait.
#[track_caller]
pub fn made<F: Future<Output = u32>>(f: F) -> Probe<impl Future<Output = Result<u32, String>>> {
    Probe::new(watch(Diagnosis::BlockingPoll, || pipeline(f)))
}

#[track_caller]
pub fn output(number: u32) -> Result<u32, String> {
    made(ready(number)).run(SELF_WAKES)
}

#[track_caller]
pub fn took(asked: &[Step]) {
    expect(&*taken(), asked, "the steps taken", "実行された手順");
}

/// Polls until the pipeline no longer asks for it, and is pending: it sleeps.
#[track_caller]
pub fn sleeps<F: Future>(probe: &mut Probe<F>) {
    for _ in 0..=SELF_WAKES {
        let before = probe.wakes();
        probe.pending();
        if probe.wakes() == before {
            return;
        }
    }
    let polls = SELF_WAKES + 1;
    probe
        .finding(Diagnosis::BusyPoll)
        .note(
            format!("what it waits for had not happened, and {polls} polls woke their own task"),
            format!(
                "待っている出来事が起きていないのに、{polls} 回のポーリングが自分のタスクを起床させました"
            ),
        )
        .raise();
}

/// Polls until the pipeline sleeps, and asks that it is this step that waits.
#[track_caller]
pub fn sleeps_in<F: Future>(probe: &mut Probe<F>, waiting: Step) {
    sleeps(probe);
    let now = taken();
    demand(
        now.last() == Some(&waiting),
        Diagnosis::WrongResult,
        format!("{waiting:?} should wait now; the steps taken are {now:?}"),
        format!("いま待っているはずの手順は {waiting:?} ですが、実行された手順は {now:?} です"),
    );
}

/// Drops the pipeline when so many of its two steps have gone on, and asks that `f`, which was ready
/// at once, is gone. Three is its end.
#[track_caller]
pub fn dropped_after(steps: usize, number: u32) {
    let (child, view) = Child::yielding(0, number);
    let mut probe = made(child);
    if steps < 3 {
        shut();
        for _ in 0..steps {
            sleeps(&mut probe);
            go_on();
        }
        sleeps(&mut probe);
    } else {
        open();
        let _ = probe.run(SELF_WAKES);
    }
    probe.drop_future();
    view.dropped_with_the_whole("`f`", "`f` ");
}
