//! Markdown, also for the step summary of a GitHub run: a matrix, and each verdict that is not
//! solved.

use std::fmt::Write as _;

use lang::{Lang, text};

use super::harmless::{fenced, markdown};
use crate::class::{Class, Unit};

pub fn of(class: &Class, lang: Lang) -> String {
    let mut page = format!("# {}\n\n", markdown(&class.policy.title));
    if let Some(warning) = class.warning(lang) {
        let _ = writeln!(page, "**{warning}**\n");
    }
    let (students, katas) = (class.students.len(), class.tasks().count());
    let max = class.max();
    let counted = text!(
        "Students: {students}. Katas: {katas}. Points: {max}.\n\n",
        "学生 {students} 人、課題 {katas} 件、満点 {max} 点。\n\n",
    );
    page += counted.in_lang(lang);
    let heads = class.tasks().map(|task| task.kata.replace('_', "\\_"));
    let heads: Vec<String> = heads.collect();
    let (name, sum) = (lang.pick("student", "学生"), lang.pick("points", "得点"));
    let _ = writeln!(page, "| {name} | {} | {sum} |", heads.join(" | "));
    let _ = writeln!(page, "|---|{}---:|", "---|".repeat(heads.len()));
    for student in &class.students {
        let cells: Vec<String> = student.units.iter().map(|unit| cell(unit, lang)).collect();
        let sum = match student.is_open() {
            true => format!("{} + ?", student.points()),
            false => student.points().to_string(),
        };
        let name = markdown(&student.name);
        let _ = writeln!(page, "| {name} | {} | {sum} |", cells.join(" | "));
    }
    for student in &class.students {
        let open = student.units.iter().filter(|unit| !unit.is_solved());
        for unit in open.filter(|unit| unit.word() != "absent") {
            let (name, kata) = (markdown(&student.name), markdown(&unit.line.kata));
            let _ = writeln!(page, "\n## {name}: {kata}\n\n{}", fenced(unit.shown(lang)));
        }
    }
    page
}

/// What came of a unit, in a few letters.
pub fn cell(unit: &Unit, lang: Lang) -> String {
    match unit.word() {
        "solved" => format!("✓ {}", unit.score.points),
        "absent" => "–".to_owned(),
        "unjudged" => lang.pick("? not judged", "? 判定できず").to_owned(),
        "refused" => lang.pick("refused", "拒否").to_owned(),
        "stub" => lang.pick("stub", "未着手").to_owned(),
        "compile_error" => lang.pick("does not compile", "コンパイル不可").to_owned(),
        _ => match unit.headline() {
            Some(code) => format!("{code} {}", unit.score.points),
            None => format!("✗ {}", unit.score.points),
        },
    }
}
