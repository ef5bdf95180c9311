//! A poll that never comes back ends the process, with a sentence.

#![cfg(unix)]

mod child;

use std::sync::mpsc::channel;

use child::{again, is_child};
use loopback::frozen::run;

#[test]
fn a_poll_that_sleeps_for_good() {
    if is_child() {
        run(|_| async {
            let (_sender, receiver) = channel::<()>();
            let _ = receiver.recv();
        });
    } else {
        let output = again("", "a_poll_that_sleeps_for_good");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success());
        assert!(said.contains("[blocked-executor]"), "{said}");
    }
}
