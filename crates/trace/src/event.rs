//! One thing that happened in a test: a line of `kata-trace/1`.

use std::fs;
use std::path::Path;

use lang::Lang;
use serde_json::Value;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: String,
    pub subject: String,
    pub what: String,
    /// A step of the test, `tests/x.rs:53`.
    pub at: Option<String>,
    /// The diagnosis of a finding.
    pub code: Option<String>,
    /// Microseconds of virtual time, where the clock is paused.
    pub virtual_us: Option<u64>,
    pub real_us: u64,
    pub thread: String,
    /// The line as it was written.
    pub raw: Value,
}

/// All that was written down. A last line that was cut off by the end of the process is left out.
pub fn read(file: &Path) -> Vec<Event> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(event).collect()
}

fn event(line: &str) -> Option<Event> {
    let raw: Value = serde_json::from_str(line).ok()?;
    let word = |key: &str| raw[key].as_str().map(str::to_owned);
    let number = |key: &str| raw[key].as_f64().map(|number| number as u64);
    Some(Event {
        kind: word("kind")?,
        subject: word("subject")?,
        what: word("what")?,
        at: word("at"),
        code: word("code"),
        virtual_us: number("virtual_us"),
        real_us: number("real_us")?,
        thread: word("thread")?,
        raw,
    })
}

impl Event {
    /// What a reader is told of it: whom it happened to, what, and when.
    pub fn said(&self, lang: Lang) -> String {
        let clock = self.virtual_us;
        let clock = clock.map_or_else(String::new, |at| format!(" {} ms", at / 1000));
        match &self.code {
            Some(code) => format!("{code}{clock}"),
            None => format!("{}: {}{clock}", self.subject, word(&self.what, lang)),
        }
    }
}

fn word(what: &str, lang: Lang) -> &str {
    let japanese = match what {
        "awaits a wake" => "起床を待つ",
        "begins" => "開始",
        "created" => "作成",
        "cut" => "以降は省略",
        "drop" => "ドロップする",
        "dropped" => "ドロップされた",
        "ends" => "終了",
        "finished" => "完了させる",
        "moved" => "別のタスクへ移る",
        "panicked" => "パニック",
        "pending" => "Pending",
        "poll" => "ポーリング",
        "ready" => "Ready",
        "waker cloned" => "waker を複製",
        "waker dropped" => "waker を破棄",
        "woken" => "起床",
        "woken by an earlier waker" => "以前の waker で起床",
        "woken in its own poll" => "自分のポーリング中に起床",
        other => other,
    };
    lang.pick(what, japanese)
}
