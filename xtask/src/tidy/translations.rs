//! Both languages say the same.

use std::path::Path;

use super::Tree;
use dojo::Error;
use dojo::files;
use dojo::translation::{expected, original};
use dojo::walk;
use lang::Lang;

pub fn every_text_is_translated(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut texts = vec![tree.path("README.md")];
    for section in &tree.course.sections {
        texts.push(tree.path(&format!("exercises/{}/README.md", section.id)));
    }
    texts.extend(tree.course.katas().map(|kata| kata.lesson(Lang::En)));
    let untranslated =
        |path: &&std::path::PathBuf| path.is_file() && !path.with_extension("ja.md").is_file();
    Ok(texts
        .iter()
        .filter(untranslated)
        .map(|path| format!("{}: the file is missing", short_ja(tree, path)))
        .collect())
}

pub fn translations_are_fresh(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for path in walk::translations(tree.root())? {
        let short = tree.short(&path);
        let Some(original) = original(&path).filter(|original| original.is_file()) else {
            faults.push(format!("{short}: there is no original"));
            continue;
        };
        let asked = expected(&original)?;
        if !files::read(&path)?
            .replace("\r\n", "\n")
            .starts_with(&asked)
        {
            let original = tree.short(&original);
            let kata = tree
                .course
                .katas()
                .find(|kata| kata.lesson(Lang::Ja) == path);
            let kata = kata.map_or(String::new(), |kata| format!(" {}", kata.id));
            faults.push(format!(
                "{short}: the first line does not name {original} as it is now; read both, and when they say the same: cargo xtask stubs{kata} --translations"
            ));
        }
    }
    Ok(faults)
}

fn short_ja(tree: &Tree, original: &Path) -> String {
    tree.short(&original.with_extension("ja.md"))
}
