//! A test that runs itself once more, in a process of its own.

use std::env;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const CHILD: &str = "LOOPBACK_CHILD";

/// Whether this is that process.
pub fn is_child() -> bool {
    env::var_os(CHILD).is_some()
}

/// Runs `test` again, by way of these words of a shell. It must not take longer than half a minute.
pub fn again(shell: &str, test: &str) -> Output {
    let mut child = Command::new("sh")
        .args(["-c", &format!("{shell} exec \"$0\" \"$@\"")])
        .arg(env::current_exe().expect("the test program"))
        .args([test, "--exact", "--nocapture"])
        .env(CHILD, "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell");
    let began = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if began.elapsed() > Duration::from_secs(30) {
            let _ = child.kill();
            panic!("`{test}` does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("its output")
}
