//! Every diagnosis is explained and proved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Tree;
use dojo::Error;
use dojo::codes;
use dojo::files;
use dojo::lesson::headings;
use dojo::pages::Pages;
use dojo::symptoms;

const HEADINGS: [(&str, &str); 5] = [
    ("What it means", "意味"),
    ("Why it is bad", "なぜ悪いのか"),
    ("How it is noticed", "検出のしかた"),
    ("Example", "例"),
    ("Instead", "直し方"),
];

pub fn every_diagnosis_has_its_pages_and_its_test(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    // An empty course has no pages, and needs none.
    let of_the_judge = match tree.pages.codes.is_empty() {
        true => &[][..],
        false => &codes::OF_THE_JUDGE[..],
    };
    let of_the_judge = of_the_judge.iter().map(|code| (*code).to_owned());
    let all: BTreeSet<String> = tree
        .pages
        .codes
        .iter()
        .cloned()
        .chain(of_the_judge)
        .collect();
    for code in &all {
        let test = format!("crates/probe/tests/{}.rs", code.replace('-', "_"));
        // What the judge finds without probe is proved by the judge's own tests.
        let is_of_probe = !codes::OF_THE_JUDGE.contains(&code.as_str());
        if is_of_probe && !tree.path(&test).is_file() {
            faults.push(format!("{test}: the file is missing"));
        }
        for (name, japanese) in [
            (format!("{code}.md"), false),
            (format!("{code}.ja.md"), true),
        ] {
            let path = tree.path(&format!("crates/probe/explain/{name}"));
            let asked = HEADINGS.map(|(en, ja)| if japanese { ja } else { en });
            faults.extend(misses(tree, &path, &asked)?);
        }
    }
    Ok(faults)
}

pub fn every_lint_has_its_page_in_both_languages(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for lint in Pages::of_lints(tree.root())?.codes {
        for (name, japanese) in [
            (format!("{lint}.md"), false),
            (format!("{lint}.ja.md"), true),
        ] {
            let path = tree.path(&format!("xtask/lints/{name}"));
            let of_diagnoses = HEADINGS.iter().filter(|(en, _)| *en != HEADINGS[2].0);
            let asked = of_diagnoses.map(|(en, ja)| if japanese { *ja } else { *en });
            let asked: Vec<&str> = asked.collect();
            faults.extend(misses(tree, &path, &asked)?);
        }
    }
    Ok(faults)
}

/// What is wrong with a page that should have these headings.
fn misses(tree: &Tree, path: &Path, asked: &[&str]) -> Result<Option<String>, Error> {
    let short = tree.short(path);
    if !path.is_file() {
        return Ok(Some(format!("{short}: the file is missing")));
    }
    let has_them = headings(&files::read(path)?) == asked;
    let asked = asked.join(", ");
    Ok((!has_them).then(|| format!("{short}: the headings are not {asked}")))
}

pub fn sections_use_known_diagnoses(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for kata in tree.course.katas() {
        for code in &kata.diagnoses {
            users.entry(code).or_default().push(&kata.id);
        }
    }
    Ok(users
        .iter()
        .filter(|(code, _)| !tree.pages.codes.contains(**code))
        .map(|(code, katas)| {
            let katas = katas.join(", ");
            format!(
                "crates/probe/explain/{code}.md: the page is missing, and {katas} may raise `{code}`"
            )
        })
        .collect())
}

pub fn every_diagnosis_has_its_symptoms(tree: &Tree) -> Result<Vec<String>, Error> {
    let file = symptoms::FILE;
    let lines = symptoms::lines(tree.root())?;
    let mut faults = Vec::new();
    for line in &lines {
        let code = &line.code;
        if !tree.pages.codes.contains(code) {
            faults.push(format!("{file}: there is no diagnosis `{code}`"));
        }
        if line.english.is_empty() || line.japanese.is_empty() {
            faults.push(format!(
                "{file}: `{code}` has no symptoms in one of the languages: `code | English | Japanese`"
            ));
        }
    }
    for code in &tree.pages.codes {
        if !lines.iter().any(|line| line.code == *code) {
            faults.push(format!(
                "{file}: `{code}` has no line: what do people say when they meet it?"
            ));
        }
    }
    for pair in lines.windows(2) {
        let [before, after] = [&pair[0].code, &pair[1].code];
        if before >= after {
            faults.push(format!(
                "{file}: `{after}` stands behind `{before}`; they go by their names, a line for each"
            ));
        }
    }
    Ok(faults)
}
