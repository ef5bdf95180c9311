//! The course on disk: sections, their katas, and where each file of a kata lies.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::error::{Error, Op};
use crate::guess::nearest;
use lang::{Lang, Text, text};

/// The file that a repository for students has at its root.
pub const STARTER: &str = "starter.toml";

/// All sections, in the order of their folder names.
#[derive(Debug)]
pub struct Course {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// In the order of their folder names.
    pub sections: Vec<Section>,
}

/// A chapter of the guide: the member crate `crates/<id>`.
#[derive(Debug)]
pub struct Section {
    /// The name of its folder and its package.
    pub id: String,
    /// What it is about.
    pub title: Text,
    /// The guide's chapter.
    pub chapter: String,
    /// In the order in which they are to be solved.
    pub katas: Vec<Kata>,
}

/// One exercise, as `section.toml` declares it.
#[derive(Clone, Debug)]
pub struct Kata {
    /// Its name, unique in the course.
    pub id: String,
    /// The id of its section.
    pub section: String,
    /// The guide's subsection, for example `2.4`; several katas may share one.
    pub guide: String,
    /// What it is about.
    pub title: Text,
    /// What it is worth in a class.
    pub points: u32,
    /// How long it takes, more or less.
    pub minutes: u32,
    /// Katas that are better solved before this one.
    pub needs: Vec<String>,
    /// Codes of the diagnoses that the tests may raise.
    pub diagnoses: Vec<String>,
    /// Features of the section's crate that its tests need, and that other katas do not wait for.
    pub features: Vec<String>,
    /// Whether a good answer may hold `unsafe`, where somebody else's machine runs it.
    pub allows_unsafe: bool,
    /// Whether its tests talk over 127.0.0.1.
    pub network: bool,
    /// Git blob id of the stub as shipped.
    pub stub: String,
    root: PathBuf,
    other_tests: Option<PathBuf>,
}

impl Course {
    /// Reads every `crates/*/section.toml` under `root`.
    ///
    /// # Errors
    ///
    /// Names the file, and what is wrong in it.
    pub fn load(root: &Path) -> Result<Course, Error> {
        let crates = root.join("crates");
        let entries = fs::read_dir(&crates).map_err(|e| Error::io(Op::List, &crates, e))?;
        let mut folders = Vec::new();
        for entry in entries {
            let path = entry.map_err(|e| Error::io(Op::List, &crates, e))?.path();
            if path.join("section.toml").is_file() {
                folders.push(path);
            }
        }
        folders.sort();
        let sections = folders
            .iter()
            .map(|folder| Section::load(root, folder))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Course {
            root: root.to_path_buf(),
            sections,
        })
    }

    /// Whether it is a repository for students, in which there are no answers.
    pub fn is_starter(&self) -> bool {
        self.root.join(STARTER).is_file()
    }

    /// All of them, in the order of the course.
    pub fn katas(&self) -> impl Iterator<Item = &Kata> {
        self.sections.iter().flat_map(|section| &section.katas)
    }

    /// Finds a kata by its id (`value_slot`, `value-slot`) or by the guide's number (`2.1`).
    ///
    /// # Errors
    ///
    /// An unknown name gets the nearest known one, an ambiguous number all its katas.
    pub fn kata(&self, name: &str) -> Result<&Kata, Error> {
        let id = name.replace('-', "_");
        if let Some(kata) = self.katas().find(|kata| kata.id == id) {
            return Ok(kata);
        }
        let of_guide: Vec<&Kata> = self.katas().filter(|kata| kata.guide == name).collect();
        match of_guide[..] {
            [kata] => Ok(kata),
            [] => Err(unknown(
                &text!("kata", "課題"),
                name,
                self.katas().map(|kata| &*kata.id),
            )),
            _ => {
                let ids = ids(&of_guide, |kata| &kata.id);
                Err(Error::Asked(text!(
                    "`{name}` is the number of several katas: {ids}",
                    "`{name}` に当たる課題は複数あります: {ids}"
                )))
            }
        }
    }

    /// The katas that a word stands for: one by its id, its number, or the path of its exercise; all
    /// of a section by its prefix.
    ///
    /// # Errors
    ///
    /// As [`kata`](Course::kata).
    pub fn chosen(&self, word: &str) -> Result<Vec<&Kata>, Error> {
        let path = word.replace('\\', "/");
        if let Some(stem) = path.strip_suffix(".rs") {
            let (folders, id) = stem.rsplit_once('/').unwrap_or(("", stem));
            let by_path = |kata: &&Kata| kata.id == id && folders.ends_with(&*kata.section);
            let by_name = |kata: &&Kata| kata.id == id && folders.is_empty();
            let found = self.katas().find(by_path).or(self.katas().find(by_name));
            if let Some(kata) = found {
                return Ok(vec![kata]);
            }
        }
        match (self.kata(word), self.section(word.trim_end_matches('/'))) {
            (Ok(kata), _) => Ok(vec![kata]),
            (Err(_), Ok(section)) => Ok(section.katas.iter().collect()),
            (Err(error), Err(_)) => Err(error),
        }
    }

    /// Finds a section by any unambiguous prefix of its id.
    ///
    /// # Errors
    ///
    /// An unknown prefix gets the nearest known section, an ambiguous one all it fits.
    pub fn section(&self, prefix: &str) -> Result<&Section, Error> {
        if let Some(section) = self.sections.iter().find(|section| section.id == prefix) {
            return Ok(section);
        }
        let fits: Vec<&Section> = self
            .sections
            .iter()
            .filter(|section| !prefix.is_empty() && section.id.starts_with(prefix))
            .collect();
        match fits[..] {
            [section] => Ok(section),
            [] => Err(unknown(
                &text!("section", "セクション"),
                prefix,
                self.sections.iter().map(|section| &*section.id),
            )),
            _ => {
                let ids = ids(&fits, |section| &section.id);
                Err(Error::Asked(text!(
                    "`{prefix}` fits several sections: {ids}",
                    "`{prefix}` に当たるセクションは複数あります: {ids}"
                )))
            }
        }
    }
}

