//! Stubs say what they are, and are known by their blob ids.

use dojo::progress::Progress;
use dojo::{Error, Kata, digest, files, shipped};

use super::Tree;

/// The stub of a kata as it is shipped: the file in place, or what git remembers where somebody
/// has edited it. `None` where nobody knows; that is another rule.
fn stub(tree: &Tree, kata: &Kata) -> Result<Option<String>, Error> {
    let in_place = files::read_if_there(&kata.exercise()).ok().flatten();
    let in_place = in_place.filter(|bytes| digest::text_blob_id(bytes) == kata.stub);
    let bytes = in_place.or_else(|| shipped::stub(tree.root(), kata).ok());
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

pub fn stubs_begin_with_three_lines(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let Some(text) = stub(tree, kata)? else {
            continue;
        };
        let (id, section) = (&kata.id, &kata.section);
        let head: Vec<&str> = text
            .lines()
            .map_while(|line| line.strip_prefix("//! "))
            .collect();
        let sound = match head[..] {
            [what, commands, japanese] => {
                what.starts_with(&format!("{id}: "))
                    && commands.contains(&format!("`cargo xtask lesson {id}`"))
                    && commands.contains(&format!("`cargo xtask hint {id}`"))
                    && japanese == format!("日本語: exercises/{section}/{id}.ja.md")
            }
            _ => false,
        };
        if !sound {
            faults.push(format!(
                "{}: it does not begin with the three `//!` lines that `cargo xtask new` writes",
                tree.short(&kata.exercise())
            ));
        }
    }
    Ok(faults)
}

/// The id in `section.toml` is that of the stub, or the file is somebody's answer.
///
/// An answer and a stub that has changed look alike. Where somebody practises, which the progress
/// shows, and where the file is not the one that was committed, it is an answer; nobody is told to
/// ship it.
pub fn stub_ids_are_fresh(tree: &Tree) -> Result<Vec<String>, Error> {
    let (progress, _) = Progress::load(tree.root());
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let Ok(Some(bytes)) = files::read_if_there(&kata.exercise()) else {
            // That it is missing is another rule.
            continue;
        };
        let is_shipped = digest::text_blob_id(&bytes) == kata.stub;
        let is_practised = !progress.is_empty();
        let is_edited = shipped::differs_from_head(tree.root(), &kata.exercise());
        if is_shipped || is_practised || is_edited == Some(true) {
            continue;
        }
        let (section, id) = (&kata.section, &kata.id);
        faults.push(format!(
            "crates/{section}/section.toml: `{id}` has the id of another file than exercises/{section}/{id}.rs; \
             if that file is to be shipped as the stub: cargo xtask stubs {id}"
        ));
    }
    Ok(faults)
}
