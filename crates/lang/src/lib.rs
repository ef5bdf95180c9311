//! The two languages of the course.
//!
//! What probe prints in a test and what the runner prints around it must come in the same one, so
//! both stand on this crate, which depends on nothing.

#![warn(missing_docs)]

use std::env;

/// A language a learner can read the course in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// Reads `en`, `ja`, and locale names such as `ja_JP.UTF-8`.
    pub fn parse(name: &str) -> Option<Lang> {
        let tag = name.split(['_', '-', '.']).next().unwrap_or_default();
        match tag.to_ascii_lowercase().as_str() {
            "en" => Some(Lang::En),
            "ja" => Some(Lang::Ja),
            _ => None,
        }
    }

    /// `KATA_LANG`, else the locale that the environment names, else English.
    pub fn from_env() -> Lang {
        Lang::from_env_or(|| None)
    }

    /// The same, but that `system` is asked for a locale where the environment names none, as it
    /// does on Windows, and for programs that are not started from a terminal on macOS.
    pub fn from_env_or(system: impl FnOnce() -> Option<String>) -> Lang {
        // POSIX: the first of these that is set and not empty decides, even where it names a
        // language that the course does not have.
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| env::var(name).ok())
            .find(|value| !value.is_empty())
            .or_else(system);
        env::var("KATA_LANG")
            .ok()
            .and_then(|value| Lang::parse(&value))
            .or_else(|| locale.and_then(|value| Lang::parse(&value)))
            .unwrap_or(Lang::En)
    }

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Lang::En => en,
            Lang::Ja => ja,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl Text {
    /// The text in one of them.
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.ja)
    }

    /// As [`in_lang`](Text::in_lang), without a copy.
    pub fn into_lang(self, lang: Lang) -> String {
        lang.pick(self.en, self.ja)
    }
}

/// A [`Text`] from two format strings.
///
/// ```
/// let what = "kata";
/// let text = lang::text!("no {what} here", "{what} はありません");
/// assert_eq!(text.in_lang(lang::Lang::Ja), "kata はありません");
/// ```
#[macro_export]
macro_rules! text {
    ($en:literal, $ja:literal $(,)?) => {
        $crate::Text {
            en: ::std::format!($en),
            ja: ::std::format!($ja),
        }
    };
}
