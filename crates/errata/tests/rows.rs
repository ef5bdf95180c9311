//! Every row of `docs/errata.md` names something that is there, in both languages the same.

use std::fs;
use std::path::Path;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The rows of all tables, each with its cells.
fn rows(page: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(ROOT).join("docs").join(page)).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells = |row: &str| {
        row.trim_matches('|')
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    let rows: Vec<Vec<String>> = rows.map(cells).collect();
    rows.into_iter()
        .filter(|row| row[3].starts_with('`') || row[3] == "–")
        .collect()
}

/// What stands between backquotes.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|_| panic!("there is no {path}"))
}

/// The tests of this crate.
fn own_tests() -> String {
    let folder = fs::read_dir(Path::new(ROOT).join("crates/errata/tests")).unwrap();
    folder
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn rows_name_tests_that_are_there() {
    let own = own_tests();
    for row in rows("errata.md") {
        let mut folder = "";
        let mut file = String::new();
        for name in quoted(&row[2]) {
            if name == "src/lib.rs" {
                file = read("crates/errata/src/lib.rs");
                let heading = row[2].split("`src/lib.rs`: ").nth(1).unwrap();
                let heading = heading.split([';', ' ']).next().unwrap();
                assert!(file.contains(&format!("//! # {heading}:")), "{row:?}");
            } else if name.ends_with('/') {
                folder = name;
            } else if name.ends_with(".rs") && name.contains('/') {
                folder = &name[..=name.rfind('/').unwrap()];
                file = read(name);
            } else if name.ends_with(".rs") {
                read(&format!("{folder}{name}"));
            } else {
                let function = format!("fn {name}()");
                assert!(
                    file.contains(&function) || own.contains(&function),
                    "{row:?}"
                );
            }
        }
        assert!(row[2].contains('`') || row[2].contains("]("), "{row:?}");
    }
}

#[test]
fn rows_name_katas_that_are_there() {
    let sections = fs::read_dir(Path::new(ROOT).join("exercises")).unwrap();
    let sections: Vec<_> = sections.map(|section| section.unwrap().path()).collect();
    for row in rows("errata.md") {
        for kata in quoted(&row[3]) {
            let lesson = format!("{kata}.md");
            assert!(
                sections
                    .iter()
                    .any(|section| section.join(&lesson).is_file()),
                "{kata}"
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_rows() {
    let [english, japanese] = ["errata.md", "errata.ja.md"].map(rows);
    assert!(english.len() > 50);
    let last = |rows: Vec<Vec<String>>| {
        rows.into_iter()
            .map(|row| row[2..].to_vec())
            .collect::<Vec<_>>()
    };
    assert_eq!(last(english), last(japanese));
}
