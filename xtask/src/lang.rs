//! The two languages of the course.

// One file for both: what probe prints in a test and what the runner prints around it must not
// come in two languages. A dependency on probe would bring tokio into the runner.
#[path = "../../crates/probe/src/lang.rs"]
mod shared;

pub use shared::{Lang, Text};

/// A [`Text`] from two format strings: `text!("no {what} here", "{what} はありません")`.
macro_rules! text {
    ($en:literal, $ja:literal $(,)?) => {
        $crate::lang::Text {
            en: format!($en),
            ja: format!($ja),
        }
    };
}
pub(crate) use text;
