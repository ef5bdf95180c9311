//! The pages that explain the diagnoses: `crates/probe/explain/<code>.md`; and those that explain
//! what clippy remarks: `xtask/lints/<lint>.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Op};
use crate::files;
use crate::guess::nearest;
use crate::lesson::without_stamp;
use lang::{Lang, text};

/// The folder of pages, and the codes that have one.
#[derive(Debug)]
pub struct Pages {
    folder: PathBuf,
    /// The diagnoses, or the lints, that are explained.
    pub codes: BTreeSet<String>,
}

impl Pages {
    /// # Errors
    ///
    /// The folder exists and cannot be listed.
    pub fn load(root: &Path) -> Result<Pages, Error> {
        Pages::in_folder(root.join("crates/probe/explain"))
    }

    /// The pages on lints of clippy.
    ///
    /// # Errors
    ///
    /// As [`load`](Pages::load).
    pub fn of_lints(root: &Path) -> Result<Pages, Error> {
        Pages::in_folder(root.join("xtask/lints"))
    }

    fn in_folder(folder: PathBuf) -> Result<Pages, Error> {
        let mut codes = BTreeSet::new();
        if folder.is_dir() {
            let entries = fs::read_dir(&folder).map_err(|e| Error::io(Op::List, &folder, e))?;
            for entry in entries {
                let entry = entry.map_err(|e| Error::io(Op::List, &folder, e))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if let Some(code) = name.strip_suffix(".md").filter(|code| !code.contains('.')) {
                    codes.insert(code.to_owned());
                }
            }
        }
        Ok(Pages { folder, codes })
    }

    /// A name as it is written here: `lost_wake` is `lost-wake`, unless it is a lint.
    fn name_of(&self, code: &str) -> String {
        match self.codes.contains(code) {
            true => code.to_owned(),
            false => code.replace('_', "-"),
        }
    }

    /// Whether there is a page of that name.
    pub fn explains(&self, code: &str) -> bool {
        self.codes.contains(&self.name_of(code))
    }

    /// The page of `code`, as Markdown; English where there is no translation yet.
    ///
    /// # Errors
    ///
    /// An unknown code gets the nearest known one.
    pub fn page(&self, code: &str, lang: Lang) -> Result<String, Error> {
        let code = self.name_of(code);
        if !self.codes.contains(&code) {
            return Err(Error::Asked(
                match nearest(&code, self.codes.iter().map(|code| &**code)) {
                    Some(near) => text!(
                        "there is no diagnosis `{code}`; did you mean `{near}`?",
                        "診断 `{code}` はありません。`{near}` のことでしょうか",
                    ),
                    None => text!(
                        "there is no diagnosis `{code}`; `cargo xtask explain` lists them",
                        "診断 `{code}` はありません。一覧は `cargo xtask explain` で見られます",
                    ),
                },
            ));
        }
        let english = self.folder.join(format!("{code}.md"));
        let path = match lang {
            Lang::En => english,
            Lang::Ja => Some(self.folder.join(format!("{code}.ja.md")))
                .filter(|path| path.is_file())
                .unwrap_or(english),
        };
        Ok(without_stamp(&files::read(&path)?).to_owned())
    }

    /// The sentence in the title of the page, `# code: sentence`.
    ///
    /// # Errors
    ///
    /// The page cannot be read.
    pub fn title(&self, code: &str, lang: Lang) -> Result<String, Error> {
        let page = self.page(code, lang)?;
        let title = page.lines().next().unwrap_or_default();
        let title = title.trim_start_matches(['#', ' ', '`']);
        let sentence = title
            .strip_prefix(code)
            .map_or(title, |rest| rest.trim_start_matches(['`', ':', ' ']));
        Ok(sentence.to_owned())
    }
}
