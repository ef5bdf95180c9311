//! When the one side came to the other, in words.

use crate::step;
use crate::trace::Subject;
use lang::Text;

/// When the one side came.
pub(crate) enum Moment {
    After,
    /// In a round of a race.
    Around,
    InThePoll {
        before: usize,
        at: usize,
        of: usize,
    },
    InTheEvent {
        before: usize,
        at: usize,
        of: usize,
    },
    OverInThePoll {
        before: usize,
        at: usize,
        of: usize,
    },
    OverAround {
        before: usize,
    },
}

impl Moment {
    pub(super) fn describe(&self) -> Text {
        let poll = |before: &usize| match before {
            0 => ("the first poll", "最初のポーリング"),
            _ => (
                "a later poll with a new waker",
                "新しい waker による 2 回目のポーリング",
            ),
        };
        let within = match self {
            Moment::InThePoll { at, .. }
            | Moment::InTheEvent { at, .. }
            | Moment::OverInThePoll { at, .. } => function(*at),
            Moment::After | Moment::Around | Moment::OverAround { .. } => Default::default(),
        };
        let (en, ja) = match self {
            Moment::After => (
                "the event came after the poll".to_owned(),
                "イベントはポーリングの後に起きました".to_owned(),
            ),
            Moment::Around => (
                "the event came about when the future was polled".to_owned(),
                "イベントはポーリングとほぼ同時に起きました".to_owned(),
            ),
            Moment::InThePoll { before, at, of } => {
                let (en, ja) = poll(before);
                (
                    format!(
                        "the event came at instruction {at} of the {of} of {en}{}",
                        within.0
                    ),
                    format!(
                        "イベントは、{ja} ({of} 命令) の {at} 命令目に起きました{}",
                        within.1
                    ),
                )
            }
            Moment::OverInThePoll { before, at, of } => {
                let (en, ja) = poll(before);
                (
                    format!(
                        "the time was over at instruction {at} of the {of} of {en}{}",
                        within.0
                    ),
                    format!(
                        "時間は、{ja} ({of} 命令) の {at} 命令目に過ぎました{}",
                        within.1
                    ),
                )
            }
            Moment::OverAround { before } => {
                let (en, ja) = poll(before);
                (
                    format!("the time was over about when {en} was made"),
                    format!("時間は、{ja}とほぼ同時に過ぎました"),
                )
            }
            Moment::InTheEvent { before, at, of } => {
                let (en, ja) = poll(before);
                (
                    format!(
                        "{en} came at instruction {at} of the {of} of the event{}",
                        within.0
                    ),
                    format!(
                        "{ja}は、イベント ({of} 命令) の {at} 命令目に行われました{}",
                        within.1
                    ),
                )
            }
        };
        Text { en, ja }
    }
}

impl Moment {
    /// Writes down what came of it: a poll that was pending, and no wake after it.
    pub(super) fn record_lost(&self) {
        let (future, event) = (
            Subject::of_its_kind("future"),
            Subject::of_its_kind("event"),
        );
        let place = |whole: [&str; 2], at: usize, of: usize| {
            let (en, ja) = function(at);
            Text {
                en: format!("at instruction {at} of {of} of {}{en}", whole[0]),
                ja: format!("{} ({of} 命令) の {at} 命令目で{ja}", whole[1]),
            }
        };
        let poll = ["the poll", "ポーリング"];
        match self {
            Moment::InThePoll { at, of, .. } | Moment::OverInThePoll { at, of, .. } => {
                future.record_aloud("poll");
                event.tell_aloud(&place(poll, *at, *of));
                future.record_aloud("pending");
            }
            Moment::InTheEvent { at, of, .. } => {
                event.record_aloud("begins");
                future.record_aloud("poll");
                future.tell_aloud(&place(["the event", "イベント"], *at, *of));
                future.record_aloud("pending");
                event.record_aloud("ends");
            }
            Moment::After => {
                future.record_aloud("poll");
                future.record_aloud("pending");
                event.record_aloud("begins");
                event.record_aloud("ends");
            }
            Moment::Around | Moment::OverAround { .. } => {
                future.record_aloud("poll");
                event.tell_aloud(&Text {
                    en: "about at the same time".to_owned(),
                    ja: "ほぼ同時".to_owned(),
                });
                future.record_aloud("pending");
            }
        }
        future.record_aloud("is not woken");
    }
}

/// In which function an instruction is, as the end of a sentence.
pub(crate) fn function(at: usize) -> (String, String) {
    let name = step::function_at(at);
    let end = name.map(|name| (format!(", in `{name}`"), format!(" (`{name}` の中)")));
    end.unwrap_or_default()
}
