//! Names agree across the trees.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::Tree;
use dojo::Error;
use dojo::course::{is_kata_id, number_and_topic};
use dojo::files;
use dojo::walk;

pub fn the_trees_have_the_same_sections(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    let known: BTreeSet<String> = tree
        .course
        .sections
        .iter()
        .map(|section| section.id.clone())
        .collect();
    for top in ["exercises", "solutions"] {
        let there = folders(tree, top)?;
        for missing in known.difference(&there) {
            faults.push(format!("{top}/{missing}: the folder is missing"));
        }
        for odd in there.difference(&known) {
            faults.push(format!(
                "{top}/{odd}: there is no crates/{odd}/section.toml"
            ));
        }
    }
    for odd in folders(tree, "crates")?.difference(&known) {
        if number_and_topic(odd).is_some() {
            faults.push(format!("crates/{odd}/section.toml: the file is missing"));
        }
    }
    Ok(faults)
}

pub fn packages_are_named_after_their_folders(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for section in &tree.course.sections {
        let id = &section.id;
        let path = tree.path(&format!("crates/{id}/Cargo.toml"));
        let short = tree.short(&path);
        let table: Table = match files::read(&path)?.parse() {
            Ok(table) => table,
            Err(e) => {
                faults.push(format!("{short}: {e}"));
                continue;
            }
        };
        let name = table
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(Value::as_str);
        if name != Some(id) {
            faults.push(format!("{short}: the package is not named `{id}`"));
        }
        let examples: Vec<(&str, &str)> = table
            .get("example")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|example| {
                let field = |key| example.get(key).and_then(Value::as_str);
                Some((field("name")?, field("path")?))
            })
            .collect();
        for (name, path) in [
            (
                format!("{id}-scratch"),
                format!("../../exercises/{id}/scratch.rs"),
            ),
            (
                format!("{id}-solutions"),
                format!("../../solutions/{id}/main.rs"),
            ),
        ] {
            if !examples.contains(&(&name, &path)) {
                faults.push(format!("{short}: no example `{name}` at `{path}`"));
            }
        }
        if table
            .get("features")
            .and_then(|f| f.get("solution"))
            .is_none()
        {
            faults.push(format!("{short}: no feature `solution`"));
        }
    }
    Ok(faults)
}

pub fn ids_are_well_formed_and_unique(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for section in &tree.course.sections {
        let id = &section.id;
        match number_and_topic(id) {
            None => faults.push(format!("crates/{id}: the folder is not named `sNN-topic`")),
            Some((number, _)) if !numbers.insert(number) => {
                faults.push(format!(
                    "crates/{id}: another section is `{number}` already"
                ));
            }
            Some(_) => {}
        }
        for kata in &section.katas {
            let (kata, file) = (&kata.id, format!("crates/{id}/section.toml"));
            if !is_kata_id(kata) {
                faults.push(format!("{file}: `{kata}` is no name for a kata"));
            }
            if !seen.insert(kata) {
                faults.push(format!("{file}: there is another kata `{kata}`"));
            }
        }
    }
    Ok(faults)
}

pub fn needs_refer_to_earlier_katas(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    let mut earlier = BTreeSet::new();
    for kata in tree.course.katas() {
        for need in kata.needs.iter().filter(|need| !earlier.contains(need)) {
            faults.push(format!(
                "crates/{}/section.toml: `{}` needs `{need}`, which is no earlier kata",
                kata.section, kata.id
            ));
        }
        earlier.insert(&kata.id);
    }
    Ok(faults)
}

pub fn solutions_list_every_kata(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for section in &tree.course.sections {
        let path = tree.path(&format!("solutions/{}/main.rs", section.id));
        let short = tree.short(&path);
        let main = files::read(&path)?;
        let listed: BTreeSet<&str> = main
            .lines()
            .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
            .filter_map(|name| name.strip_suffix(';'))
            .collect();
        let katas: BTreeSet<&str> = section.katas.iter().map(|kata| &*kata.id).collect();
        for missing in katas.difference(&listed) {
            faults.push(format!("{short}: no line `mod {missing};`"));
        }
        for odd in listed.difference(&katas) {
            faults.push(format!("{short}: `mod {odd};` is no kata of the section"));
        }
    }
    Ok(faults)
}

fn folders(tree: &Tree, top: &str) -> Result<BTreeSet<String>, Error> {
    let entries = walk::entries(&tree.path(top))?;
    let folders = entries.iter().filter(|path| path.is_dir());
    Ok(folders
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .filter(|name| !name.starts_with('.'))
        .collect())
}
