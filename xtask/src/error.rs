//! What can go wrong around a judgement, and the exit status that says so.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// A reason why a command could not do its work.
#[derive(Debug)]
pub enum Error {
    /// The command line asks for something that does not exist. Exit status 2.
    Usage(String),
    /// The machine or the checkout is at fault, never the learner. Exit status 3.
    Tool(String),
}

impl Error {
    /// Names the operation, the path, and the cause, as in "cannot read `x`: no such file".
    pub fn io(operation: &str, path: &Path, cause: &io::Error) -> Error {
        Error::Tool(format!("cannot {operation} `{}`: {cause}", path.display()))
    }

    pub fn exit_code(&self) -> ExitCode {
        match self {
            Error::Usage(_) => ExitCode::from(2),
            Error::Tool(_) => ExitCode::from(3),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Usage(text) | Error::Tool(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}
