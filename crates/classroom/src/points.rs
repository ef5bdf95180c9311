//! From what was found out to points.

use jiff::Timestamp;
use serde_json::Value;

use crate::policy::{Points, Policy, Task};
use crate::record::{Line, State};

/// What one unit is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// After what is taken off for being late.
    pub points: f64,
    /// The kata's points.
    pub max: f64,
    /// Hours after the due date; nothing where it came in time, or nobody knows when.
    pub late: f64,
}

/// What a line is worth by itself, without the katas that it needs.
pub fn score(policy: &Policy, task: &Task, line: &Line) -> Score {
    let late = lateness(task, line);
    let share = match line.state {
        State::Judged => share(policy.points, task, line),
        State::Absent | State::Refused | State::Unjudged => 0.0,
    };
    Score {
        points: rounded(task.points * share * policy.worth(late)),
        max: task.points,
        late,
    }
}

/// Whether every test passed, the hidden ones too.
pub fn is_solved(line: &Line) -> bool {
    let solved = |verdict: &Value| verdict["outcome"] == "solved";
    line.state == State::Judged
        && solved(&line.verdict)
        && (line.hidden.is_null() || solved(&line.hidden))
}

/// The tests of a line, each with its weight and whether it passed; the hidden ones last.
pub fn tests<'l>(task: &Task, line: &'l Line) -> Vec<Test<'l>> {
    let mut all = Vec::new();
    for (is_hidden, verdict) in [(false, &line.verdict), (true, &line.hidden)] {
        for test in verdict["tests"].as_array().into_iter().flatten() {
            let name = test["name"].as_str().unwrap_or_default();
            all.push(Test {
                name,
                weight: task.weights.get(name).copied().unwrap_or(1.0),
                passed: test["outcome"] == "passed",
                is_hidden,
                report: test,
            });
        }
    }
    all
}

/// One test of a line.
#[derive(Clone, Copy, Debug)]
pub struct Test<'l> {
    pub name: &'l str,
    pub weight: f64,
    pub passed: bool,
    pub is_hidden: bool,
    /// As the verdict has it.
    pub report: &'l Value,
}

fn share(points: Points, task: &Task, line: &Line) -> f64 {
    let solved = is_solved(line);
    if points == Points::All || solved {
        return f64::from(u8::from(solved));
    }
    let tests = tests(task, line);
    let sum = |of: &dyn Fn(&Test<'_>) -> bool| -> f64 {
        let those = tests.iter().filter(|test| of(test));
        those.map(|test| test.weight).sum()
    };
    let all = sum(&|_| true);
    match all > 0.0 {
        true => sum(&|test| test.passed) / all,
        false => 0.0,
    }
}

fn lateness(task: &Task, line: &Line) -> f64 {
    let received: Option<Timestamp> = line.received.parse().ok();
    let both = task.due.zip(received);
    let hours = both.map(|(due, received)| received.duration_since(due).as_secs_f64() / 3600.0);
    hours.unwrap_or(0.0).max(0.0)
}

/// To a hundredth: what comes after it means nothing to a reader.
pub fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}
