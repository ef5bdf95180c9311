//! Gradescope's `results.json`: one submission.

use lang::Lang;
use serde_json::{Value, json};

use crate::class::{Class, Student};
use crate::record::State;

pub fn of(class: &Class, student: &Student, lang: Lang) -> String {
    let mut tests: Vec<Value> = Vec::new();
    for (task, unit) in class.tasks().zip(&student.units) {
        // The first of the kata's entries carries the points: with `all` a test by itself has none,
        // and what is taken off for being late belongs to no test.
        let mut head = json!({
            "name": task.kata,
            "score": unit.score.points,
            "max_score": if task.extra { 0.0 } else { task.points },
            "output": unit.shown(lang),
            "output_format": "text",
            "visibility": "visible",
            "extra_data": {
                "state": unit.word(),
                "answer_sha256": unit.line.answer,
                "hours_late": unit.score.late,
            },
        });
        if unit.line.state != State::Unjudged {
            head["status"] = match unit.is_solved() {
                true => json!("passed"),
                false => json!("failed"),
            };
        }
        tests.push(head);
        for (test, _) in unit.tests(task) {
            let name = format!("{}: {}", task.kata, test.name);
            let visibility = match test.is_hidden {
                true => class.policy.visibility.word(),
                false => "visible",
            };
            tests.push(json!({
                "name": name,
                "status": if test.passed { "passed" } else { "failed" },
                "visibility": visibility,
            }));
        }
    }
    let open = student.is_open().then(|| {
        lang.pick(
            "Something could not be judged; the teacher has to look. ",
            "判定できなかったものがあります。教員の確認が必要です。",
        )
    });
    let output = [open, class.warning(lang)].into_iter().flatten();
    let results = json!({
        "score": student.points(),
        "output": output.collect::<String>(),
        "output_format": "text",
        "tests": tests,
        "extra_data": { "sandbox": class.sandbox },
    });
    format!("{results:#}\n")
}
