//! The file that is judged.

use std::io;
use std::path::Path;

use lang::text;

use super::limits;
use crate::course::Kata;
use crate::digest;
use crate::error::{Error, Op};
use crate::files;

/// An answer as it was when it was read: the verdict speaks of these bytes.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What is compiled.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Its path as people see it, relative to the root where it lies under it.
    pub shown: String,
}

impl Answer {
    /// Reads the answer at `path`.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is no file, or too large a one, or it cannot be read.
    pub fn read(kata: &Kata, path: &Path) -> Result<Answer, Error> {
        let shown = kata.short(path);
        match files::regular(path, limits::ANSWER) {
            Ok(bytes) => Ok(Answer::new(bytes, shown)),
            Err(cause) => Err(refused(path, &shown, cause)),
        }
    }

    /// An answer that lies in no file, or was read already.
    pub fn new(bytes: Vec<u8>, shown: String) -> Answer {
        let sha256 = digest::sha256_hex(&bytes);
        Answer {
            bytes,
            sha256,
            shown,
        }
    }

    /// Whether it is the stub as shipped, whatever its line ends.
    pub fn is_stub(&self, kata: &Kata) -> bool {
        digest::text_blob_id(&self.bytes) == kata.stub
    }
}

fn refused(path: &Path, shown: &str, cause: io::Error) -> Error {
    let limit = limits::ANSWER >> 10;
    match cause.kind() {
        io::ErrorKind::NotFound => Error::Asked(text!(
            "there is no file `{shown}`",
            "ファイル `{shown}` がありません",
        )),
        _ if path.is_dir() => Error::Asked(text!(
            "`{shown}` is a folder; an answer is one Rust file",
            "`{shown}` はフォルダーです。解答は 1 つの Rust ファイルです",
        )),
        io::ErrorKind::InvalidInput => Error::Asked(text!(
            "`{shown}` is not a file; an answer is one Rust file",
            "`{shown}` はファイルではありません。解答は 1 つの Rust ファイルです",
        )),
        io::ErrorKind::FileTooLarge => Error::Asked(text!(
            "`{shown}` is larger than {limit} KiB; an answer is one Rust file",
            "`{shown}` は {limit} KiB を超えています。解答は 1 つの Rust ファイルです",
        )),
        _ => Error::io(Op::Read, path, cause),
    }
}
