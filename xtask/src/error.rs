//! What can go wrong around a judgement, and the exit status that says so.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::lang::Text;

/// A reason why a command could not do its work.
#[derive(Debug)]
pub enum Error {
    /// The command line asks for something that does not exist. Exit status 2.
    Usage(Text),
    /// The machine or the checkout is at fault, never the learner. Exit status 3.
    Tool(Text),
}

impl Error {
    /// Names the operation, the path, and the cause, as in "cannot read `x`: no such file".
    pub fn io(operation: &str, path: &Path, cause: &io::Error) -> Error {
        let failed = match operation {
            "create" => "を作成できません".to_owned(),
            "list" => "の一覧を取得できません".to_owned(),
            "lock" => "をロックできません".to_owned(),
            "read" => "を読めません".to_owned(),
            "remove" => "を削除できません".to_owned(),
            "rename" => "の名前を変更できません".to_owned(),
            "run" => "を実行できません".to_owned(),
            "write" => "に書き込めません".to_owned(),
            other => format!("に対する操作（{other}）に失敗しました"),
        };
        let path = path.display();
        Error::Tool(Text {
            en: format!("cannot {operation} `{path}`: {cause}"),
            ja: format!("`{path}` {failed}: {cause}"),
        })
    }

    pub fn text(&self) -> &Text {
        match self {
            Error::Usage(text) | Error::Tool(text) => text,
        }
    }

    pub fn exit_code(&self) -> ExitCode {
        match self {
            Error::Usage(_) => ExitCode::from(2),
            Error::Tool(_) => ExitCode::from(3),
        }
    }
}

/// English, for those who do not know the learner's language.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Error {}
