//! `endless-poll`: a call that is busy and does not come back.
//!
//! real time: a thread that is busy obeys no virtual clock. The watchdog gives it a second of
//! its processor time.
//!
//! Only Linux tells a busy thread from one that sleeps; elsewhere the name is that of the sleep.
#![cfg(target_os = "linux")]

mod support;

use std::cell::Cell;
use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use probe::{Diagnosis, Probe, program, watch};
use support::{caught, passes};
use tokio::sync::mpsc;

mod bad {
    use tokio::sync::mpsc::Receiver;

    /// Shows line after line, until no more can come.
    pub async fn show(mut lines: Receiver<String>) {
        loop {
            if let Some(line) = lines.recv().await {
                println!("{line}");
            }
        }
    }
}

mod good {
    use tokio::sync::mpsc::Receiver;

    /// Shows line after line, until no more can come.
    pub async fn show(mut lines: Receiver<String>) {
        while let Some(line) = lines.recv().await {
            println!("{line}");
        }
    }
}

/// One line, and no more can come.
fn closed_channel() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(1);
    sender.try_send("hello".to_owned()).unwrap();
    lines
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::EndlessPoll, || {
        Probe::new(bad::show(closed_channel())).run(0);
    });
    // Here tokio lets the poll come back now and then: that has another name.
    caught(Diagnosis::BusyPoll, || {
        program::run(|| bad::show(closed_channel()));
    });
}

#[test]
fn good_example_passes() {
    passes(|| Probe::new(good::show(closed_channel())).run(0));
    passes(|| program::run(|| good::show(closed_channel())).output);
}

#[test]
fn spinning_on_a_flag_is_caught() {
    caught(Diagnosis::EndlessPoll, || {
        watch(Diagnosis::Deadlock, || {
            let flag = Cell::new(false);
            while !std::hint::black_box(&flag).get() {
                thread::yield_now();
            }
        });
    });
}

#[test]
fn busy_for_a_while_passes() {
    passes(|| {
        let work = async {
            let until = Instant::now() + Duration::from_millis(50);
            while Instant::now() < until {
                spin_loop();
            }
        };
        Probe::new(work).ready();
    });
}

#[test]
fn spinning_on_a_flag_in_a_program_is_caught() {
    caught(Diagnosis::EndlessPoll, || {
        program::run(|| async {
            let flag = Cell::new(false);
            while !std::hint::black_box(&flag).get() {
                spin_loop();
            }
        });
    });
}

#[test]
fn busy_neighbours_bring_the_limit_no_closer() {
    passes(|| {
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    while !over.load(Ordering::Relaxed) {
                        spin_loop();
                    }
                });
            }
            // A second and a half by the clock, of which this thread gets a part.
            Probe::new(async {
                let until = Instant::now() + Duration::from_millis(1500);
                while Instant::now() < until {
                    thread::yield_now();
                }
            })
            .ready();
            over.store(true, Ordering::Relaxed);
        });
    });
}
