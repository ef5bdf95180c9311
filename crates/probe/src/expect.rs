//! Comparisons that name the mistake.

use std::fmt::Debug;

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// Asks that `seen` equals `asked`; `what` says in both languages which value it is.
///
/// # Panics
///
/// With [`Diagnosis::WrongResult`].
#[track_caller]
pub fn expect<T: PartialEq + Debug>(seen: T, asked: T, en: &str, ja: &str) {
    if seen != asked {
        let [seen, asked] = [seen, asked].map(|value| shown(&value));
        Finding::new(Diagnosis::WrongResult)
            .note(
                format!("{en}: expected `{asked}`, got `{seen}`"),
                format!("{ja}: 期待値は `{asked}`、実際は `{seen}`"),
            )
            .raise();
    }
}

/// Characters of a value that are shown: what is longer is no note any more, but pages.
const MOST: usize = 1_000;

fn shown(value: &impl Debug) -> String {
    let mut text = format!("{value:?}");
    if let Some((end, _)) = text.char_indices().nth(MOST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Asks that `holds`; if not, raises `diagnosis` with what the two texts say was seen.
///
/// # Panics
///
/// With `diagnosis`.
#[track_caller]
pub fn demand(holds: bool, diagnosis: Diagnosis, en: impl Into<String>, ja: impl Into<String>) {
    if !holds {
        Finding::new(diagnosis).note(en, ja).raise();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_value_is_cut_and_a_short_one_is_not() {
        assert_eq!(shown(&[1, 2, 3]), "[1, 2, 3]");
        let cut = shown(&"時".repeat(MOST));
        assert_eq!(cut.chars().count(), MOST + 1);
        assert!(cut.ends_with('…'), "{cut}");
    }
}
