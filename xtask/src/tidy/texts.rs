//! Texts that `new` writes are there to be written.

use dojo::{Error, files, walk};
use lang::Lang;

use super::Tree;
use crate::commands::new::begins_with_a_name;

/// What the templates leave for an author to write.
const LEFT: &str = "TODO";

/// Stubs hold this word for their learners; nothing else does.
pub fn nothing_is_left_to_write(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    let mut texts = Vec::new();
    for section in &tree.course.sections {
        let id = &section.id;
        for readme in ["README.md", "README.ja.md"] {
            texts.push(tree.path(&format!("exercises/{id}/{readme}")));
        }
        for folder in ["src", "tests", "wrong", "right"] {
            texts.extend(walk::files(&tree.path(&format!("crates/{id}/{folder}")))?);
        }
        texts.extend(walk::files(&tree.path(&format!("solutions/{id}")))?);
        texts.push(tree.path(&format!("crates/{id}/section.toml")));
    }
    for kata in tree.course.katas() {
        texts.extend([Lang::En, Lang::Ja].map(|lang| kata.lesson(lang)));
    }
    for path in texts.iter().filter(|path| path.is_file()) {
        let text = files::read(path)?;
        if let Some(line) = text.lines().position(|line| line.contains(LEFT)) {
            let (short, line) = (tree.short(path), line + 1);
            faults.push(format!(
                "{short}:{line}: it is still to be written (`{LEFT}`)"
            ));
        }
    }
    Ok(faults)
}

/// A title is one text in each language; above a lesson it follows a colon, and begins small.
pub fn titles_are_written_twice(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for section in &tree.course.sections {
        let file = format!("crates/{}/section.toml", section.id);
        let titles = section.katas.iter().map(|kata| (&kata.id, &kata.title));
        for (of, title) in titles.chain([(&section.id, &section.title)]) {
            if title.en == title.ja {
                let title = &title.en;
                faults.push(format!(
                    "{file}: the title of `{of}` is the same in both languages, `{title}`"
                ));
            }
        }
    }
    for kata in tree.course.katas() {
        let path = kata.lesson(Lang::En);
        let text = files::read(&path)?;
        let heading = text.lines().next().unwrap_or_default();
        let title = heading.strip_prefix(&format!("# {}: ", kata.id));
        let short = tree.short(&path);
        match title {
            None => faults.push(format!("{short}: the first line is not `# {}: …`", kata.id)),
            Some(title) if title.starts_with(char::is_uppercase) && !begins_with_a_name(title) => {
                faults.push(format!(
                    "{short}: the title begins with a capital, `{title}`"
                ));
            }
            Some(_) => {}
        }
    }
    Ok(faults)
}
