//! Stubs say what they are, and are known by their blob ids.

use super::Tree;
use crate::digest;
use crate::error::Error;
use crate::files;

pub fn stubs_begin_with_three_lines(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
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
    for kata in tree.course.katas() {
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