fn ids<T>(of: &[&T], id: impl Fn(&T) -> &str) -> String {
    of.iter().map(|one| id(one)).collect::<Vec<_>>().join(", ")
}

fn unknown<'a>(what: &Text, name: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let (what_en, what_ja) = (&what.en, &what.ja);
    Error::Asked(match nearest(name, known) {
        Some(near) => text!(
            "there is no {what_en} `{name}`; did you mean `{near}`?",
            "{what_ja} `{name}` はありません。`{near}` のことでしょうか"
        ),
        None => text!(
            "there is no {what_en} `{name}`; `cargo xtask list` shows what there is",
            "{what_ja} `{name}` はありません。一覧は `cargo xtask list` で見られます"
        ),
    })
}

impl Section {
    fn load(root: &Path, folder: &Path) -> Result<Section, Error> {
        let file = folder.join("section.toml");
        let text = fs::read_to_string(&file).map_err(|e| Error::io(Op::Read, &file, e))?;
        let id = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Section::parse(root, id, &text).map_err(|cause| {
            let file = file.display();
            Error::Machine(text!(
                "`{file}`: {cause}",
                "`{file}` を読み取れません: {cause}"
            ))
        })
    }

    fn parse(root: &Path, id: String, text: &str) -> Result<Section, String> {
        let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        knows(&table, &["title", "chapter", "kata"])?;
        let katas = match table.get("kata") {
            Some(Value::Array(katas)) => katas.as_slice(),
            None => &[],
            Some(_) => return Err("`kata` is not a list of tables".to_owned()),
        };
        let katas = katas
            .iter()
            .map(|kata| {
                let fields = kata.as_table().ok_or("`kata` is not a list of tables")?;
                Kata::parse(root, &id, fields)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Section {
            title: text_field(&table, "title")?,
            chapter: string(&table, "chapter")?,
            katas,
            id,
        })
    }
}

impl Kata {
    fn parse(root: &Path, section: &str, table: &Table) -> Result<Kata, String> {
        let id = string(table, "id")?;
        let parse = || -> Result<Kata, String> {
            knows(table, &KEYS)?;
            Ok(Kata {
                id: id.clone(),
                section: section.to_owned(),
                guide: string(table, "guide")?,
                title: text_field(table, "title")?,
                points: number(table, "points")?,
                minutes: number(table, "minutes")?,
                needs: strings(table, "needs")?,
                diagnoses: strings(table, "diagnoses")?,
                features: match table.get("features") {
                    Some(_) => strings(table, "features")?,
                    None => Vec::new(),
                },
                allows_unsafe: flag(table, "unsafe")?,
                network: flag(table, "network")?,
                stub: string(table, "stub")?,
                root: root.to_path_buf(),
                other_tests: None,
            })
        };
        parse().map_err(|cause| format!("kata `{id}`: {cause}"))
    }

