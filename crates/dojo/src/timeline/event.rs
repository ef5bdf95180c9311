//! One thing that happened in a test: a line of `kata-trace/1`.

use std::fs;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use lang::{Lang, Text};
use serde_json::{Value, json};

use crate::ansi::plain;

/// What stands in the middle of what was too long to be kept.
const CUT: &str = "cut";

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// What it happened to: a future, a call, a task.
    pub kind: String,
    /// Which one of its kind.
    pub subject: String,
    /// What happened to it.
    pub what: String,
    /// The same as a sentence, where somebody has written one.
    pub told: Option<Text>,
    /// A step of the test, `tests/x.rs:53`.
    pub at: Option<String>,
    /// The diagnosis of a finding.
    pub code: Option<String>,
    /// Microseconds of virtual time, where the clock is paused.
    pub virtual_us: Option<u64>,
    /// Microseconds since the first event.
    pub real_us: u64,
    /// On which thread.
    pub thread: String,
    /// The number of the event.
    seq: u64,
    /// The line as it was written.
    pub raw: Arc<Value>,
}

/// All that was written down. A last line that was cut off by the end of the process is left out.
pub fn read(file: &Path) -> Vec<Event> {
    let of = |file: &Path| -> Vec<Event> {
        // A letter may have been cut in half.
        let bytes = fs::read(file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        text.lines().filter_map(event).collect()
    };
    // The latest of many are in two files that are written over in turn.
    let mut latest = ["jsonl.0", "jsonl.1"].map(|name| of(&file.with_extension(name)));
    latest.sort_by_key(|events| events.first().map(|event| event.seq));
    let mut events: Vec<Event> = Vec::new();
    for event in iter::once(of(file)).chain(latest).flatten() {
        let next = events.last().map_or(0, |last| last.seq + 1);
        if event.seq > next {
            events.push(event.cut_before(event.seq - next));
        }
        events.push(event);
    }
    events
}

fn event(line: &str) -> Option<Event> {
    let raw: Value = serde_json::from_str(line).ok()?;
    // A name may come from the answer, as the path of a request does.
    let word = |key: &str| raw[key].as_str().map(plain);
    let number = |key: &str| raw[key].as_f64().map(|number| number as u64);
    Some(Event {
        kind: word("kind")?,
        subject: word("subject")?,
        what: word("what")?,
        told: word("en").map(|en| Text {
            ja: word("ja").unwrap_or_else(|| en.clone()),
            en,
        }),
        at: word("at"),
        seq: number("seq")?,
        code: word("code"),
        virtual_us: number("virtual_us"),
        real_us: number("real_us")?,
        thread: word("thread")?,
        raw: Arc::new(raw),
    })
}

impl Event {
    /// Says that so many before this one were not kept.
    fn cut_before(&self, count: u64) -> Event {
        Event {
            kind: CUT.to_owned(),
            subject: CUT.to_owned(),
            what: CUT.to_owned(),
            told: Some(Text {
                en: format!("{count} events are left out"),
                ja: format!("{count} 件の出来事は省略"),
            }),
            at: None,
            code: None,
            seq: self.seq - 1,
            raw: Arc::new(json!({ "what": CUT, "count": count })),
            ..self.clone()
        }
    }

    /// What a reader is told of it: whom it happened to, what, and when.
    pub fn said(&self, lang: Lang) -> String {
        let clock = self.moment().unwrap_or_default();
        match &self.code {
            Some(code) => format!("{code}{clock}"),
            None => format!("{}: {}{clock}", self.subject, self.happened(lang)),
        }
    }

    /// When, in virtual time; at the beginning nothing has passed yet.
    pub fn moment(&self) -> Option<String> {
        let at = self.virtual_us.filter(|at| *at >= 1000)?;
        Some(format!(" {} ms", at / 1000))
    }

    /// What happened, without to whom.
    pub fn happened(&self, lang: Lang) -> &str {
        if let Some(code) = &self.code {
            return code;
        }
        match &self.told {
            Some(told) => told.in_lang(lang),
            None => word(&self.what, lang),
        }
    }
}

fn word(what: &str, lang: Lang) -> &str {
    let japanese = match what {
        "awaited" => "進むのを待つ",
        "awaits a wake" => "起床を待つ",
        "begins" => "開始",
        "blocks the thread of the runtime" => "ランタイムのスレッドをブロック",
        "created" => "作成",
        "drop" => "ドロップする",
        "dropped" => "ドロップされた",
        "ends" => "終了",
        "finished" => "完了させる",
        "has nothing to do" => "することがない",
        "in another place" => "別の場所にある",
        "is not woken" => "起床されない",
        "its end is awaited" => "終わりを待つ",
        "made" => "作られた",
        "moved" => "別のタスクへ移る",
        "panicked" => "パニック",
        "pending" => "Pending",
        "poll" => "ポーリング",
        "ready" => "Ready",
        "returns" => "戻る",
        "waker cloned" => "waker を複製",
        "waker dropped" => "waker を破棄",
        "wakes its task" => "自分のタスクを起床",
        "woken" => "起床",
        "woken by an earlier waker" => "以前の waker で起床",
        "woken in its own poll" => "自分のポーリング中に起床",
        other => other,
    };
    lang.pick(what, japanese)
}
