//! `starter`: a repository for students, without a trace of the answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use dojo::course::STARTER;
use dojo::{Course, Error, Kata, Op, Section, files, shipped};
use lang::text;
use shell::means;
use shell::term::Out;

use crate::policy::Policy;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub out: PathBuf,
    /// Katas, or sections; all of them where none is named.
    pub katas: Vec<String>,
    /// `github` or `gitlab`: files that grade each push.
    pub ci: Option<String>,
    /// The files of a Gradescope autograder as well.
    pub gradescope: bool,
    /// Is copied to `grading.toml`, but for where the hidden tests lie.
    pub policy: Option<PathBuf>,
}

/// Files that make the grading run where a class lives.
const GITHUB: &[(&str, &str)] = &[
    (
        ".github/workflows/grade.yml",
        include_str!("starter/github.yml"),
    ),
    ("autograder.py", include_str!("starter/autograder.py")),
];
const GITLAB: &[(&str, &str)] = &[(".gitlab-ci.yml", include_str!("starter/gitlab.yml"))];
const GRADESCOPE: &[(&str, &str)] = &[
    ("setup.sh", include_str!("starter/setup.sh")),
    ("run_autograder", include_str!("starter/run_autograder")),
];
const ALWAYS: &[(&str, &str)] = &[
    ("README.md", include_str!("starter/README.md")),
    ("README.ja.md", include_str!("starter/README.ja.md")),
];

/// Trees and files of the course that are for those who make it.
const KEPT_BACK: [&str; 10] = [
    ".ci/",
    ".github/",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "crates/errata/",
    "crates/trace/tests/",
    "docs/classroom",
    "docs/errata",
    "README.ja.md",
    "README.md",
];

/// Writes the repository.
///
/// # Errors
///
/// There is no such kata, the folder is there already and holds something, or the files of the
/// course cannot be listed.
pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    let to = &options.out;
    let shown = to.display();
    let is_empty = fs::read_dir(to).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty || to.is_file() {
        return Err(Error::Asked(text!(
            "`{shown}` is there already, and not empty; name a new folder",
            "`{shown}` はすでにあり、空ではありません。新しいフォルダーを指定してください",
        )));
    }
    let extra = match options.ci.as_deref() {
        None => &[][..],
        Some("github") => GITHUB,
        Some("gitlab") => GITLAB,
        Some(word) => {
            return Err(Error::Asked(text!(
                "`--ci` is `github` or `gitlab`; it is `{word}`",
                "`--ci` は `github` か `gitlab` です。指定されたのは `{word}` です",
            )));
        }
    };
    if let Some(policy) = &options.policy {
        // Told now, and not when the first answer is graded.
        Policy::load(course, Some(policy))?;
    }
    let chosen = chosen(course, &options.katas)?;
    for path in tracked(course)? {
        if let Some(bytes) = kept(course, &chosen, &path)? {
            put(to, &path, &bytes, course)?;
        }
    }
    let gradescope = if options.gradescope {
        GRADESCOPE
    } else {
        &[][..]
    };
    for (path, text) in [ALWAYS, extra, gradescope].concat() {
        put(to, path, text.as_bytes(), course)?;
    }
    let ids: Vec<&str> = chosen.iter().map(|kata| &*kata.id).collect();
    let marker =
        format!("# A starter repository: the teacher keeps the answers.\nkatas = {ids:?}\n");
    put(to, STARTER, marker.as_bytes(), course)?;
    if let Some(policy) = &options.policy {
        let text = files::read(policy)?;
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("hidden"));
        let text: String = lines.map(|line| format!("{line}\n")).collect();
        put(to, "grading.toml", text.as_bytes(), course)?;
    }
    relock(to)?;
    let count = chosen.len();
    out.print(
        text!(
            "{shown}: {count} katas, without their answers\nNext, in that folder:\n  git init && git add . && git commit -m 'Begin'\n",
            "{shown}: 課題 {count} 件（解答は含みません）\n次に、そのフォルダーで:\n  git init && git add . && git commit -m 'Begin'\n",
        )
        .in_lang(out.view.lang),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn chosen<'c>(course: &'c Course, words: &[String]) -> Result<Vec<&'c Kata>, Error> {
    let mut chosen: Vec<&Kata> = Vec::new();
    for word in words {
        chosen.extend(course.chosen(word)?);
    }
    let is_in = |kata: &&Kata| words.is_empty() || chosen.iter().any(|one| one.id == kata.id);
    Ok(course.katas().filter(is_in).collect())
}

