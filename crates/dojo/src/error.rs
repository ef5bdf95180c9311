//! What can go wrong around a judgement.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use lang::{Text, text};

/// A reason why something could not be done.
#[derive(Debug)]
pub enum Error {
    /// What was asked for does not exist, or cannot be asked for.
    Asked(Text),
    /// The system refused an operation on a file or a program.
    Io {
        /// What was tried.
        did: Op,
        /// With which file or program.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The machine or the checkout is at fault, never the learner.
    Machine(Text),
    /// Somebody asked for the end before the work was done.
    Cancelled,
}

/// What was tried when the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A file or a folder was to be made.
    Create,
    /// A folder was to be listed.
    List,
    /// A file was to be locked.
    Lock,
    /// A file was to be read.
    Read,
    /// A file or a folder was to be removed.
    Remove,
    /// A program was to be run.
    Run,
    /// A file was to be written.
    Write,
}

/// Who can mend an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whoever asked.
    Asked,
    /// Whoever keeps the machine or the checkout.
    Machine,
    /// Nobody: the work was called off.
    Cancelled,
}

impl Error {
    /// "cannot read `x`: no such file".
    pub fn io(did: Op, path: &Path, source: io::Error) -> Error {
        Error::Io {
            did,
            path: path.to_path_buf(),
            source,
        }
    }

    /// Who can mend it.
    pub fn kind(&self) -> Kind {
        match self {
            Error::Asked(_) => Kind::Asked,
            Error::Io { .. } | Error::Machine(_) => Kind::Machine,
            Error::Cancelled => Kind::Cancelled,
        }
    }

    /// One sentence, with what to do where that is known.
    pub fn text(&self) -> Text {
        match self {
            Error::Asked(text) | Error::Machine(text) => text.clone(),
            Error::Io { did, path, source } => did.refused(path, source),
            Error::Cancelled => text!("called off before it was done", "途中で中止しました"),
        }
    }
}

/// What to do about a full disk.
pub(crate) fn full_disk() -> Text {
    text!(
        "the disk is full; free some space (`target` may be deleted) and run the command again",
        "ディスクに空きがありません。空き容量を増やしてから（`target` は削除してもかまいません）もう一度実行してください",
    )
}

impl Op {
    fn refused(self, path: &Path, cause: &io::Error) -> Text {
        let (en, ja) = match self {
            Op::Create => ("create", "を作成できません"),
            Op::List => ("list", "の一覧を取得できません"),
            Op::Lock => ("lock", "をロックできません"),
            Op::Read => ("read", "を読めません"),
            Op::Remove => ("remove", "を削除できません"),
            Op::Run => ("run", "を実行できません"),
            Op::Write => ("write", "に書き込めません"),
        };
        let path = path.display();
        if cause.kind() == io::ErrorKind::StorageFull {
            let Text {
                en: full,
                ja: filled,
            } = full_disk();
            return text!("cannot {en} `{path}`: {full}", "`{path}` {ja}: {filled}");
        }
        text!("cannot {en} `{path}`: {cause}", "`{path}` {ja}: {cause}")
    }
}

/// English, for those who do not know the learner's language.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            Error::Asked(_) | Error::Machine(_) | Error::Cancelled => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn the_cause_is_kept_beside_the_sentence() {
        let cause = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = Error::io(Op::Read, Path::new("x"), cause);
        assert!(error.to_string().starts_with("cannot read `x`: "));
        assert!(error.text().ja.starts_with("`x` を読めません: "));
        assert!(error.source().is_some());
        assert_eq!(error.kind(), Kind::Machine);
    }

    #[test]
    fn a_full_disk_gets_what_to_do() {
        let error = Error::io(Op::Write, Path::new("x"), io::ErrorKind::StorageFull.into());
        assert!(error.to_string().contains("free some space"), "{error}");
    }
}
