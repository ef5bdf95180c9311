//! The index of katas is complete.

use super::Tree;
use dojo::Error;
use dojo::files;

pub fn the_index_lists_every_kata(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    if tree.course.sections.is_empty() {
        return Ok(faults);
    }
    for readme in ["README.md", "README.ja.md"] {
        let text = files::read(&tree.path(readme))?;
        for section in &tree.course.sections {
            let id = &section.id;
            // The row of the section links to its folder; a kata named elsewhere is not listed.
            let row = text
                .lines()
                .find(|line| line.starts_with('|') && line.contains(&format!("(exercises/{id}/")));
            let Some(row) = row else {
                faults.push(format!(
                    "{readme}: no row of the index links to exercises/{id}/"
                ));
                continue;
            };
            let katas = section.katas.iter().map(|kata| &kata.id);
            for kata in katas.filter(|kata| !row.contains(&format!("`{kata}`"))) {
                faults.push(format!("{readme}: the row of {id} does not list `{kata}`"));
            }
        }
    }
    Ok(faults)
}
