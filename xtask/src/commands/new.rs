//! `cargo xtask new`: all the files of a kata, ready to fill.

mod kind;
mod manifest;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dojo::course::{Course, is_kata_id, number_and_topic, shorten};
use dojo::digest;
use dojo::files;
use dojo::translation::stamp;
use dojo::{Error, Op};
use lang::text;
use shell::term::Out;

pub use kind::Kind;

#[derive(Clone, Debug)]
pub struct Options {
    pub section: String,
    pub kata: String,
    /// The guide's subsection; else the section's chapter.
    pub guide: Option<String>,
    /// The title in English and in Japanese.
    pub title: Option<String>,
    pub title_ja: Option<String>,
    pub kind: Kind,
}

pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    let plan = Plan::new(course, options)?;
    let written = plan.write()?;
    let mut said = text!(
        "written, ready to fill:\n",
        "次のファイルを作成しました。TODO を埋めてください:\n",
    )
    .into_lang(out.view.lang);
    for path in written {
        said += &format!("  {}\n", shorten(&course.root, &path));
    }
    let kata = &plan.names.kata;
    said += &text!(
        "A small kata already, which is green: cargo xtask verify {kata}\nWhat is still to be written: cargo xtask tidy\n",
        "小さな課題として、すでに検証に通ります: cargo xtask verify {kata}\n残っている作業の確認: cargo xtask tidy\n",
    )
    .into_lang(out.view.lang);
    out.print(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// What the templates' `{{…}}` stand for.
#[derive(Debug)]
struct Names {
    section: String,
    section_title: String,
    chapter: String,
    kata: String,
    guide: String,
    title: String,
    title_ja: String,
    kind: Kind,
    stub_id: String,
}

impl Names {
    fn fill(&self, template: &str) -> String {
        template
            .replace("{{section}}", &self.section)
            .replace("{{section_title}}", &self.section_title)
            .replace("{{chapter}}", &self.chapter)
            .replace("{{guide}}", &self.guide)
            .replace("{{title}}", &self.title)
            .replace("{{title_ja}}", &self.title_ja)
            .replace("{{heading}}", &small(&self.title))
            .replace("{{imports}}", self.kind.imports())
            .replace("{{signature}}", self.kind.signature())
            .replace("{{unused}}", self.kind.unused())
            .replace("{{solved}}", self.kind.solved())
            .replace("{{right}}", self.kind.right())
            .replace("{{wrong}}", self.kind.wrong())
            .replace("{{diagnosis}}", self.kind.diagnosis())
            .replace("{{test}}", self.kind.test())
            .replace("{{kata}}", &self.kata)
            .replace("{{stub_id}}", &self.stub_id)
    }
}

/// The files to write, and those to which lines are added.
#[derive(Debug)]
struct Plan {
    names: Names,
    new: Vec<(PathBuf, String)>,
    changed: Vec<(PathBuf, String)>,
}

impl Plan {
    fn new(course: &Course, options: &Options) -> Result<Plan, Error> {
        let kata = options.kata.replace('-', "_");
        if !is_kata_id(&kata) {
            let small = snake(&kata);
            if is_kata_id(&small) {
                return Err(Error::Asked(text!(
                    "`{kata}` is no name for a kata, it has lower-case words joined by `_`; did you mean `{small}`?",
                    "`{kata}` は課題の id として使えません（小文字の単語を `_` でつなぎます）。`{small}` のことでしょうか",
                )));
            }
            return Err(Error::Asked(text!(
                "`{kata}` is no name for a kata: lower-case words joined by `_`, and no word that Rust, a crate of the course, or Windows keeps for itself",
                "`{kata}` は課題の id として使えません（小文字の単語を `_` でつなぎます。Rust の予約語、教材が使うクレートの名前、Windows の予約名も使えません）",
            )));
        }
        if let Some(other) = course.katas().find(|other| other.id == kata) {
            let section = &other.section;
            return Err(Error::Asked(text!(
                "there is a kata `{kata}` already, in {section}; nothing was written, choose another name",
                "課題 `{kata}` はすでに {section} にあります。何も書き込んでいません。別の名前を指定してください",
            )));
        }
        let known = course.section(&options.section).ok();
        if known.is_none() && number_and_topic(&options.section).is_none() {
            let section = &options.section;
            return Err(Error::Asked(text!(
                "`{section}` is neither a section, as `cargo xtask list` shows them, nor the name of a new one, such as `s04-runtime`",
                "`{section}` は既存のセクション（一覧は `cargo xtask list`）でも、新しいセクション名（例: `s04-runtime`）でもありません",
            )));
        }
        let section = known
            .map_or(&options.section, |section| &section.id)
            .clone();
        let chapter = match known {
            Some(section) => section.chapter.clone(),
            None => chapter_of(&section),
        };
        let mut names = Names {
            section_title: title_of(section.split_once('-').map_or("", |(_, topic)| topic)),
            guide: options.guide.clone().unwrap_or_else(|| chapter.clone()),
            title: options.title.clone().unwrap_or_else(|| title_of(&kata)),
            title_ja: options
                .title_ja
                .clone()
                .unwrap_or_else(|| TO_WRITE.to_owned()),
            kind: options.kind,
            stub_id: String::new(),
            section,
            chapter,
            kata,
        };
        if let Some(odd) = [&names.guide, &names.title, &names.title_ja]
            .into_iter()
            .find(|text| text.contains(['"', '\\', '\n']))
        {
            return Err(Error::Asked(text!(
                "`{odd}` has a quote, a backslash or a line break in it",
                "`{odd}` には引用符、バックスラッシュ、改行を使えません",
            )));
        }
        let stub = names.fill(include_str!("../../templates/kata/stub.rs"));
        names.stub_id = digest::blob_id(stub.as_bytes());
        Plan::of_names(course, names, known.is_some())
    }

    fn of_names(course: &Course, names: Names, known: bool) -> Result<Plan, Error> {
        let root = &course.root;
        let (section, kata) = (&names.section, &names.kata);
        let krate = root.join("crates").join(section);
        let exercises = root.join("exercises").join(section);
        let solutions = root.join("solutions").join(section);
        let (toml, main) = (krate.join("section.toml"), solutions.join("main.rs"));
        let manifest = krate.join("Cargo.toml");

        let mut new = Vec::new();
        let mut add = |path: PathBuf, template: &str| new.push((path, names.fill(template)));
        let (section_toml, main_rs, cargo_toml) = if known {
            (
                files::read(&toml)?,
                files::read(&main)?,
                files::read(&manifest)?,
            )
        } else {
            add(
                krate.join("src/lib.rs"),
                include_str!("../../templates/section/lib.rs"),
            );
            add(
                exercises.join("scratch.rs"),
                include_str!("../../templates/section/scratch.rs"),
            );
            let readme = names.fill(include_str!("../../templates/section/README.md"));
            let japanese = stamp("README.md", readme.as_bytes())
                + &names.fill(include_str!("../../templates/section/README.ja.md"));
            add(exercises.join("README.md"), &readme);
            add(exercises.join("README.ja.md"), &japanese);
            (
                names.fill(include_str!("../../templates/section/section.toml")),
                names.fill(include_str!("../../templates/section/main.rs")),
                names.fill(include_str!("../../templates/section/Cargo.toml")),
            )
        };

        let lesson = names.fill(include_str!("../../templates/kata/lesson.md"));
        let japanese = stamp(&format!("{kata}.md"), lesson.as_bytes())
            + &names.fill(include_str!("../../templates/kata/lesson.ja.md"));
        add(
            exercises.join(format!("{kata}.rs")),
            include_str!("../../templates/kata/stub.rs"),
        );
        add(exercises.join(format!("{kata}.md")), &lesson);
        add(exercises.join(format!("{kata}.ja.md")), &japanese);
        add(
            krate.join("tests").join(format!("{kata}.rs")),
            names.kind.tests(),
        );
        add(
            krate.join("wrong").join(kata).join("name_the_mistake.rs"),
            include_str!("../../templates/kata/wrong.rs"),
        );
        add(
            krate.join("right").join(kata).join("name_the_approach.rs"),
            include_str!("../../templates/kata/right.rs"),
        );
        add(
            solutions.join(format!("{kata}.rs")),
            include_str!("../../templates/kata/solution.rs"),
        );

        let main_rs = with_module(&main_rs, kata);
        let dependencies = names.kind.dependencies();
        // In a new section, there is no other kata to wait for what this one needs.
        let is_apart =
            known && names.kind == Kind::Service && !manifest::has_http_for_all(&cargo_toml);
        let with_all = match is_apart {
            true => manifest::with_feature(&cargo_toml, dependencies, kata),
            false => manifest::with_dependencies(&cargo_toml, dependencies),
        };
        let means = match (names.kind, is_apart) {
            (Kind::Service, true) => {
                &format!("network = true\nfeatures = [\"{}\"]\n", manifest::HTTP)
            }
            (Kind::Service, false) => "network = true\n",
            _ => "",
        };
        let entry = names.fill(include_str!("../../templates/kata/section.toml"));
        let entry = entry.replace("{{means}}", means);
        let section_toml = format!("{}\n{entry}", section_toml.trim_end());
        let mut last = vec![(toml, section_toml), (main, main_rs)];
        if !known || with_all != cargo_toml {
            last.insert(0, (manifest, with_all));
        }
        let changed = if known {
            last
        } else {
            new.append(&mut last);
            Vec::new()
        };
        let plan = Plan {
            names,
            new,
            changed,
        };
        plan.refuse_to_overwrite(root)?;
        Ok(plan)
    }

    fn refuse_to_overwrite(&self, root: &Path) -> Result<(), Error> {
        let Some((path, _)) = self.new.iter().find(|(path, _)| path.exists()) else {
            return Ok(());
        };
        let path = shorten(root, path);
        Err(Error::Asked(text!(
            "`{path}` exists already; nothing was written",
            "`{path}` はすでにあります。何も書き込んでいません",
        )))
    }

    fn write(&self) -> Result<Vec<PathBuf>, Error> {
        let mut written = Vec::new();
        for (path, content) in &self.new {
            files::create(path, content.as_bytes())
                .map_err(|e: io::Error| Error::io(Op::Create, path, e))?;
            written.push(path.clone());
        }
        for (path, content) in &self.changed {
            files::replace(path, content.as_bytes())?;
            written.push(path.clone());
        }
        Ok(written)
    }
}

/// `main` with `mod <kata>;` in its place among the modules it has, else before `fn main`.
fn with_module(main: &str, kata: &str) -> String {
    let mut lines: Vec<&str> = main.lines().collect();
    let module = format!("mod {kata};");
    let is_module = |line: &&str| line.starts_with("mod ") || line.starts_with("pub mod ");
    match lines.iter().rposition(is_module) {
        Some(last) => {
            let later = |line: &&str| is_module(line) && **line > *module;
            let at = lines.iter().position(later).unwrap_or(last + 1);
            lines.insert(at, &module);
        }
        None => {
            let at = lines.iter().position(|line| line.starts_with("fn main"));
            let at = at.unwrap_or(lines.len());
            lines.splice(at.saturating_sub(1)..at, [&*module, ""]);
        }
    }
    lines.join("\n") + "\n"
}

/// The guide's chapter that a new section is about: its number.
fn chapter_of(section: &str) -> String {
    let number = section.get(1..3).unwrap_or_default();
    number.trim_start_matches('0').to_owned()
}

/// What an author has yet to write; tidy finds it.
const TO_WRITE: &str = "TODO";

/// The title as it stands after a colon: `HEAD` and `JoinSet` stay as they are.
fn small(title: &str) -> String {
    if begins_with_a_name(title) {
        return title.to_owned();
    }
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Whether its first word is more than a word that begins a sentence.
pub fn begins_with_a_name(title: &str) -> bool {
    let word = title.split_whitespace().next().unwrap_or_default();
    word.chars().skip(1).any(char::is_uppercase)
}

/// `value_slot` gives `Value slot`.
fn title_of(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => words,
    }
}

/// `ValueSlot` gives `value_slot`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && after_small {
            out.push('_');
        }
        after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests;
