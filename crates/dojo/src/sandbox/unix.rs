//! Tasks on Unix: under a guard, with a socket to it.

use std::io::{self, Read as _, Write as _};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{
    Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions, WaitOptions, getrlimit,
    kill_process_group, setrlimit, waitid,
};

use super::bounds::Bound;
use super::capture::Capture;
use super::confine;
use super::guard::{self, Order};
use super::task::{Ended, Receipt, Status, Task};

/// How often the caller's wishes and the output are looked at.
const LOOK: Duration = Duration::from_millis(20);

/// How often a guard looks at what its process does. A process that ends is seen at once.
const TICK: Duration = Duration::from_millis(100);

/// A process that had to wait for a processor has more wall time, so many times as much at most.
const PATIENCE: u32 = 2;

/// How much longer than it was allowed a guard may take before it is given up: it was stopped, or
/// what it has to end cannot be ended.
const GIVEN_UP: Duration = Duration::from_secs(5);

/// Runs the task under a guard.
pub fn run(task: &Task<'_>, helper: &Path, stop: &dyn Fn(Duration) -> bool) -> io::Result<Ended> {
    let (mut ours, theirs) = UnixStream::pair()?;
    ours.set_read_timeout(Some(LOOK))?;
    // One pipe for both streams keeps their order.
    let (reader, writer) = io::pipe()?;
    let mark = mark();
    let mut command = Command::new(helper);
    command
        .arg(guard::WORD)
        .args(guard::words(&task.bounds, task.receipt))
        .args(confine::words(task))
        .current_dir(task.folder)
        .env_clear()
        .envs(task.environment.iter().map(|(name, value)| (name, value)))
        .env(MARK, &mark)
        .stdin(OwnedFd::from(theirs))
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .process_group(0);
    let began = Instant::now();
    let mut guard = command.spawn()?;
    // Our copies of the other ends go with it.
    drop(command);
    let kept = (!task.receipt).then_some(task.bounds.output);
    let capture = Capture::of(reader, kept);
    let mut said = Vec::new();
    let mut buffer = [0; 256];
    let mut by = None;
    let mut until = began + task.bounds.wall * (1 + PATIENCE) + GIVEN_UP;
    loop {
        match ours.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => said.extend_from_slice(&buffer[..length]),
            Err(cause) if waits(&cause) => {}
            Err(_) => break,
        }
        if by.is_none() {
            if capture.total() > task.bounds.output {
                by = Some(Bound::Output);
            } else if stop(began.elapsed()) {
                by = Some(Bound::Caller);
            }
            if by.is_some() {
                // The guard takes the end of its input for the wish that it end.
                let _ = ours.shutdown(Shutdown::Write);
                until = Instant::now() + GIVEN_UP;
            }
        }
        if Instant::now() > until {
            by = by.or(Some(Bound::Wall));
            break;
        }
    }
    let took = began.elapsed();
    let said = String::from_utf8_lossy(&said).into_owned();
    let account = Account::read(&said);
    if account.is_none() {
        abandon(&mut guard, pid_in(&said), &mark);
    }
    let _ = guard.wait();
    if let Some(errno) = said.lines().find_map(|line| line.strip_prefix("cannot ")) {
        return Err(io::Error::from_raw_os_error(errno.parse().unwrap_or(0)));
    }
    let account = account.unwrap_or_default();
    Ok(Ended {
        status: account.status,
        by: by.or(account.by),
        receipt: account.receipt.unwrap_or(Receipt::None),
        cpu: account.cpu,
        took,
        output: capture.text(),
    })
}

fn waits(cause: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(cause.kind(), Interrupted | TimedOut | WouldBlock)
}

/// Names the variable by which the processes under one guard are known.
const MARK: &str = "DOJO_GUARD";

/// A value that no other guard has.
fn mark() -> String {
    let number = u128::from_ne_bytes(nonce());
    format!("{number:032x}")
}

