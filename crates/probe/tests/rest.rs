//! `rest`: the moment at which nothing goes on any more.
//!
//! real time: threads sleep for real here, and a call that waits for them has to.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// A chain of threads, each of which is woken by the one before.
#[test]
fn chain_of_threads_has_come_to_its_end() {
    static ENDED: AtomicUsize = AtomicUsize::new(0);
    for round in 1..=20 {
        let (begin, mut from) = mpsc::channel::<()>();
        for _ in 0..10 {
            let (to, next) = mpsc::channel();
            let this = std::mem::replace(&mut from, next);
            thread::spawn(move || {
                if this.recv().is_ok() {
                    ENDED.fetch_add(1, Ordering::SeqCst);
                    let _ = to.send(());
                }
            });
        }
        probe::rest();
        begin.send(()).expect("the first thread waits");
        probe::rest();
        assert_eq!(ENDED.load(Ordering::SeqCst), round * 10);
    }
}
