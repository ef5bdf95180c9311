//! `swallowed-panic`: a task dies, and its owner goes on as if nothing had happened.

mod support;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    /// How many of the jobs are done.
    pub async fn run(jobs: Vec<tokio::task::JoinHandle<()>>) -> usize {
        let count = jobs.len();
        for job in jobs {
            let _ = job.await;
        }
        count
    }
}

mod good {
    /// How many of the jobs are done.
    pub async fn run(jobs: Vec<tokio::task::JoinHandle<()>>) -> usize {
        let mut done = 0;
        for job in jobs {
            match job.await {
                Ok(()) => done += 1,
                Err(error) => eprintln!("a job failed: {error}"),
            }
        }
        done
    }
}

macro_rules! one_of_two_panics {
    ($run:path) => {{
        let report = program::run(|| async {
            let jobs = vec![
                tokio::spawn(async {}),
                tokio::spawn(async { panic!("this panic belongs to the test") }),
            ];
            $run(jobs).await
        });
        let done = report.output;
        demand(
            done == 1,
            Diagnosis::SwallowedPanic,
            format!("one of two jobs panicked; {done} are said to be done"),
            format!("二つのうちひとつがパニックしましたが、{done} 個が完了したとされています"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::SwallowedPanic, || one_of_two_panics!(bad::run));
}

#[test]
fn good_example_passes() {
    passes(|| one_of_two_panics!(good::run));
}

#[test]
fn panic_after_a_finding_counts() {
    // The finding comes first of all, before anybody has asked for panics.
    let (go, gone) = std::sync::mpsc::channel();
    let other = std::thread::spawn(move || {
        let finding = || probe::expect(1, 2, "a number", "数");
        assert!(std::panic::catch_unwind(finding).is_err());
        gone.recv().unwrap();
        panic!("this panic belongs to the test");
    });
    let elsewhere = probe::panics::Elsewhere::begin();
    go.send(()).unwrap();
    assert!(other.join().is_err());
    assert_eq!(elsewhere.messages().len(), 1);
}
