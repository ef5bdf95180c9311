//! When the one side came to the other, in words.

use crate::step;
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

/// In which function an instruction is, as the end of a sentence.
pub(crate) fn function(at: usize) -> (String, String) {
    let name = step::function_at(at);
    let end = name.map(|name| (format!(", in `{name}`"), format!(" (`{name}` の中)")));
    end.unwrap_or_default()
}
