//! Rules and tests are the same list.

use std::collections::BTreeSet;

use dojo::judge::tests_in;
use dojo::{Error, Kata, files};
use lang::Lang;

use super::Tree;

/// The Rules of a lesson are the whole contract: each is numbered, and stands word for word above a
/// test that demonstrates it, `// rule: "…"`, in Japanese `// rule.ja: "…"`; every test stands
/// below one.
pub fn rules_and_tests_are_one_list(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        of_kata(kata, tree, &mut faults)?;
    }
    Ok(faults)
}

fn of_kata(kata: &Kata, tree: &Tree, faults: &mut Vec<String>) -> Result<(), Error> {
    let source = files::read(&kata.tests())?;
    let tests = tree.short(&kata.tests());
    for (lang, heading, mark) in [
        (Lang::En, "## Rules", "// rule: "),
        (Lang::Ja, "## ルール", "// rule.ja: "),
    ] {
        let lesson = tree.short(&kata.lesson(lang));
        let rules = rules(&files::read(&kata.lesson(lang))?, heading);
        if rules.is_empty() {
            faults.push(format!("{lesson}: the Rules are no numbered list"));
            continue;
        }
        let quoted: BTreeSet<&str> = source
            .lines()
            .filter_map(|line| quote(line, mark))
            .collect();
        for (number, rule) in rules.iter().enumerate() {
            if !quoted.contains(&**rule) {
                let number = number + 1;
                faults.push(format!(
                    "{tests}: no test quotes Rule {number} of {lesson}; above one has to stand: {mark}\"{rule}\""
                ));
            }
        }
        for odd in quoted
            .iter()
            .filter(|quoted| !rules.iter().any(|rule| rule == *quoted))
        {
            faults.push(format!(
                "{tests}: `{odd}` is no Rule of {lesson}, word for word"
            ));
        }
    }
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    for test in tests_in(&source) {
        let above = lines[..test.mark].iter().rev();
        let mut attached =
            above.take_while(|line| line.starts_with("//") || line.starts_with("#["));
        if !attached.any(|line| line.starts_with("// rule: ")) {
            let name = test.name;
            faults.push(format!("{tests}: `{name}` quotes no Rule; above it has to stand `// rule: \"…\"`, word for word"));
        }
    }
    Ok(())
}

/// The items of the numbered list below `heading`, each in one line.
fn rules(lesson: &str, heading: &str) -> Vec<String> {
    let below = lesson.lines().skip_while(|line| *line != heading).skip(1);
    let below = below.take_while(|line| !line.starts_with("## "));
    let item = |line: &str| {
        let (number, rule) = line.split_once(". ")?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| rule.trim().to_owned())
    };
    below.filter_map(item).collect()
}

fn quote<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    let quoted = line.trim().strip_prefix(mark)?.trim();
    quoted.strip_prefix('"')?.strip_suffix('"')
}
