//! One page for the teacher, in one file: students and katas, the commonest mistakes with their
//! pages, and each verdict as the student would read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lang::{Lang, text};
use pulldown_cmark::html::push_html;
use pulldown_cmark::{Event, Parser};

use super::harmless::html;
use super::markdown::cell;
use crate::class::{Class, Student, Unit};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Mistakes that are shown; the rest is rare.
const COMMONEST: usize = 15;

pub fn of(class: &Class, lang: Lang) -> String {
    let title = html(&class.policy.title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        lang.pick("en", "ja"),
    );
    let (students, katas, max) = (class.students.len(), class.tasks().count(), class.max());
    let said = text!(
        "Students: {students}. Katas: {katas}. Points: {max}.",
        "学生 {students} 人、課題 {katas} 件、満点 {max} 点。",
    );
    let _ = writeln!(page, "<p class=\"dim\">{}</p>", said.in_lang(lang));
    if let Some(warning) = class.warning(lang) {
        let _ = writeln!(page, "<p class=\"warning\">{warning}</p>");
    }
    page += &matrix(class, lang);
    page += &mistakes(class, lang);
    page += &verdicts(class, lang);
    let _ = writeln!(page, "<script>\n{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// A row for each student, a column for each kata.
fn matrix(class: &Class, lang: Lang) -> String {
    let mut out = format!(
        "<div class=\"tools\">\n<label>{} <input type=\"search\" id=\"search\"></label>\n<label><input type=\"checkbox\" id=\"open\"> {}</label>\n</div>\n<div class=\"scroll\">\n<table id=\"matrix\">\n<thead><tr>",
        lang.pick("Show only rows with", "この語を含む行だけ表示"),
        lang.pick(
            "only students with unsolved katas",
            "未解決のある学生だけ表示"
        ),
    );
    let mut head = |label: &str, title: &str, class: &str| {
        let _ = write!(
            out,
            "<th scope=\"col\"{class} title=\"{}\"><button type=\"button\">{}</button></th>",
            html(title),
            html(label),
        );
    };
    head(lang.pick("Student", "学生"), "", "");
    head(lang.pick("Points", "得点"), "", " class=\"number\"");
    for task in class.tasks() {
        let title = class.titles[&task.kata].in_lang(lang);
        head(&task.kata, title, "");
    }
    out += "</tr></thead>\n<tbody>\n";
    for (at, student) in class.students.iter().enumerate() {
        let open = student.units.iter().any(|unit| !unit.is_solved());
        let name = html(&student.name);
        let _ = write!(
            out,
            "<tr id=\"row-{at}\" data-open=\"{open}\"><th scope=\"row\" data-value=\"{name}\">{name}</th>"
        );
        let points = student.points();
        let more = if student.is_open() { " + ?" } else { "" };
        let _ = write!(
            out,
            "<td class=\"number\" data-value=\"{points}\">{points}{more}</td>"
        );
        for unit in &student.units {
            let _ = write!(
                out,
                "<td class=\"{word}\" data-value=\"{value}\">{said}</td>",
                word = html(unit.word()),
                value = unit.score.points,
                said = link(at, unit, &html(&cell(unit, lang))),
            );
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n</div>\n"
}

/// Where the verdict stands, if there is one.
fn link(student: usize, unit: &Unit, said: &str) -> String {
    match is_shown(unit) {
        true => format!("<a href=\"#{}\">{said}</a>", place(student, unit)),
        false => said.to_owned(),
    }
}

fn place(student: usize, unit: &Unit) -> String {
    format!("verdict-{student}-{}", unit.line.kata)
}

fn is_shown(unit: &Unit) -> bool {
    !unit.is_solved() && !matches!(unit.word(), "absent" | "stub")
}

/// The commonest mistakes of the class, each with its page.
fn mistakes(class: &Class, lang: Lang) -> String {
    let mut count: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for student in &class.students {
        for unit in &student.units {
            if let Some(code) = unit.headline().filter(|_| !unit.is_solved()) {
                let who = format!("{}: {}", student.name, unit.line.kata);
                count.entry(code).or_default().push(who);
            }
        }
    }
    if count.is_empty() {
        return String::new();
    }
    let mut ranked: Vec<_> = count.into_iter().collect();
    ranked.sort_by(|(one, a), (other, b)| b.len().cmp(&a.len()).then(one.cmp(other)));
    let heading = lang.pick("The commonest mistakes", "多い間違い");
    let mut out = format!("<h2>{heading}</h2>\n");
    for (code, who) in ranked.iter().take(COMMONEST) {
        let (times, who) = (who.len(), html(&who.join(", ")));
        let page = class.pages.get(code).map_or("", |page| page.trim_end());
        let (title, page) = page.split_once('\n').unwrap_or((page, ""));
        let _ = writeln!(
            out,
            "<details id=\"mistake-{code}\"><summary>{times} × <code>{code}</code>{title}</summary>\n<p>{who}</p>\n<div class=\"page\">\n{page}</div>",
            code = html(code),
            title = html(title.trim_start_matches("# ").trim_start_matches(&**code)),
            page = of_markdown(page),
        );
        out += "</details>\n";
    }
    out
}

/// HTML in a page of the course is text.
fn of_markdown(page: &str) -> String {
    let events = Parser::new(page).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut out = String::new();
    push_html(&mut out, events);
    out
}

/// Each verdict as the student would read it.
fn verdicts(class: &Class, lang: Lang) -> String {
    let heading = lang.pick("The verdicts", "判定");
    let mut out = format!("<h2>{heading}</h2>\n");
    for (at, student) in class.students.iter().enumerate() {
        if student.units.iter().any(is_shown) {
            out += &of_student(at, student, lang);
        }
    }
    out
}

fn of_student(at: usize, student: &Student, lang: Lang) -> String {
    let mut out = format!(
        "<section data-row=\"row-{at}\">\n<h3>{}</h3>\n",
        html(&student.name)
    );
    for unit in student.units.iter().filter(|unit| is_shown(unit)) {
        let said = html(&cell(unit, lang));
        let _ = writeln!(
            out,
            "<details id=\"{}\"><summary>{} <span class=\"{}\">{said}</span></summary>",
            place(at, unit),
            html(&unit.line.kata),
            html(unit.word()),
        );
        if unit.score.late > 0.0 {
            let hours = format!("{:.1}", unit.score.late);
            let late = text!("{hours} hours late", "{hours} 時間の遅れ");
            let _ = writeln!(out, "<p>{}</p>", late.in_lang(lang));
        }
        if !unit.needs.is_empty() {
            let needs = unit.needs.join(", ");
            let missing = text!(
                "no points without: {needs}",
                "次の課題が未解決のため 0 点: {needs}",
            );
            let _ = writeln!(out, "<p>{}</p>", html(missing.in_lang(lang)));
        }
        let _ = writeln!(out, "<pre>{}</pre></details>", html(unit.shown(lang)));
    }
    out + "</section>\n"
}
