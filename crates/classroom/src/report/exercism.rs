//! Exercism's `results.json`, version 3: one submission.

use lang::Lang;
use serde_json::{Value, json};

use super::harmless::at_most;
use crate::class::{Class, Student};
use crate::record::State;

/// Bytes of a message, and letters of a test's output.
const MESSAGE: usize = 65_535;
const OUTPUT: usize = 500;

pub fn of(class: &Class, student: &Student, lang: Lang) -> String {
    let mut tests: Vec<Value> = Vec::new();
    let mut broken: Option<&str> = None;
    for (number, (task, unit)) in class.tasks().zip(&student.units).enumerate() {
        let compiles = unit.line.verdict["outcome"] != "compile_error";
        if unit.line.state == State::Unjudged || !compiles {
            broken = broken.or(Some(unit.shown(lang)));
        }
        for (test, _) in unit.tests(task) {
            let mut entry = json!({
                "name": test.name,
                "test_code": format!("{}::{}", task.kata, test.name),
                "status": if test.passed { "pass" } else { "fail" },
                "task_id": number + 1,
            });
            if !test.passed {
                let finding = &test.report["diagnoses"][0];
                let message = match (finding["code"].as_str(), finding["message"].as_str()) {
                    (Some(code), Some(message)) => format!("{code}: {message}"),
                    _ => test.report["outcome"]
                        .as_str()
                        .unwrap_or("failed")
                        .to_owned(),
                };
                entry["message"] = at_most(&message, MESSAGE).into();
            }
            let output = test.report["output"].as_str().unwrap_or_default();
            if !output.is_empty() {
                entry["output"] = at_most(output, OUTPUT).into();
            }
            tests.push(entry);
        }
    }
    let solved = student.units.iter().all(|unit| unit.is_solved());
    let results = match broken {
        Some(message) => json!({
            "version": 3,
            "status": "error",
            "message": at_most(message, MESSAGE),
            "tests": tests,
        }),
        None => json!({
            "version": 3,
            "status": if solved { "pass" } else { "fail" },
            "message": null,
            "tests": tests,
        }),
    };
    format!("{results:#}\n")
}
