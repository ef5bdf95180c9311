//! One diagnosis, with what was observed.

use std::fmt;
use std::panic::Location;

use crate::diagnosis::Diagnosis;
use crate::panics;
use crate::report;
use crate::trace::Subject;
use lang::{Lang, Text};

/// A diagnosis together with the facts that led to it. [`raise`](Finding::raise) ends the test.
#[derive(Clone, Debug)]
#[must_use = "a finding does nothing until it is raised"]
pub struct Finding {
    diagnosis: Diagnosis,
    notes: Vec<Text>,
}

impl Finding {
    /// A finding without notes.
    pub fn new(diagnosis: Diagnosis) -> Finding {
        Finding {
            diagnosis,
            notes: Vec::new(),
        }
    }

    /// Adds one observed fact, in both languages; use numbers.
    pub fn note(mut self, en: impl Into<String>, ja: impl Into<String>) -> Finding {
        self.notes.push(Text {
            en: en.into(),
            ja: ja.into(),
        });
        self
    }

    /// What this is a case of.
    pub fn diagnosis(&self) -> Diagnosis {
        self.diagnosis
    }

    /// The facts observed.
    pub fn notes(&self) -> &[Text] {
        &self.notes
    }

    /// Reports the finding and fails the test that called.
    ///
    /// # Panics
    ///
    /// Always: a panic is how a test fails.
    #[track_caller]
    pub fn raise(self) -> ! {
        self.raise_at(Location::caller());
    }

    /// [`raise`](Finding::raise) with another place than that of the caller, for where the caller is
    /// the harness, such as a future that a test awaits.
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub fn raise_at(self, place: &Location<'_>) -> ! {
        let code = self.diagnosis.code();
        Subject::named("test", &"test").found(code);
        report::append(&self, Some(place), false);
        panics::fail(&self.display(Lang::from_env()));
    }

    /// The finding as a reader meets it in the output of a test.
    pub(crate) fn display(&self, lang: Lang) -> impl fmt::Display {
        let mut text = format!(
            "error[{}]: {}",
            self.diagnosis.code(),
            self.diagnosis.message().in_lang(lang)
        );
        for note in &self.notes {
            text.push_str("\n  = note: ");
            text.push_str(note.in_lang(lang));
        }
        text.push_str("\n  = help: cargo xtask explain ");
        text.push_str(self.diagnosis.code());
        text
    }
}
