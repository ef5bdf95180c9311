//! Processes that are ended together with all that they started.
//!
//! On Unix a process gets a group of its own, and the group is killed when the process has ended,
//! however it ended. On Linux this tool is also the reaper of those who left their group, and its
//! own death takes the processes along. On Windows `taskkill /T` ends the tree.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

/// Processes that this tool has started and that have not been reaped.
static OURS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn ours() -> MutexGuard<'static, Vec<u32>> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A process and its descendants.
pub struct Tree {
    pub child: Child,
    status: Option<ExitStatus>,
}

impl Tree {
    /// Starts the process.
    ///
    /// # Errors
    ///
    /// As [`Command::spawn`].
    pub fn spawn(command: &mut Command) -> io::Result<Tree> {
        static PREPARED: Once = Once::new();
        PREPARED.call_once(system::prepare);
        system::isolate(command);
        // Under the lock: whoever looks for strangers must not find this one before it is known.
        let mut ours = ours();
        let child = command.spawn()?;
        ours.push(child.id());
        Ok(Tree {
            child,
            status: None,
        })
    }

    /// Waits for the end of the process itself, for `limit` at most.
    pub fn wait(&mut self, limit: Duration, mut stop: impl FnMut() -> bool) -> bool {
        let until = Instant::now() + limit;
        let mut pause = Duration::from_micros(200);
        loop {
            if system::has_ended(&mut self.child) {
                return true;
            }
            if Instant::now() >= until || stop() {
                return false;
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(5));
        }
    }

    /// Ends the process, if it has not ended, and all that it started.
    pub fn end(&mut self) -> Option<ExitStatus> {
        if self.status.is_none() {
            // Before the process is reaped: its number cannot have been given to another one.
            system::kill(&mut self.child);
            self.status = self.child.wait().ok();
            ours().retain(|id| *id != self.child.id());
        }
        self.status
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        self.end();
    }
}

/// Ends the processes that left their tree and were handed to this one.
pub fn end_strays() {
    let ours = ours();
    system::end_strays(&ours);
}

#[cfg(unix)]
mod system {
    use std::os::unix::process::CommandExt as _;
    use std::process::{Child, Command, exit};
    use std::thread;

    use rustix::process::{
        Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions, kill_process_group, setrlimit, waitid,
    };
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    pub fn prepare() {
        #[cfg(target_os = "linux")]
        let _ = rustix::process::set_child_subreaper(Some(rustix::process::getpid()));
        // The groups of the children do not get what the terminal sends to this one.
        if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
            thread::spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    // Held to the end: nothing is started any more, and nobody draws a
                    // conclusion from a process that died here.
                    let ours = super::ours();
                    for id in ours.iter() {
                        kill_group(*id);
                    }
                    // Once they are dead, whoever left their groups is handed to this process.
                    for pid in ours.iter().copied().filter_map(pid) {
                        let dead = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
                        let _ = waitid(WaitId::Pid(pid), dead);
                    }
                    end_strays(&ours);
                    exit(128 + signal);
                }
            });
        }
    }

    pub fn isolate(command: &mut Command) {
        command.process_group(0);
        #[cfg(target_os = "linux")]
        // SAFETY: between fork and exec the closure makes one system call and allocates nothing.
        unsafe {
            command.pre_exec(|| {
                rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
                Ok(())
            });
        }
    }

    /// Bounds what a test may take; see [`crate::judge::limits`].
    pub fn bound(command: &mut Command, memory: u64) {
        let limit = |value| Rlimit {
            current: Some(value),
            maximum: Some(value),
        };
        // SAFETY: between fork and exec the closure makes system calls and allocates nothing.
        unsafe {
            command.pre_exec(move || {
                setrlimit(Resource::Core, limit(0))?;
                if cfg!(target_os = "linux") {
                    setrlimit(Resource::As, limit(memory))?;
                }
                Ok(())
            });
        }
    }

    /// Whether the process has ended; it is not reaped yet.
    pub fn has_ended(child: &mut Child) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let Some(pid) = pid(child.id()) else {
            return true;
        };
        !matches!(waitid(WaitId::Pid(pid), options), Ok(None))
    }

    pub fn kill(child: &mut Child) {
        kill_group(child.id());
        let _ = child.kill();
    }

    fn kill_group(id: u32) {
        if let Some(pid) = pid(id) {
            let _ = kill_process_group(pid, Signal::KILL);
        }
    }

    fn pid(id: u32) -> Option<Pid> {
        Pid::from_raw(id.try_into().ok()?)
    }

    #[cfg(target_os = "linux")]
    pub fn end_strays(ours: &[u32]) {
        // A stray's own children become strays when it dies: look until there are none.
        for _ in 0..100 {
            let strays = children_except(ours);
            if strays.is_empty() {
                return;
            }
            for pid in strays {
                let _ = rustix::process::kill_process(pid, Signal::KILL);
                let _ = waitid(WaitId::Pid(pid), WaitIdOptions::EXITED);
            }
        }
    }

    #[cfg(target_os = "linux")]
    fn children_except(ours: &[u32]) -> Vec<Pid> {
        let me = std::process::id().to_string();
        let Ok(entries) = std::fs::read_dir("/proc") else {
            return Vec::new();
        };
        let processes = entries.flatten().filter_map(|entry| {
            let id: u32 = entry.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // `number (name) state parent …`; the name may hold anything.
            let parent = stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(1)?;
            (parent == me && !ours.contains(&id)).then_some(id)
        });
        processes.filter_map(pid).collect()
    }

    #[cfg(not(target_os = "linux"))]
    pub fn end_strays(_: &[u32]) {}
}

#[cfg(not(unix))]
mod system {
    use std::process::{Child, Command, Stdio};

    pub fn prepare() {}

    pub fn isolate(_: &mut Command) {}

    pub fn bound(_: &mut Command, _: u64) {}

    pub fn has_ended(child: &mut Child) -> bool {
        !matches!(child.try_wait(), Ok(None))
    }

    pub fn kill(child: &mut Child) {
        let _ = Command::new("taskkill")
            .args(["/T", "/F", "/PID", &child.id().to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let _ = child.kill();
    }

    pub fn end_strays(_: &[u32]) {}
}

pub use system::bound;
