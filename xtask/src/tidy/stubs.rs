//! Stubs say what they are, and are known by their blob ids.

use super::Tree;
use dojo::Error;
use dojo::course::Kata;
use dojo::digest;
use dojo::files;
use dojo::progress::Progress;

/// The katas of which the file in place is a stub: where somebody practises, it is an answer.
fn unpractised(tree: &Tree) -> impl Iterator<Item = &Kata> {
    let (progress, _) = Progress::load(tree.root());
    let judged = move |kata: &&Kata| {
        let entry = progress.entry(&kata.id);
        entry.is_some_and(|entry| entry.answer_sha256.is_some())
    };
    tree.course.katas().filter(move |kata| !judged(kata))
}

pub fn stubs_begin_with_three_lines(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in unpractised(tree) {
        let (id, section) = (&kata.id, &kata.section);
        let text = files::read(&kata.exercise())?;
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

pub fn stub_ids_are_fresh(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in unpractised(tree) {
        let stub = files::read(&kata.exercise())?;
        if digest::text_blob_id(stub.as_bytes()) != kata.stub {
            faults.push(format!(
                "crates/{}/section.toml: `{}` has the id of another stub; where the file is to be shipped as it is: cargo xtask stubs",
                kata.section, kata.id
            ));
        }
    }
    Ok(faults)
}