    /// The learner's file, as shipped the stub.
    pub fn exercise(&self) -> PathBuf {
        self.in_tree("exercises", "rs")
    }

    /// The reference.
    pub fn solution(&self) -> PathBuf {
        self.in_tree("solutions", "rs")
    }

    /// The task and the hints.
    pub fn lesson(&self, lang: Lang) -> PathBuf {
        self.in_tree(
            "exercises",
            match lang {
                Lang::En => "md",
                Lang::Ja => "ja.md",
            },
        )
    }

    /// The file of the tests that judge it.
    pub fn tests(&self) -> PathBuf {
        if let Some(tests) = &self.other_tests {
            return tests.clone();
        }
        self.crate_dir()
            .join("tests")
            .join(format!("{}.rs", self.id))
    }

    /// The same kata, judged by another file of tests.
    pub fn with_tests(&self, tests: PathBuf) -> Kata {
        Kata {
            other_tests: Some(tests),
            ..self.clone()
        }
    }

    /// The folder of the answers known to be wrong.
    pub fn wrong(&self) -> PathBuf {
        self.crate_dir().join("wrong").join(&self.id)
    }

    /// The folder of the answers known to be right.
    pub fn right(&self) -> PathBuf {
        self.crate_dir().join("right").join(&self.id)
    }

    /// `path` as the learner knows it: from the root, with forward slashes.
    pub fn short(&self, path: &Path) -> String {
        shorten(&self.root, path)
    }

    /// The file that people know as `short`.
    pub fn long(&self, short: &str) -> PathBuf {
        self.root.join(short)
    }

    /// The folder of its section's crate.
    pub fn crate_dir(&self) -> PathBuf {
        self.root.join("crates").join(&self.section)
    }

    /// The files of its section's crate that the exercise uses.
    pub fn given(&self) -> Vec<PathBuf> {
        let exercise = fs::read_to_string(self.exercise()).unwrap_or_default();
        let begins = format!("use {}::", self.section.replace('-', "_"));
        let paths = exercise
            .lines()
            .filter_map(|line| line.strip_prefix(&begins));
        let modules = paths.filter_map(|path| path.split("::").next());
        let src = self.crate_dir().join("src");
        let files = modules.map(|module| src.join(format!("{module}.rs")));
        files.filter(|file| file.is_file()).collect()
    }

