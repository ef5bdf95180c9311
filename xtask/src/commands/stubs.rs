//! `cargo xtask stubs`: the maintainer's word that the stubs on disk are those to ship.

use std::process::ExitCode;

use crate::term::Out;
use dojo::Error;
use dojo::course::{Course, Section, shorten};
use dojo::digest;
use dojo::files;
use dojo::lesson::without_stamp;
use dojo::translation;
use dojo::walk;
use lang::text;

pub fn run(course: &Course, translations: bool, out: &Out) -> Result<ExitCode, Error> {
    let mut changed = Vec::new();
    for section in &course.sections {
        let path = course
            .root
            .join("crates")
            .join(&section.id)
            .join("section.toml");
        let before = files::read(&path)?;
        let after = with_stub_ids(&before, section)?;
        if after != before {
            files::replace(&path, after.as_bytes())?;
            changed.push(path);
        }
    }
    if translations {
        for path in walk::translations(&course.root)? {
            let Some(original) = translation::original(&path).filter(|path| path.is_file()) else {
                continue;
            };
            let before = files::read(&path)?;
            let after = translation::expected(&original)? + without_stamp(&before);
            if after != before {
                files::replace(&path, after.as_bytes())?;
                changed.push(path);
            }
        }
    }
    let mut said = String::new();
    for path in &changed {
        said += &format!("{}\n", shorten(&course.root, path));
    }
    let count = changed.len();
    said += &text!(
        "files refreshed: {count}\n",
        "更新したファイル: {count} 件\n"
    )
    .into_lang(out.view.lang);
    out.print(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// The text of a `section.toml` with the ids of the stubs on disk, and nothing else changed.
fn with_stub_ids(toml: &str, section: &Section) -> Result<String, Error> {
    let mut stubs = section.katas.iter().map(|kata| {
        files::read(&kata.exercise()).map(|stub| digest::text_blob_id(stub.as_bytes()))
    });
    let mut out = String::new();
    for line in toml.split_inclusive('\n') {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        let quoted: Vec<&str> = line.splitn(3, '"').collect();
        match (key, &quoted[..]) {
            (Some("stub"), [before, _, after]) => {
                let Some(id) = stubs.next() else {
                    break;
                };
                out += &format!("{before}\"{}\"{after}", id?);
            }
            _ => out += line,
        }
    }
    Ok(out)
}
