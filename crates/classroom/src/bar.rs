//! How far the grading is, on standard error where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use lang::Lang;

use crate::record::Line;

/// A bar, with what was judged last, and how long the rest will take.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn begin(units: usize, lang: Lang) -> Bar {
        let bar = ProgressBar::new(units as u64);
        let template = lang.pick(
            "{bar:30} {pos}/{len}  {msg}  {eta} left",
            "{bar:30} {pos}/{len}  {msg}  残り {eta}",
        );
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar(bar)
    }

    pub fn done(&self, line: &Line) {
        self.0.set_message(line.unit());
        self.0.inc(1);
    }

    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
