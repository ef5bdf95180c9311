//! Folders that are gone after the test, and what is asked of a walk through them.

use std::env;
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::Duration;

use probe::{Diagnosis, demand, expect, watch};
use tokio::runtime::{Builder, Runtime};

use crate::recursion::walk;

const NAME: &str = "dojo walk ";

/// A test that was ended leaves its folders behind; after an hour nobody uses them any more.
fn remove_what_was_left(place: &Path) {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(NAME));
    for entry in ours {
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let age = changed.ok().and_then(|changed| changed.elapsed().ok());
        if age.is_some_and(|age| age > Duration::from_secs(3600)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A small tree is walked in fewer, folder by folder.
const ROUNDS: usize = 30;

/// A folder for one test.
pub struct Tree {
    root: PathBuf,
    /// What a walk has to find.
    files: Vec<PathBuf>,
}

impl Tree {
    pub fn new() -> Tree {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{NAME}{} {}", process::id(), NEXT.fetch_add(1, SeqCst));
        // In memory, where that is possible: a disk may take a hundred times as long.
        let places = [PathBuf::from("/dev/shm"), env::temp_dir()];
        let made = places.iter().find_map(|place| {
            remove_what_was_left(place);
            let root = place.join(&name);
            fs::create_dir(&root).ok().map(|()| root)
        });
        Tree {
            root: made.expect("the temp folder can be written"),
            files: Vec::new(),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes a folder, and those above it.
    pub fn folder(&mut self, path: impl AsRef<Path>) -> &mut Tree {
        fs::create_dir_all(self.root.join(path)).expect("a folder");
        self
    }

    /// Makes a file; its folder is there.
    pub fn file(&mut self, path: impl AsRef<Path>) -> &mut Tree {
        let path = self.root.join(path);
        fs::write(&path, "text").expect("a file");
        self.files.push(path);
        self
    }

    /// Makes a socket, where the system has them among the files. It is there until it is dropped.
    #[cfg(unix)]
    pub fn socket(&mut self, path: &str) -> Option<std::os::unix::net::UnixListener> {
        let path = self.root.join(path);
        // Paths of sockets may not be long, and the folder's may be.
        let socket = std::os::unix::net::UnixListener::bind(&path).ok()?;
        self.files.push(path);
        Some(socket)
    }

    /// Makes no socket: the system has none among the files.
    #[cfg(not(unix))]
    pub fn socket(&mut self, _path: &str) -> Option<()> {
        None
    }

    /// Makes a link, where the system has them.
    pub fn link(&mut self, path: &str, target: &str) -> &mut Tree {
        let path = self.root.join(path);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(target, &path).expect("a link");
            self.files.push(path);
        }
        #[cfg(not(unix))]
        let _ = (path, target);
        self
    }

    /// Asks for all the files, each once, in any order.
    #[track_caller]
    pub fn is_found(&self, output: io::Result<Vec<PathBuf>>) {
        let mut seen = match output {
            Ok(seen) => seen,
            Err(error) => {
                expect(
                    error.to_string(),
                    String::from("no error"),
                    "a walk through folders that can be read",
                    "読めるフォルダーの走査",
                );
                return;
            }
        };
        let count = seen.len();
        seen.sort();
        let found = seen.clone();
        seen.dedup();
        let odd = seen.iter().find(|path| !self.files.contains(path));
        let odd = odd.map(|path| self.short(path));
        let missing = self
            .files
            .iter()
            .find(|path| seen.binary_search(path).is_err());
        let missing = missing.map(|path| self.short(path));
        let twice = found.windows(2).find(|pair| pair[0] == pair[1]);
        let twice = twice.map(|pair| self.short(&pair[0]));
        let asked = self.files.len();
        let en = format!("{asked} entries to find, {count} found");
        let ja = format!("見つけるべきもの {asked} 個、見つかったもの {count} 個");
        expect(
            odd,
            None,
            &format!("{en}; one too many"),
            &format!("{ja}。余分なもの"),
        );
        expect(
            missing,
            None,
            &format!("{en}; missing"),
            &format!("{ja}。ないもの"),
        );
        expect(
            twice,
            None,
            &format!("{en}; found twice"),
            &format!("{ja}。重複したもの"),
        );
    }

    /// A path without what comes before the tree, and no longer than a line.
    fn short(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.root);
        let text = match inner {
            Ok(inner) => format!("…/{}", inner.display()),
            Err(_) => path.display().to_string(),
        };
        text.chars().take(60).collect()
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

pub fn runtime() -> Runtime {
    let runtime = Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime")
}

/// The output of a walk, which is first handed to another task, as only a `Send` future can be.
pub fn walked(root: &Path) -> io::Result<Vec<PathBuf>> {
    let root = root.to_owned();
    runtime().block_on(async {
        match tokio::spawn(walk(root)).await {
            Ok(output) => output,
            Err(error) => resume_unwind(error.into_panic()),
        }
    })
}

/// Asks for this error, as the system gave it.
#[track_caller]
pub fn fails(root: &Path, asked: &io::Error) {
    let (kind, text) = (asked.kind(), asked.to_string());
    let output = walked(root);
    demand(
        output.is_err(),
        Diagnosis::SwallowedError,
        format!(
            "a folder cannot be read: {text}; the output is `Ok` with {} entries",
            output.as_ref().map_or(0, Vec::len)
        ),
        format!(
            "フォルダーを読めません ({text})。しかし出力は `Ok` で、{} 個の項目が入っています",
            output.as_ref().map_or(0, Vec::len)
        ),
    );
    let seen = output.expect_err("that was asked").kind();
    demand(
        seen == kind,
        Diagnosis::SwallowedError,
        format!("the system said `{kind:?}`; the error that came out says `{seen:?}`"),
        format!("システムのエラーは `{kind:?}` ですが、返されたエラーは `{seen:?}` です"),
    );
}

/// A waker that knows whether this thread has called it.
struct Own {
    thread: ThreadId,
    is_woken: AtomicBool,
}

impl Wake for Own {
    fn wake(self: Arc<Self>) {
        if thread::current().id() == self.thread {
            self.is_woken.store(true, SeqCst);
        }
    }
}

/// Polls a walk only while no thread of the runtime can read: what the last polls have asked of
/// them is done before the next poll, and then the only one of them waits. During the polls, and at
/// no other time, each of `places` has one more file in it. Returns whether the walk ends with such
/// a file in its output.
#[track_caller]
pub fn reads_in_its_polls(root: &Path, places: &[PathBuf]) -> bool {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build();
    let runtime = runtime.expect("a runtime");
    let _context = runtime.enter();
    let own = Arc::new(Own {
        thread: thread::current().id(),
        is_woken: AtomicBool::new(false),
    });
    let waker = Waker::from(Arc::clone(&own));
    let late = places.iter().map(|place| place.join("late"));
    let late: Vec<PathBuf> = late.collect();
    let mut walk = pin!(walk(root.to_owned()));
    let mut _last = None;
    for _ in 0..ROUNDS {
        let (open, gate) = mpsc::channel::<()>();
        let (began, is_begun) = mpsc::channel();
        runtime.spawn_blocking(move || {
            let _ = began.send(());
            let _ = gate.recv();
        });
        // The one of the last round goes on, then whatever has been asked since, then this one.
        _last = Some(open);
        let _ = is_begun.recv();
        for file in &late {
            fs::write(file, "text").expect("a file");
        }
        own.is_woken.store(true, SeqCst);
        let mut output = None;
        while output.is_none() && own.is_woken.swap(false, SeqCst) {
            let mut context = Context::from_waker(&waker);
            let poll = watch(Diagnosis::BlockedExecutor, || {
                walk.as_mut().poll(&mut context)
            });
            if let Poll::Ready(ended) = poll {
                output = Some(ended);
            }
        }
        for file in &late {
            fs::remove_file(file).expect("it is there");
        }
        if let Some(output) = output {
            return output.is_ok_and(|files| files.iter().any(|file| late.contains(file)));
        }
    }
    false
}

/// Runs the call in a thread with a stack of so many bytes.
pub fn on_a_stack_of<R: Send>(bytes: usize, call: impl FnOnce() -> R + Send) -> R {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(bytes)
            .spawn_scoped(scope, call);
        match thread.expect("a thread").join() {
            Ok(result) => result,
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// Calls `ask` while a folder of the tree cannot be read for want of permission, with the error that
/// says so. Nothing is closed to root, and then nothing is asked.
#[cfg(unix)]
pub fn with_a_closed_folder(tree: &Tree, ask: impl FnOnce(&io::Error)) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tree.root.join("closed");
    fs::create_dir(&folder).expect("a folder");
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode));
    mode(0o000).expect("it is ours");
    if let Err(error) = fs::read_dir(&folder) {
        ask(&error);
    }
    mode(0o700).expect("it is ours");
    fs::remove_dir(&folder).expect("it is empty");
}

/// A tree with a folder in it whose path is longer than the system takes, so that nobody can read
/// it by its path, whoever runs the test. Returns the error that says so.
#[cfg(target_os = "linux")]
pub fn with_a_folder_too_deep(tree: &mut Tree) -> io::Error {
    let long = "x".repeat(200);
    let (mut upper, mut lower) = (tree.root.join("upper"), tree.root.join("lower"));
    for _ in 0..15 {
        upper.push(&long);
        lower.push(&long);
    }
    fs::create_dir_all(&upper).expect("folders");
    fs::create_dir_all(&lower).expect("folders");
    fs::rename(tree.root.join("lower"), upper.join("lower")).expect("one below the other");
    let mut deepest = upper.join("lower");
    for _ in 0..15 {
        deepest.push(&long);
    }
    fs::read_dir(&deepest).expect_err("the path is too long")
}