/// Ends what a guard has left that gave no account: somebody stopped or killed it.
fn abandon(guard: &mut Child, process: Option<Pid>, mark: &str) {
    let _ = guard.kill();
    let _ = guard.wait();
    if let Some(process) = process {
        let _ = kill_process_group(process, Signal::KILL);
    }
    // Where this process adopts orphans, those of the guard have come to it.
    let mark = format!("{MARK}={mark}");
    let until = Instant::now() + GIVEN_UP / 2;
    while Instant::now() < until {
        let orphans = kernel::children().into_iter();
        let orphans: Vec<Pid> = orphans.filter(|pid| kernel::has(*pid, &mark)).collect();
        if orphans.is_empty() {
            return;
        }
        for orphan in orphans {
            let _ = rustix::process::kill_process(orphan, Signal::KILL);
            let _ = rustix::process::waitpid(Some(orphan), WaitOptions::empty());
        }
    }
}

/// Makes this process the parent of those that lose theirs below it, so that what is left when
/// somebody kills a guard can be found and ended. For `main` to decide: whoever starts other
/// programs becomes the parent of what those leave behind, too, and leaves it alone.
pub fn adopt_orphans() {
    kernel::adopt_strays();
}

/// The number of the process under the guard.
fn pid_in(said: &str) -> Option<Pid> {
    let number = said.lines().find_map(|line| line.strip_prefix("pid "))?;
    Pid::from_raw(number.parse().ok()?)
}

/// What a guard says at the end of its work.
#[derive(Default)]
struct Account {
    status: Option<Status>,
    by: Option<Bound>,
    receipt: Option<Receipt>,
    cpu: Option<Duration>,
}

const BOUNDS: [(&str, Bound); 4] = [
    ("wall", Bound::Wall),
    ("cpu", Bound::Cpu),
    ("asleep", Bound::Asleep),
    ("caller", Bound::Caller),
];

const RECEIPTS: [(&str, Receipt); 3] = [
    ("passed", Receipt::Passed),
    ("failed", Receipt::Failed),
    ("missing", Receipt::Missing),
];