/// The files that git knows: nothing that somebody left lying about.
fn tracked(course: &Course) -> Result<Vec<String>, Error> {
    let git = Command::new("git")
        .arg("-C")
        .arg(&course.root)
        .args(["ls-files", "-z"])
        .output()
        .map_err(|cause| Error::io(Op::Run, Path::new("git"), cause))?;
    let list = String::from_utf8_lossy(&git.stdout).into_owned();
    if !git.status.success() || list.is_empty() {
        let said = String::from_utf8_lossy(&git.stderr).trim().to_owned();
        return Err(Error::Machine(text!(
            "git does not list the files of the course: {said}",
            "教材のファイルの一覧を git から取得できません: {said}",
        )));
    }
    Ok(list.split_terminator('\0').map(str::to_owned).collect())
}

/// What a student gets of a file; nothing where they do not get it.
fn kept(course: &Course, chosen: &[&Kata], path: &str) -> Result<Option<Vec<u8>>, Error> {
    if path.starts_with("solutions/") || KEPT_BACK.iter().any(|kept| path.starts_with(kept)) {
        return Ok(None);
    }
    let read = || files::bytes(&course.root.join(path)).map(Some);
    let Some((section, within)) = place(course, path) else {
        return read();
    };
    let is_chosen = |kata: &Kata| chosen.iter().any(|one| one.id == kata.id);
    if !section.katas.iter().any(is_chosen) {
        return Ok(None);
    }
    let first = within.split('/').next().unwrap_or_default();
    if path.starts_with("crates/") && matches!(first, "wrong" | "right") {
        return Ok(None);
    }
    if let Some(kata) = section.katas.iter().find(|kata| is_of(kata, path, within)) {
        return match is_chosen(kata) {
            false => Ok(None),
            // Whoever wrote it may have solved it here.
            true if course.root.join(path) == kata.exercise() => stub(course, kata).map(Some),
            true => read(),
        };
    }
    match within {
        "section.toml" => {
            let text = files::read(&course.root.join(path))?;
            let of_chosen = |id: &str| chosen.iter().any(|kata| kata.id == id);
            Ok(Some(only(&text, of_chosen).into_bytes()))
        }
        "Cargo.toml" => {
            let text = files::read(&course.root.join(path))?;
            let others = section.katas.iter().filter(|kata| !is_chosen(kata));
            let others: Vec<&str> = others.map(|kata| &*kata.id).collect();
            let is_left_out = |name: &str| others.contains(&name);
            Ok(Some(manifest(&text, is_left_out).into_bytes()))
        }
        _ => read(),
    }
}

/// The section that a file belongs to, and its path from the section's folder.
fn place<'c, 'p>(course: &'c Course, path: &'p str) -> Option<(&'c Section, &'p str)> {
    let rest = path
        .strip_prefix("crates/")
        .or_else(|| path.strip_prefix("exercises/"))?;
    let (folder, within) = rest.split_once('/')?;
    let section = course
        .sections
        .iter()
        .find(|section| section.id == folder)?;
    Some((section, within))
}

/// Whether a file is about this kata: its exercise, its lesson, its tests and their scene.
fn is_of(kata: &Kata, path: &str, within: &str) -> bool {
    let id = &kata.id;
    let name = match path.starts_with("crates/") {
        true => within.strip_prefix("tests/"),
        false => Some(within),
    };
    name.is_some_and(|name| {
        name.strip_prefix(&**id)
            .is_some_and(|rest| rest.starts_with('.') || rest.starts_with("_scene/"))
    })
}

