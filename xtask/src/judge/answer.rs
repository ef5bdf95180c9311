//! The file that is judged.

use std::fs;
use std::io;
use std::path::Path;

use crate::course::Kata;
use crate::digest;
use crate::error::Error;
use crate::judge::limits;
use crate::lang::text;

/// An answer as it was when it was read: the verdict speaks of these bytes.
#[derive(Clone, Debug)]
pub struct Answer {
    pub bytes: Vec<u8>,
    pub sha256: String,
    /// Its path as people see it, relative to the root where it lies under it.
    pub shown: String,
}

impl Answer {
    /// Reads the answer at `path`.
    ///
    /// # Errors
    ///
    /// A usage error where there is no such file, or where it is no file or too large a one.
    pub fn read(kata: &Kata, path: &Path) -> Result<Answer, Error> {
        let shown = kata.short(path);
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return Err(Error::Usage(text!(
                    "there is no file `{shown}`",
                    "ファイル `{shown}` がありません",
                )));
            }
            Err(cause) => return Err(Error::io("read", path, &cause)),
        };
        if !metadata.is_file() {
            return Err(Error::Usage(text!(
                "`{shown}` is not a file; an answer is one Rust file",
                "`{shown}` はファイルではありません。解答はひとつの Rust ファイルです",
            )));
        }
        if metadata.len() > limits::ANSWER {
            let limit = limits::ANSWER >> 10;
            return Err(Error::Usage(text!(
                "`{shown}` is larger than {limit} KiB; an answer is one Rust file",
                "`{shown}` は {limit} KiB を超えています。解答はひとつの Rust ファイルです",
            )));
        }
        let bytes = fs::read(path).map_err(|cause| Error::io("read", path, &cause))?;
        Ok(Answer::new(bytes, shown))
    }

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
