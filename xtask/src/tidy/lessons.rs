//! Lessons have their parts, and hide no bound that the tests know.

use std::path::Path;

use super::Tree;
use dojo::Error;
use dojo::course::Kata;
use dojo::lesson::headings;
use dojo::{files, walk};
use lang::Lang;

/// The headings of a lesson, in their order; others may stand between them.
const HEADINGS: [(&str, &str); 6] = [
    ("Task", "課題"),
    ("Rules", "ルール"),
    ("Why", "なぜ"),
    ("Hint 1", "ヒント 1"),
    ("Hint 2", "ヒント 2"),
    ("Hint 3", "ヒント 3"),
];

pub fn lessons_have_the_fixed_headings(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        for lang in [Lang::En, Lang::Ja] {
            let path = kata.lesson(lang);
            let text = files::read(&path)?;
            let there = headings(&text);
            let mut rest = there.iter();
            for (en, ja) in HEADINGS {
                let heading = lang.pick(en, ja);
                if !rest.any(|there| *there == heading) {
                    let short = tree.short(&path);
                    faults.push(format!("{short}: no `## {heading}` in its place"));
                    break;
                }
            }
            if let Some(after) = rest.next() {
                let short = tree.short(&path);
                faults.push(format!("{short}: `## {after}` stands after the last hint"));
            }
        }
    }
    Ok(faults)
}

/// A bound is a `const` of the test file under the lesson's own words:
/// `// lesson: "at most 4 polls"` and `// lesson.ja: "ポーリングは最大 4 回"`.
///
/// A number that binds nobody (how long a test's own future takes) says what it is in a comment.
pub fn lessons_name_every_bound(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        bounds_of(kata, tree, &mut faults)?;
    }
    Ok(faults)
}

fn bounds_of(kata: &Kata, tree: &Tree, faults: &mut Vec<String>) -> Result<(), Error> {
    bounds_in(&kata.tests(), kata, tree, faults)?;
    // What a test file keeps beside it.
    let beside = kata.tests().with_file_name(format!("{}_scene", kata.id));
    for path in walk::files(&beside)? {
        bounds_in(&path, kata, tree, faults)?;
    }
    Ok(())
}

fn bounds_in(path: &Path, kata: &Kata, tree: &Tree, faults: &mut Vec<String>) -> Result<(), Error> {
    let tests = files::read(path)?;
    let short = tree.short(path);
    let (mut en, mut ja) = (0, 0);
    for line in tests.lines() {
        let found = [
            (Lang::En, "// lesson: ", &mut en),
            (Lang::Ja, "// lesson.ja: ", &mut ja),
        ]
        .into_iter()
        .find_map(|(lang, mark, count)| {
            let words = line.trim_start().strip_prefix(mark)?;
            *count += 1;
            Some((lang, words))
        });
        let Some((lang, quoted)) = found else {
            continue;
        };
        let words = quoted
            .trim()
            .strip_prefix('"')
            .and_then(|quoted| quoted.strip_suffix('"'));
        match words {
            None => faults.push(format!("{short}: `{line}` quotes nothing")),
            Some(words) if !files::read(&kata.lesson(lang))?.contains(words) => {
                let lesson = tree.short(&kata.lesson(lang));
                faults.push(format!(
                    "{lesson}: it does not say \"{words}\", as {short} does"
                ));
            }
            Some(_) => {}
        }
    }
    if en != ja {
        faults.push(format!(
            "{short}: {en} lines `// lesson:`, {ja} lines `// lesson.ja:`"
        ));
    }
    let mut above = "";
    for line in tests.lines() {
        if is_number(line) && !above.trim_start().starts_with("//") {
            faults.push(format!(
                "{short}: `{line}` has neither the words of the lesson nor a comment above it"
            ));
        }
        above = line;
    }
    Ok(())
}

/// `const NAME: usize = 4;`, and the like.
fn is_number(line: &str) -> bool {
    let declared = line
        .trim_start()
        .strip_prefix("const ")
        .and_then(|rest| rest.split_once('='))
        .and_then(|(name, _)| name.split_once(':'));
    let Some((_, of)) = declared else {
        return false;
    };
    matches!(
        of.trim(),
        "Duration" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i32" | "i64" | "f64"
    )
}
