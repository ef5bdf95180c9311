//! Comma-separated values: a row for each unit.

use lang::Lang;

use super::harmless::cell;
use crate::class::Class;

pub fn of(class: &Class, _: Lang) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: &[String]| {
        let cells = cells.iter().map(|text| cell(text));
        table.write_record(cells).expect("memory takes it");
    };
    row(&[
        "student",
        "kata",
        "state",
        "points",
        "max",
        "hours_late",
        "headline",
        "answer_sha256",
        "sandbox",
    ]
    .map(str::to_owned));
    for student in &class.students {
        for unit in &student.units {
            row(&[
                student.name.clone(),
                unit.line.kata.clone(),
                unit.word().to_owned(),
                // What could not be judged is not zero.
                match unit.word() {
                    "unjudged" => String::new(),
                    _ => unit.score.points.to_string(),
                },
                unit.score.max.to_string(),
                format!("{:.2}", unit.score.late),
                unit.headline().unwrap_or_default(),
                unit.line.answer.clone(),
                class.sandbox.clone(),
            ]);
        }
    }
    let bytes = table.into_inner().expect("memory takes it");
    String::from_utf8_lossy(&bytes).into_owned()
}
