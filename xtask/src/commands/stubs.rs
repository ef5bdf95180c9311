//! `cargo xtask stubs`: the maintainer's word that the stubs on disk are those to ship.

use std::process::ExitCode;

use dojo::course::{Kata, shorten};
use dojo::lesson::without_stamp;
use dojo::{Course, Error, digest, files, shipped, translation, walk};
use lang::{Lang, text};

use shell::term::Out;

/// What is to be noted.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Without one, all.
    pub katas: Vec<String>,
    /// Also stubs that differ from what was committed.
    pub edited: bool,
    /// That translations are up to date, too.
    pub translations: bool,
}

/// Notes the stubs, and says what was changed.
///
/// # Errors
///
/// A kata that does not exist, or was edited since the last commit; no git to tell.
pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    if !shipped::is_under_git(&course.root) {
        return Err(Error::Machine(text!(
            "without git nobody can tell a stub from somebody's answer; nothing was changed",
            "git がないため、スタブと解答を区別できません。何も変更していません",
        )));
    }
    let named = options.katas.iter().map(|name| course.kata(name));
    let named: Vec<&Kata> = named.collect::<Result<_, _>>()?;
    let all = named.is_empty();
    let katas: Vec<&Kata> = if all { course.katas().collect() } else { named };
    let mut said = String::new();
    let mut to_note = Vec::new();
    for &kata in &katas {
        let is_edited = shipped::differs_from_head(&course.root, &kata.exercise()) == Some(true);
        if !is_edited || options.edited {
            to_note.push(kata);
        } else if all {
            let file = kata.short(&kata.exercise());
            said += &text!(
                "left out, edited since the last commit: {file}\n",
                "最後のコミット以降に編集されているため対象外: {file}\n",
            )
            .into_lang(out.view.lang);
        } else {
            return Err(is_an_answer(kata));
        }
    }
    let mut changed = note_stubs(course, &to_note)?;
    if options.translations {
        changed.extend(note_translations(course, &katas, all)?);
    }
    for change in &changed {
        said += &format!("{change}\n");
    }
    let count = changed.len();
    said += &text!("changes: {count}\n", "変更: {count} 件\n").into_lang(out.view.lang);
    out.print(&said)?;
    Ok(ExitCode::SUCCESS)
}

fn is_an_answer(kata: &Kata) -> Error {
    let (file, id) = (kata.short(&kata.exercise()), &kata.id);
    Error::Asked(text!(
        "`{file}` differs from what was committed, and may be somebody's answer; if it is to be shipped as the stub: cargo xtask stubs {id} --edited",
        "`{file}` はコミットされた内容と異なり、誰かの解答かもしれません。スタブとして配布する場合: cargo xtask stubs {id} --edited",
    ))
}

/// Writes the ids of the stubs on disk into the sections' `section.toml`.
fn note_stubs(course: &Course, katas: &[&Kata]) -> Result<Vec<String>, Error> {
    let mut changed = Vec::new();
    for section in &course.sections {
        let folder = course.root.join("crates").join(&section.id);
        let path = folder.join("section.toml");
        let before = files::read(&path)?;
        let mut ids = Vec::new();
        for kata in &section.katas {
            let is_meant = katas.iter().any(|meant| meant.id == kata.id);
            let id = match is_meant {
                true => digest::text_blob_id(&files::bytes(&kata.exercise())?),
                false => kata.stub.clone(),
            };
            if id != kata.stub {
                let (file, name) = (shorten(&course.root, &path), &kata.id);
                changed.push(format!("{file}: {name}: {} is now {id}", kata.stub));
            }
            ids.push(id);
        }
        let after = with_stub_ids(&before, &ids);
        if after != before {
            files::replace(&path, after.as_bytes())?;
        }
    }
    Ok(changed)
}

/// The text of a `section.toml` with these ids, and nothing else changed.
fn with_stub_ids(toml: &str, ids: &[String]) -> String {
    let mut ids = ids.iter();
    let mut out = String::new();
    for line in toml.split_inclusive('\n') {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        let quoted: Vec<&str> = line.splitn(3, '"').collect();
        match (key, &quoted[..], ids.as_slice()) {
            (Some("stub"), [before, _, after], [id, rest @ ..]) => {
                out += &format!("{before}\"{id}\"{after}");
                ids = rest.iter();
            }
            _ => out += line,
        }
    }
    out
}

/// Stamps the translations of the katas' lessons, or every one.
fn note_translations(course: &Course, katas: &[&Kata], all: bool) -> Result<Vec<String>, Error> {
    let paths = match all {
        true => walk::translations(&course.root)?,
        false => katas.iter().map(|kata| kata.lesson(Lang::Ja)).collect(),
    };
    let mut changed = Vec::new();
    for path in paths {
        let Some(original) = translation::original(&path).filter(|path| path.is_file()) else {
            continue;
        };
        let before = files::read(&path)?;
        let after = translation::expected(&original)? + without_stamp(&before);
        if after != before {
            files::replace(&path, after.as_bytes())?;
            changed.push(shorten(&course.root, &path));
        }
    }
    Ok(changed)
}
