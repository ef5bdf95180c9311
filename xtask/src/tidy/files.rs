//! Each kata has all its files, and there are no others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Tree;
use dojo::Error;
use dojo::course::Section;
use dojo::walk;
use lang::Lang;

pub fn every_kata_has_its_files(tree: &Tree) -> Result<Vec<String>, Error> {
    let sections = tree.course.sections.iter();
    Ok(sections
        .flat_map(|section| expected(tree, section))
        .filter(|path| !path.is_file())
        .map(|path| format!("{}: the file is missing", tree.short(&path)))
        .collect())
}

pub fn no_file_is_left_over(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for section in &tree.course.sections {
        let expected = expected(tree, section);
        let id = &section.id;
        let mut there = Vec::new();
        for folder in [format!("exercises/{id}"), format!("solutions/{id}")] {
            there.extend(walk::files(&tree.path(&folder))?);
        }
        // A folder in tests/ is no test target: tests may share code there.
        let tests = walk::entries(&tree.path(&format!("crates/{id}/tests")))?;
        there.extend(tests.into_iter().filter(|path| path.is_file()));
        for kind in ["wrong", "right"] {
            for folder in walk::entries(&tree.path(&format!("crates/{id}/{kind}")))? {
                let of_kata = section
                    .katas
                    .iter()
                    .any(|kata| folder == kata.wrong() || folder == kata.right());
                if of_kata {
                    let files = walk::files(&folder)?;
                    there.extend(files.into_iter().filter(|path| !is_rust(path)));
                } else {
                    there.push(folder);
                }
            }
        }
        let hidden = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with('.')
        };
        for path in there.iter().filter(|path| !hidden(path)) {
            if !expected.contains(path) {
                let short = tree.short(path);
                faults.push(format!("{short}: it belongs to no kata of the section"));
            }
        }
    }
    Ok(faults)
}

fn expected(tree: &Tree, section: &Section) -> BTreeSet<PathBuf> {
    let id = &section.id;
    let mut files: BTreeSet<PathBuf> = [
        format!("crates/{id}/Cargo.toml"),
        format!("crates/{id}/section.toml"),
        format!("crates/{id}/src/lib.rs"),
        format!("exercises/{id}/README.md"),
        format!("exercises/{id}/README.ja.md"),
        format!("exercises/{id}/scratch.rs"),
        format!("solutions/{id}/main.rs"),
    ]
    .iter()
    .map(|path| tree.path(path))
    .collect();
    for kata in &section.katas {
        files.extend([
            kata.exercise(),
            kata.lesson(Lang::En),
            kata.lesson(Lang::Ja),
            kata.solution(),
            kata.tests(),
        ]);
    }
    files
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}