fn word_of<T: Copy + PartialEq>(table: &[(&'static str, T)], of: Option<T>) -> &'static str {
    let found = table.iter().find(|(_, known)| Some(*known) == of);
    found.map_or("none", |(word, _)| word)
}

fn of_word<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    let (_, found) = table.iter().find(|(known, _)| *known == word)?;
    Some(*found)
}

impl Account {
    fn write(&self) -> String {
        let (kind, number) = match self.status {
            Some(Status::Exited(code)) => ("exited", code),
            Some(Status::Signalled(signal)) => ("signalled", signal),
            None => ("unknown", 0),
        };
        let by = word_of(&BOUNDS, self.by);
        let receipt = word_of(&RECEIPTS, self.receipt);
        let cpu = self.cpu.map_or(-1, |cpu| cpu.as_millis() as i64);
        format!("end {kind} {number} {by} {receipt} {cpu}\n")
    }

    fn read(said: &str) -> Option<Account> {
        let line = said.lines().find_map(|line| line.strip_prefix("end "))?;
        let words: Vec<&str> = line.split(' ').collect();
        let [kind, number, by, receipt, cpu] = words[..] else {
            return None;
        };
        let number = number.parse().ok()?;
        Some(Account {
            status: match kind {
                "exited" => Some(Status::Exited(number)),
                "signalled" => Some(Status::Signalled(number)),
                _ => None,
            },
            by: of_word(&BOUNDS, by),
            receipt: of_word(&RECEIPTS, receipt),
            cpu: cpu.parse().ok().map(Duration::from_millis),
        })
    }
}

/// Serves as the guard of one process.
pub fn guard(order: Order) -> i32 {
    let Ok(caller) = io::stdin().lock_as_stream() else {
        return 2;
    };
    match guard_with(order, &caller) {
        Ok(()) => 0,
        Err(cause) => {
            let errno = cause.raw_os_error().unwrap_or(0);
            let _ = (&caller).write_all(format!("cannot {errno}\n").as_bytes());
            3
        }
    }
}

/// Standard input, where it is a socket.
trait AsStream {
    fn lock_as_stream(&self) -> io::Result<UnixStream>;
}

impl AsStream for io::Stdin {
    fn lock_as_stream(&self) -> io::Result<UnixStream> {
        use std::os::fd::AsFd as _;
        Ok(UnixStream::from(self.as_fd().try_clone_to_owned()?))
    }
}

fn guard_with(order: Order, mut caller: &UnixStream) -> io::Result<()> {
    prepare(order.memory)?;
    let mut command = Command::new(&order.program);
    command.args(&order.arguments).process_group(0);
    let receipt = match order.receipt {
        true => {
            let (ours, theirs) = UnixStream::pair()?;
            command.stdin(OwnedFd::from(theirs));
            let nonce = nonce();
            (&ours).write_all(&nonce)?;
            Some((ours, nonce))
        }
        false => {
            command.stdin(Stdio::null());
            None
        }
    };
    let began = Instant::now();
    let mut child = command.spawn()?;
    drop(command);
    let pid = pid_of(&child);
    // A caller that has gone in the meantime is seen below, and the process is ended.
    let _ = caller.write_all(format!("pid {}\n", child.id()).as_bytes());
    let by = watch(&order, pid, caller, began);
    // Before the process is reaped: its number cannot have been given to another one.
    let _ = kill_process_group(pid, Signal::KILL);
    let _ = child.kill();
    let ended = waitid(
        WaitId::Pid(pid),
        WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
    );
    let cpu = ended.ok().and_then(|_| kernel::cpu_time(child.id()));
    let status = child.wait().ok().and_then(status_of);
    end_strays();
    let account = Account {
        status,
        by,
        receipt: receipt.and_then(|(ours, nonce)| collect(ours, &nonce)),
        cpu,
    };
    caller.write_all(account.write().as_bytes())
}

/// Waits for the end of the process, or for a reason to end it.
fn watch(order: &Order, pid: Pid, caller: &UnixStream, began: Instant) -> Option<Bound> {
    let end = kernel::end_of(pid);
    let mut activity = kernel::Activity::new(pid);
    loop {
        if has_ended(pid) {
            return None;
        }
        let took = began.elapsed();
        let left = order.wall.saturating_sub(took);
        // On a busy machine it waits for a processor, which is no fault of its own.
        let waited = || activity.waited().min(order.wall * PATIENCE);
        if left.is_zero() && took >= order.wall + waited() {
            return Some(Bound::Wall);
        }
        if took >= TICK {
            if activity.cpu().is_some_and(|cpu| cpu >= order.cpu) {
                return Some(Bound::Cpu);
            }
            if activity
                .asleep()
                .is_some_and(|asleep| asleep >= order.asleep)
            {
                return Some(Bound::Asleep);
            }
        }
        let pause = match end {
            Some(_) => TICK,
            // Nothing here tells that a process has ended: look often, and less often later.
            None => (took / 8).clamp(Duration::from_micros(200), Duration::from_millis(5)),
        };
        let pause = match left.is_zero() {
            true => pause,
            false => pause.min(left),
        };
        let pause = Timespec::try_from(pause).ok();
        let mut ready = vec![PollFd::new(caller, PollFlags::IN)];
        ready.extend(end.as_ref().map(|end| PollFd::new(end, PollFlags::IN)));
        let _ = poll(&mut ready, pause.as_ref());
        if !ready[0].revents().is_empty() {
            return Some(Bound::Caller);
        }
    }
}

/// What the process wrote after the body of its test, if it knew what it was given before it.
fn collect(mut ours: UnixStream, nonce: &[u8]) -> Option<Receipt> {
    // Everybody who could write is dead; a copy in the hands of somebody who is not is no reason
    // to wait.
    ours.set_nonblocking(true).ok()?;
    let mut said = Vec::new();
    let mut buffer = [0; 64];
    while let Ok(length @ 1..) = ours.read(&mut buffer) {
        said.extend_from_slice(&buffer[..length]);
        if said.len() > buffer.len() {
            return None;
        }
    }
    let word = said.strip_prefix(nonce)?;
    of_word(&RECEIPTS, std::str::from_utf8(word).ok()?)
}

/// Sixteen bytes that nobody can guess.
fn nonce() -> [u8; 16] {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    let mut nonce = [0; 16];
    for half in nonce.chunks_exact_mut(8) {
        half.copy_from_slice(&RandomState::new().build_hasher().finish().to_ne_bytes());
    }
    nonce
}

/// Bounds this process and so what it starts, never above what the user's own limits allow.
fn prepare(memory: u64) -> io::Result<()> {
    kernel::adopt_strays();
    let lower = |resource: Resource, value: u64| {
        let hard = getrlimit(resource).maximum;
        let value = hard.map_or(value, |hard| hard.min(value));
        let limit = Rlimit {
            current: Some(value),
            maximum: Some(value),
        };
        setrlimit(resource, limit)
    };
    lower(Resource::Core, 0)?;
    if cfg!(target_os = "linux") {
        lower(Resource::As, memory)?;
    }
    Ok(())
}

fn status_of(status: ExitStatus) -> Option<Status> {
    let exited = status.code().map(Status::Exited);
    exited.or_else(|| status.signal().map(Status::Signalled))
}

fn pid_of(child: &Child) -> Pid {
    Pid::from_child(child)
}

/// Whether the process has ended; it is not reaped yet.
fn has_ended(pid: Pid) -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(pid), options), Ok(None))
}