fn stub(course: &Course, kata: &Kata) -> Result<Vec<u8>, Error> {
    let there = files::bytes(&kata.exercise())?;
    if dojo::digest::text_blob_id(&there) == kata.stub {
        return Ok(there);
    }
    shipped::stub(&course.root, kata).map_err(|why| {
        let shown = kata.short(&kata.exercise());
        Error::Machine(text!(
            "`{shown}` is edited, and git does not have the stub: {why}",
            "`{shown}` は編集されており、スタブを git から取り出せません: {why}",
        ))
    })
}

/// A `section.toml` with the katas that were chosen.
fn only(text: &str, is_chosen: impl Fn(&str) -> bool) -> String {
    let mut parts = text.split("[[kata]]");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let id = part.lines().find_map(|line| line.strip_prefix("id = "));
        let id = id.unwrap_or_default().trim().trim_matches('"');
        if is_chosen(id) {
            kept += "[[kata]]";
            kept += part;
        }
    }
    kept
}

/// A manifest without the example that compiles the solutions, and without the tests of katas that
/// are not there: cargo refuses a target whose file is missing.
fn manifest(text: &str, is_left_out: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut begins = 0;
    let headers = text.match_indices("\n[").map(|(at, _)| at + 1);
    for end in headers.chain([text.len()]) {
        let table = &text[begins..end];
        begins = end;
        let named = table.lines().find_map(|line| line.strip_prefix("name = "));
        let name = named.unwrap_or_default().trim_matches('"');
        let goes = match table.lines().next() {
            Some("[[example]]") => name.ends_with("-solutions"),
            Some("[[test]]") => is_left_out(name),
            _ => false,
        };
        if !goes {
            kept += table;
        }
    }
    kept
}

fn put(to: &Path, path: &str, bytes: &[u8], course: &Course) -> Result<(), Error> {
    let target = to.join(path);
    files::write(&target, bytes)?;
    // Programs stay programs.
    let is_program = bytes.starts_with(b"#!") || {
        let from = fs::metadata(course.root.join(path));
        from.is_ok_and(|about| is_executable(&about))
    };
    if is_program {
        make_executable(&target)?;
    }
    Ok(())
}

#[cfg(unix)]
fn is_executable(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    about.permissions().mode() & 0o100 != 0
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|cause| Error::io(Op::Write, path, cause))
}

#[cfg(not(unix))]
fn is_executable(_: &fs::Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Takes out of the lock file what only the sections left behind need.
fn relock(to: &Path) -> Result<(), Error> {
    let said = Command::new(means::cargo())
        .args(["update", "--workspace", "--offline"])
        .current_dir(to)
        .output()
        .map_err(|cause| Error::io(Op::Run, Path::new("cargo"), cause))?;
    if said.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&said.stderr).trim().to_owned();
    Err(Error::Machine(text!(
        "what was written is no workspace that cargo understands: {said}",
        "書き出したものを cargo がワークスペースとして読めません: {said}",
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_chosen_stays() {
        let text = "title = 1\n\n[[kata]]\nid = \"one\"\npoints = 1\n\n[[kata]]\nid = \"two\"\n";
        let kept = "title = 1\n\n[[kata]]\nid = \"two\"\n";
        assert_eq!(only(text, |id| id == "two"), kept);
        let text = "[a]\n[[example]]\nname = \"s-scratch\"\n\n[[test]]\nname = \"one\"\n\n[[test]]\nname = \"two\"\n\n[[example]]\nname = \"s-solutions\"\npath = \"x\"\n";
        assert_eq!(
            manifest(text, |name| name == "one"),
            "[a]\n[[example]]\nname = \"s-scratch\"\n\n[[test]]\nname = \"two\"\n\n"
        );
    }
}
