//! The answers whose verdicts take the longest: a learner waits for them.

use std::fmt::Write as _;

use dojo::Verdict;
use serde_json::{Value, json};

/// How many are shown.
const SHOWN: usize = 10;

/// Of each answer its slowest run, in seconds, without the time of the compiler.
#[derive(Debug, Default)]
pub struct Slowest(Vec<(String, f64)>);

impl Slowest {
    /// Takes one run of all answers, which come in the same order each time.
    pub fn note(&mut self, verdicts: &[Verdict]) {
        if self.0.is_empty() {
            let names = verdicts.iter().map(|verdict| verdict.answer.clone());
            self.0 = names.map(|name| (name, 0.0)).collect();
        }
        for ((_, longest), verdict) in self.0.iter_mut().zip(verdicts) {
            *longest = longest.max(verdict.run_seconds);
        }
    }

    fn top(&self) -> Vec<&(String, f64)> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all.truncate(SHOWN);
        all
    }

    /// A line each, the slowest first.
    pub fn to_text(&self) -> String {
        let mut text = "\nslowest verdicts, in seconds:\n".to_owned();
        for (name, seconds) in self.top() {
            let _ = writeln!(text, "  {seconds:5.2}  {name}");
        }
        text
    }

    /// The same for programs.
    pub fn to_json(&self) -> Value {
        let rows = self.top().into_iter();
        rows.map(|(name, seconds)| json!({ "answer": name, "seconds": seconds }))
            .collect()
    }
}
