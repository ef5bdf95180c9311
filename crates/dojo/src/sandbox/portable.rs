//! Tasks elsewhere: without a guard. On Windows a job object ends the tree; in other places only
//! the process itself is ended.
//!
//! The receipt is a file that the test program is told of on its standard input, before the body
//! of a test begins; a pipe has no name there by which somebody else could read it again.

use std::env;
use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::bounds::Bound;
use super::capture::Capture;
use super::confine;
use super::guard::Order;
use super::task::{Ended, Receipt, Status, Task};

/// Runs the task.
pub fn run(task: &Task<'_>, _: &Path, stop: &dyn Fn(Duration) -> bool) -> io::Result<Ended> {
    let (reader, writer) = io::pipe()?;
    let mut words = confine::words(task).into_iter();
    let mut command = Command::new(words.next().unwrap_or_default());
    command
        .args(words)
        .current_dir(task.folder)
        .env_clear()
        .envs(task.environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::piped())
        .stdout(writer.try_clone()?)
        .stderr(writer);
    let tree = job::Tree::new()?;
    let began = Instant::now();
    let mut child = command.spawn()?;
    drop(command);
    tree.take(&child)?;
    let receipt = task.receipt.then(Paper::new);
    if let (Some(receipt), Some(mut stdin)) = (&receipt, child.stdin.take()) {
        let order = format!("{}\n{}\n", receipt.nonce, receipt.path.display());
        // A program that ends before it has read this gives no receipt.
        let _ = stdin.write_all(order.as_bytes());
    }
    let kept = (!task.receipt).then_some(task.bounds.output);
    let capture = Capture::of(reader, kept);
    let mut pause = Duration::from_micros(200);
    let mut by = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        by = if capture.total() > task.bounds.output {
            Some(Bound::Output)
        } else if began.elapsed() > task.bounds.wall {
            Some(Bound::Wall)
        } else {
            stop(began.elapsed()).then_some(Bound::Caller)
        };
        if by.is_some() {
            let _ = child.kill();
            break child.wait().ok();
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    };
    // What the process has started ends with the job.
    drop(tree);
    Ok(Ended {
        status: status.and_then(status_of),
        by,
        receipt: receipt.map_or(Receipt::None, |receipt| receipt.read()),
        cpu: None,
        took: began.elapsed(),
        output: capture.text(),
    })
}

fn status_of(status: ExitStatus) -> Option<Status> {
    let exited = status.code().map(Status::Exited);
    #[cfg(unix)]
    let exited = exited.or_else(|| {
        use std::os::unix::process::ExitStatusExt as _;
        status.signal().map(Status::Signalled)
    });
    exited
}

/// Nobody is handed to another parent here.
pub fn adopt_orphans() {}

/// Nobody is a guard here.
pub fn guard(_: Order) -> i32 {
    2
}

struct Paper {
    nonce: String,
    path: PathBuf,
}

impl Paper {
    fn new() -> Paper {
        let number = || RandomState::new().build_hasher().finish();
        Paper {
            nonce: format!("{:016x}", number()),
            path: env::temp_dir().join(format!("dojo-receipt-{:016x}", number())),
        }
    }

    fn read(&self) -> Receipt {
        let Ok(said) = crate::files::regular(&self.path, 64) else {
            return Receipt::None;
        };
        let said = String::from_utf8_lossy(&said).into_owned();
        match said.strip_prefix(&*self.nonce) {
            Some("passed") => Receipt::Passed,
            Some("failed") => Receipt::Failed,
            Some("missing") => Receipt::Missing,
            _ => Receipt::None,
        }
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(windows)]
mod job {
    use std::io;
    use std::os::windows::io::AsRawHandle as _;
    use std::process::Child;

    use win32job::{ExtendedLimitInfo, Job, JobError};

    /// A job object: when it is closed, all that is in it ends.
    pub struct Tree(Job);

    impl Tree {
        pub fn new() -> io::Result<Tree> {
            let mut limits = ExtendedLimitInfo::new();
            limits.limit_kill_on_job_close();
            Job::create_with_limit_info(&limits)
                .map(Tree)
                .map_err(other)
        }

        pub fn take(&self, child: &Child) -> io::Result<()> {
            let handle = child.as_raw_handle();
            self.0.assign_process(handle as isize).map_err(other)
        }
    }

    fn other(cause: JobError) -> io::Error {
        io::Error::other(cause)
    }
}

#[cfg(not(windows))]
mod job {
    use std::io;
    use std::process::Child;

    /// There is nothing that holds a tree together.
    pub struct Tree;

    impl Tree {
        pub fn new() -> io::Result<Tree> {
            Ok(Tree)
        }

        pub fn take(&self, _: &Child) -> io::Result<()> {
            Ok(())
        }
    }
}