/// Ends whoever left the group and was handed to this guard.
fn end_strays() {
    let until = Instant::now() + GIVEN_UP / 2;
    // A stray's own children become strays when it dies: look until there are none.
    while Instant::now() < until {
        match rustix::process::wait(WaitOptions::NOHANG) {
            Ok(Some(_)) => continue,
            Ok(None) => {}
            Err(_) => return,
        }
        for stray in kernel::children() {
            let _ = rustix::process::kill_process(stray, Signal::KILL);
        }
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[cfg(target_os = "linux")]
mod kernel {
    use std::fs;
    use std::os::fd::OwnedFd;
    use std::time::{Duration, Instant};

    use rustix::process::{DumpableBehavior, Pid, PidfdFlags, pidfd_open};

    pub fn adopt_strays() {
        let _ = rustix::process::set_child_subreaper(Some(rustix::process::getpid()));
        // What is judged must not read or write this process, which knows the nonce.
        let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }

    /// Something that can be waited for, and that is ready when the process has ended.
    pub fn end_of(pid: Pid) -> Option<OwnedFd> {
        pidfd_open(pid, PidfdFlags::empty()).ok()
    }

    pub fn children() -> Vec<Pid> {
        let numbers = of_every_thread().unwrap_or_else(|| whose_parent_is(std::process::id()));
        numbers.into_iter().filter_map(Pid::from_raw).collect()
    }

    fn of_every_thread() -> Option<Vec<i32>> {
        let mut all = Vec::new();
        for thread in fs::read_dir("/proc/self/task").ok()? {
            let listed = fs::read_to_string(thread.ok()?.path().join("children")).ok()?;
            let numbers = listed.split_ascii_whitespace();
            all.extend(numbers.filter_map(|number| number.parse::<i32>().ok()));
        }
        Some(all)
    }

    /// Whether a process was started with this variable.
    pub fn has(pid: Pid, variable: &str) -> bool {
        let all = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        all.split(|byte| *byte == 0)
            .any(|one| one == variable.as_bytes())
    }

    /// The same, where the kernel keeps no list.
    fn whose_parent_is(me: u32) -> Vec<i32> {
        let Ok(entries) = fs::read_dir("/proc") else {
            return Vec::new();
        };
        let processes = entries.flatten().filter_map(|entry| {
            let id: i32 = entry.file_name().to_str()?.parse().ok()?;
            let parent: u32 = fields(&format!("/proc/{id}/stat"))?.get(1)?.parse().ok()?;
            (parent == me).then_some(id)
        });
        processes.collect()
    }

    /// The fields of a `stat` file after the name, which may hold anything: state, parent, …
    fn fields(path: &str) -> Option<Vec<String>> {
        let stat = fs::read_to_string(path).ok()?;
        let (_, fields) = stat.rsplit_once(')')?;
        Some(fields.split_ascii_whitespace().map(str::to_owned).collect())
    }

    /// Processor time of a process that has not been reaped, with that of those it waited for.
    pub fn cpu_time(id: u32) -> Option<Duration> {
        let fields = fields(&format!("/proc/{id}/stat"))?;
        let ticks = fields.get(11..15)?.iter();
        let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
        // USER_HZ is 100 on every Linux that Rust runs on.
        Some(Duration::from_millis(ticks * 10))
    }

    /// What the threads of a process do.
    pub struct Activity {
        pid: Pid,
        ran: u64,
        since: Instant,
    }

    impl Activity {
        pub fn new(pid: Pid) -> Activity {
            Activity {
                pid,
                ran: 0,
                since: Instant::now(),
            }
        }

        pub fn cpu(&self) -> Option<Duration> {
            cpu_time(self.pid.as_raw_nonzero().get().unsigned_abs())
        }

        /// For how long its threads have waited for a processor, all together.
        pub fn waited(&self) -> Duration {
            let waited = || -> Option<u64> {
                let mut waited = 0;
                for thread in fs::read_dir(format!("/proc/{}/task", self.pid)).ok()? {
                    let path = thread.ok()?.path().join("schedstat");
                    let schedule = fs::read_to_string(path).ok()?;
                    waited += schedule.split(' ').nth(1)?.parse::<u64>().ok()?;
                }
                Some(waited)
            };
            Duration::from_nanos(waited().unwrap_or_default())
        }

        /// For how long no thread has run, and none has wanted to.
        pub fn asleep(&mut self) -> Option<Duration> {
            let (ran, wants) = self.look()?;
            if wants || ran != self.ran {
                self.ran = ran;
                self.since = Instant::now();
            }
            Some(self.since.elapsed())
        }

        /// Nanoseconds that its threads have run, and whether one of them runs or wants to.
        fn look(&self) -> Option<(u64, bool)> {
            let folder = format!("/proc/{}/task", self.pid);
            let (mut ran, mut wants) = (0, false);
            for thread in fs::read_dir(folder).ok()? {
                let path = thread.ok()?.path();
                let path = path.to_str()?;
                let schedule = fs::read_to_string(format!("{path}/schedstat")).ok()?;
                let own: u64 = schedule.split(' ').next()?.parse().ok()?;
                ran += own;
                let state = fields(&format!("{path}/stat"))?.into_iter().next()?;
                // Running, or waiting for a disk.
                wants |= state == "R" || state == "D";
            }
            Some((ran, wants))
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod kernel {
    use std::os::fd::OwnedFd;
    use std::time::Duration;

    use rustix::process::Pid;

    pub fn adopt_strays() {}

    pub fn end_of(_: Pid) -> Option<OwnedFd> {
        None
    }

    pub fn children() -> Vec<Pid> {
        Vec::new()
    }

    pub fn has(_: Pid, _: &str) -> bool {
        false
    }

    pub fn cpu_time(_: u32) -> Option<Duration> {
        None
    }

    pub struct Activity;

    impl Activity {
        pub fn new(_: Pid) -> Activity {
            Activity
        }

        pub fn cpu(&self) -> Option<Duration> {
            None
        }

        pub fn waited(&self) -> Duration {
            Duration::ZERO
        }

        pub fn asleep(&mut self) -> Option<Duration> {
            None
        }
    }
}
