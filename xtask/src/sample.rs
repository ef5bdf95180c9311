//! A small course for the tests of the commands, made by `new` and filled in.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::rc::Rc;

use crate::commands::{new, stubs};
use dojo::Error;
use dojo::course::Course;
use dojo::show::View;
use lang::Lang;
use scratch::Scratch;
use shell::term::Out;

pub const SECTION: &str = "s02-future-trait";

/// A course of one section with the katas `countdown` and `delay`, under git.
pub struct Sample {
    pub files: Scratch,
}

impl Sample {
    pub fn new() -> Sample {
        let files = Scratch::new();
        files.write("Cargo.toml", "");
        files.write("exercises/README.txt", "");
        files.write("crates/probe/Cargo.toml", "");
        let sample = Sample { files };
        sample.git(&["init", "-q"]);
        for (kata, guide, title, japanese) in [
            (
                "countdown",
                "2.1",
                "Pending, woken, ready",
                "Pending、起床、Ready",
            ),
            (
                "delay",
                "2.2",
                "A timer that does not burn a processor",
                "プロセッサを燃やさないタイマー",
            ),
        ] {
            let options = new::Options {
                section: SECTION.to_owned(),
                kata: kata.to_owned(),
                guide: Some(guide.to_owned()),
                title: Some(title.to_owned()),
                title_ja: Some(japanese.to_owned()),
                kind: new::Kind::Future,
            };
            sample
                .run(Lang::En, |course, out| new::run(course, &options, out))
                .done();
        }
        let toml = format!("crates/{SECTION}/section.toml");
        sample
            .files
            .edit(&toml, "ja = \"TODO\"", "ja = \"Future トレイト\"");
        let wakes = "# lost-wake: nothing is left that could wake the future\n\n## What it means\n";
        sample
            .files
            .write("crates/probe/explain/lost-wake.md", wakes);
        sample.files.write(
            "crates/probe/explain/lost-wake.ja.md",
            "<!-- translates: lost-wake.md sha256: -->\n# lost-wake: 起床させるものがもう残っていません\n\n## 意味\n",
        );
        let busy = "# busy-poll: the task asks to be polled again and again\n";
        sample
            .files
            .write("crates/probe/explain/busy-poll.md", busy);
        sample.refresh();
        sample.git(&["add", "."]);
        sample
    }

    pub fn root(&self) -> &Path {
        self.files.path()
    }

    pub fn course(&self) -> Course {
        Course::load(self.root()).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Stub ids and translations as they should be.
    pub fn refresh(&self) {
        let options = stubs::Options {
            translations: true,
            ..stubs::Options::default()
        };
        self.run(Lang::En, |course, out| stubs::run(course, &options, out))
            .done();
    }

    pub fn git(&self, words: &[&str]) {
        let done = Command::new("git")
            .arg("-C")
            .arg(self.root())
            .args(words)
            .output();
        assert!(done.unwrap().status.success(), "git {words:?}");
    }

    /// Everything as it is now, committed.
    pub fn commit(&self) {
        self.git(&["add", "."]);
        let who = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
        self.git(&[&who[..], &["commit", "-qm", "all"]].concat());
    }

    /// The learner's file of `kata`.
    pub fn exercise(kata: &str) -> String {
        format!("exercises/{SECTION}/{kata}.rs")
    }

    /// Runs a command, and keeps what it says.
    pub fn run(
        &self,
        lang: Lang,
        command: impl FnOnce(&Course, &Out) -> Result<ExitCode, Error>,
    ) -> Said {
        let (stdout, stderr) = (Heard::default(), Heard::default());
        let out = Out::to(
            view(lang),
            Box::new(stdout.clone()),
            Box::new(stderr.clone()),
        );
        let status = match command(&self.course(), &out) {
            Ok(status) => status,
            Err(error) => {
                out.error(&error.text());
                shell::term::exit_code(&error)
            }
        };
        Said {
            status,
            stdout: stdout.text(),
            stderr: stderr.text(),
        }
    }
}

/// How the snapshots are viewed.
pub fn view(lang: Lang) -> View {
    View {
        lang,
        color: false,
        links: false,
        ascii: false,
        width: 80,
    }
}

/// What came of a command.
#[derive(Debug)]
pub struct Said {
    pub status: ExitCode,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    /// The command did its work without a word of complaint.
    #[track_caller]
    pub fn done(&self) -> &str {
        assert!(self.ended(0) && self.stderr.is_empty(), "{self:?}");
        &self.stdout
    }

    pub fn ended(&self, status: u8) -> bool {
        // `ExitCode` compares only by its looks.
        format!("{:?}", self.status) == format!("{:?}", ExitCode::from(status))
    }

    /// Both streams in one text, for a snapshot.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl Heard {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("the runner writes UTF-8")
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
