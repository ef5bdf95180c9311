//! A learner at a terminal: a real one, but for the eyes.
//!
//! real time: what is tested is how soon the screen follows.
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use scratch::mini::{Mini, SOLUTION};
use vt100::Parser;

const EXERCISE: &str = "exercises/s01-mini/double.rs";
const WRONG: &str = "pub fn double(n: u32) -> u32 { n + 7 }\n";
const LOOPS: &str = "pub fn double(n: u32) -> u32 { loop { if n == 3 { return 0 } } }\n";

/// Far more than it takes, for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn mini() -> Mini {
    let mini = Mini::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "watched");
    let lesson =
        "# double: twice\n\n## Task\n\nWrite it.\n\n## Hint 1\n\nTwo.\n\n## Hint 2\n\nTimes.\n";
    for kata in ["double", "triple"] {
        for extension in ["md", "ja.md"] {
            let text = lesson.replace("double", kata);
            mini.write(&format!("exercises/s01-mini/{kata}.{extension}"), &text);
        }
    }
    mini
}

/// `watch` in a terminal of that size.
struct Watch {
    screen: Arc<Mutex<Parser>>,
    keys: Box<dyn Write + Send>,
    terminal: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Watch {
    fn start(mini: &Mini, words: &[&str]) -> Watch {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_watch"));
        command.args(words);
        command.cwd(&mini.root);
        command.env("KATA_LANG", "en");
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(Parser::new(24, 80, 0)));
        let (mut output, drawn) = (pair.master.try_clone_reader().unwrap(), screen.clone());
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut buffer) {
                drawn.lock().unwrap().process(&buffer[..length]);
            }
        });
        Watch {
            screen,
            keys: pair.master.take_writer().unwrap(),
            terminal: pair.master,
            child,
        }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen has `words` on it.
    #[track_caller]
    fn sees(&self, words: &str) -> Duration {
        let began = Instant::now();
        while !self.text().contains(words) {
            assert!(
                began.elapsed() < PATIENCE,
                "no `{words}` in\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(5));
        }
        began.elapsed()
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    #[track_caller]
    fn ends(&mut self) -> Duration {
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
        began.elapsed()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn save_is_judged_and_solved_leads_on() {
    let mini = mini();
    add_triple(&mini);
    let mut watch = Watch::start(&mini, &[]);
    watch.sees("Edit this file; each save is judged");
    watch.sees("double: waiting for a save");
    mini.write(EXERCISE, WRONG);
    watch.sees("error: assertion");
    assert!(watch.text().contains("double.rs"), "{}", watch.text());
    // Saved by renaming, as editors do.
    let draft = mini.write("exercises/s01-mini/.double.swp", SOLUTION);
    std::fs::rename(draft, mini.root.join(EXERCISE)).unwrap();
    watch.sees("solved: double, 2 of 2 tests passed");
    watch.sees("triple: waiting for a save");
    watch.press("n");
    watch.sees("# triple: twice".trim_start_matches("# "));
    watch.press("h");
    watch.sees("Two.");
    watch.press("k");
    watch.sees("1/2  2 tests  exercises/s01-mini/");
    watch.press("?");
    watch.sees("one more hint");
    watch.press("q");
    watch.ends();
    let progress = std::fs::read_to_string(mini.root.join(".dojo-progress.json")).unwrap();
    assert!(progress.contains("\"solved\": true"), "{progress}");
}

/// A second kata, as the first.
fn add_triple(mini: &Mini) {
    let read = |path: &str| std::fs::read_to_string(mini.root.join(path)).unwrap();
    let toml = read("crates/s01-mini/section.toml");
    let (head, kata) = toml.split_once("[[kata]]").unwrap();
    let other = kata.replace("\"double\"", "\"triple\"");
    mini.write(
        "crates/s01-mini/section.toml",
        &format!("{head}[[kata]]{kata}\n[[kata]]{other}"),
    );
    mini.write("exercises/s01-mini/triple.rs", &read(EXERCISE));
}

#[test]
fn save_during_a_check_begins_a_new_one() {
    let mini = mini();
    let watch = Watch::start(&mini, &["double"]);
    watch.sees("waiting for a save");
    mini.write(EXERCISE, LOOPS);
    watch.sees("judging double");
    // In the middle of a test that does not end: the answer to the first save never comes.
    thread::sleep(Duration::from_millis(700));
    mini.write(EXERCISE, SOLUTION);
    let took = watch.sees("solved: double");
    assert!(took < Duration::from_secs(30), "{took:?}");
}

#[test]
fn quit_while_an_answer_loops_leaves_nothing_running() {
    let mini = mini();
    let mut watch = Watch::start(&mini, &["double"]);
    watch.sees("waiting for a save");
    mini.write(EXERCISE, LOOPS);
    watch.sees("judging double");
    thread::sleep(Duration::from_millis(700));
    watch.press("q");
    watch.ends();
    let program = mini.root.join("target/dojo/check");
    let until = Instant::now() + PATIENCE;
    while runs(&program.to_string_lossy()) {
        assert!(Instant::now() < until, "the answer runs on");
        thread::sleep(Duration::from_millis(10));
    }
}

fn runs(word: &str) -> bool {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return false;
    };
    let lines = processes
        .flatten()
        .filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
    lines
        .into_iter()
        .any(|words| String::from_utf8_lossy(&words).contains(word))
}

#[test]
fn resized_terminal_is_drawn_anew() {
    let mini = mini();
    let lesson = format!("# double: twice\n\n{}", "A line of its own.\n\n".repeat(20));
    mini.write("exercises/s01-mini/double.md", &lesson);
    let watch = Watch::start(&mini, &["double"]);
    watch.sees("waiting for a save");
    let size = PtySize {
        rows: 12,
        cols: 40,
        pixel_width: 0,
        pixel_height: 0,
    };
    watch.screen.lock().unwrap().screen_mut().set_size(12, 40);
    watch.terminal.resize(size).unwrap();
    watch.sees("more lines: space)");
    for line in watch.text().lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
}

#[test]
fn manual_mode_waits_for_a_key() {
    let mini = mini();
    let mut watch = Watch::start(&mini, &["--manual"]);
    watch.sees("press c to have it judged");
    mini.write(EXERCISE, SOLUTION);
    thread::sleep(Duration::from_millis(1500));
    assert!(!watch.text().contains("solved"), "{}", watch.text());
    watch.press("c");
    watch.sees("solved: double");
}

#[test]
fn reference_is_shown_when_it_is_asked_for_twice() {
    let mini = mini();
    mini.write(EXERCISE, WRONG);
    let mut watch = Watch::start(&mini, &["double"]);
    watch.sees("error: assertion");
    watch.press("s");
    watch.sees("press s once more");
    watch.press("s");
    watch.sees("+    n * 2");
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let mini = mini();
    let output = Command::new(env!("CARGO_BIN_EXE_watch"))
        .current_dir(&mini.root)
        .env("KATA_LANG", "en")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("cargo xtask check"), "{said}");
}