    fn in_tree(&self, tree: &str, extension: &str) -> PathBuf {
        self.root
            .join(tree)
            .join(&self.section)
            .join(format!("{}.{extension}", self.id))
    }
}

/// Words that no kata can be called: a module of that name cannot be written, would hide a crate
/// that tests and answers use, or has a file that Windows does not allow.
const NOT_A_KATA: &[&str] = &[
    "abstract",
    "alloc",
    "anyhow",
    "as",
    "async",
    "aux",
    "await",
    "become",
    "box",
    "break",
    "con",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dojo",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "futures",
    "gen",
    "if",
    "impl",
    "in",
    "lang",
    "let",
    "loop",
    "loopback",
    "macro",
    "main",
    "match",
    "mod",
    "move",
    "mut",
    "nul",
    "override",
    "own",
    "pin_project",
    "pin_project_lite",
    "priv",
    "prn",
    "probe",
    "proc_macro",
    "pub",
    "receipt",
    "ref",
    "reqwest",
    "return",
    "scratch",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tests",
    "thiserror",
    "tokio",
    "tokio_stream",
    "tokio_util",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// Whether a kata can be called `id`: words of small letters and digits, joined by `_`.
pub fn is_kata_id(id: &str) -> bool {
    let of_words = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    // Windows keeps com1 to com9 and lpt1 to lpt9 for itself.
    let device = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    let device =
        device.is_some_and(|n| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit()));
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(of_words)
        && !id.ends_with('_')
        && !NOT_A_KATA.contains(&id)
        && !device
}

/// The number and the topic of a section's id: `s02-future-trait` gives `s02` and the rest. `None`
/// where a section cannot be called that.
pub fn number_and_topic(id: &str) -> Option<(&str, &str)> {
    let (number, topic) = id.split_once('-')?;
    let digits = number.strip_prefix('s')?;
    let of_topic = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let well_formed = digits.len() == 2
        && digits.chars().all(|c| c.is_ascii_digit())
        && topic.starts_with(|c: char| c.is_ascii_lowercase())
        && topic.chars().all(of_topic);
    well_formed.then_some((number, topic))
}

/// `path` from `root`, with forward slashes on every system.
pub fn shorten(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// What `section.toml` says of a kata.
const KEYS: [&str; 11] = [
    "id",
    "guide",
    "title",
    "points",
    "minutes",
    "needs",
    "network",
    "unsafe",
    "features",
    "diagnoses",
    "stub",
];

/// A key that is misspelt would be one that is left out.
fn knows(table: &Table, keys: &[&str]) -> Result<(), String> {
    match table.keys().find(|key| !keys.contains(&key.as_str())) {
        None => Ok(()),
        Some(odd) => Err(match nearest(odd, keys.iter().copied()) {
            Some(near) => format!("there is no key `{odd}`; did you mean `{near}`?"),
            None => format!("there is no key `{odd}`; there are {}", keys.join(", ")),
        }),
    }
}

fn field<'a>(table: &'a Table, key: &str) -> Result<&'a Value, String> {
    table.get(key).ok_or(format!("`{key}` is missing"))
}

fn string(table: &Table, key: &str) -> Result<String, String> {
    let value = field(table, key)?;
    let text = value.as_str().ok_or(format!("`{key}` is not a string"))?;
    Ok(text.to_owned())
}

fn flag(table: &Table, key: &str) -> Result<bool, String> {
    match table.get(key) {
        None => Ok(false),
        Some(Value::Boolean(value)) => Ok(*value),
        Some(_) => Err(format!("`{key}` is not true or false")),
    }
}

fn number(table: &Table, key: &str) -> Result<u32, String> {
    field(table, key)?
        .as_integer()
        .and_then(|n| u32::try_from(n).ok())
        .ok_or(format!("`{key}` is not a whole number"))
}

fn strings(table: &Table, key: &str) -> Result<Vec<String>, String> {
    field(table, key)?
        .as_array()
        .and_then(|list| {
            list.iter()
                .map(|item| Some(item.as_str()?.to_owned()))
                .collect()
        })
        .ok_or(format!("`{key}` is not a list of strings"))
}

fn text_field(table: &Table, key: &str) -> Result<Text, String> {
    let texts = field(table, key)?
        .as_table()
        .ok_or(format!("`{key}` is not {{ en = …, ja = … }}"))?;
    Ok(Text {
        en: string(texts, "en")?,
        ja: string(texts, "ja")?,
    })
}

#[cfg(test)]
mod tests {
    use super::Section;
    use std::path::Path;

    fn refused(from: &str, to: &str) -> String {
        let text = "title = { en = \"A\", ja = \"B\" }\nchapter = \"1\"\n\n[[kata]]\nid = \"one\"\nguide = \"1.1\"\ntitle = { en = \"C\", ja = \"D\" }\npoints = 1\nminutes = 15\nneeds = []\nnetwork = true\nfeatures = [\"http\"]\nunsafe = true\ndiagnoses = []\nstub = \"\"\n";
        let parse = |text: &str| Section::parse(Path::new(""), "s01-x".to_owned(), text);
        assert!(parse(text).is_ok());
        parse(&text.replace(from, to)).unwrap_err()
    }

    #[test]
    fn a_key_is_missing_or_misspelt() {
        let said = refused("stub = ", "stbu = ");
        assert_eq!(
            said,
            "kata `one`: there is no key `stbu`; did you mean `stub`?"
        );
        let said = refused("unsafe = true", "unsfe = true");
        assert!(said.ends_with("did you mean `unsafe`?"), "{said}");
        let said = refused("chapter", "chapters");
        assert!(said.ends_with("did you mean `chapter`?"), "{said}");
        let said = refused("needs = []\n", "");
        assert_eq!(said, "kata `one`: `needs` is missing");
    }
}
