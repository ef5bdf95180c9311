//! The first line of a translation, which says of what original it is the translation.

use std::path::{Path, PathBuf};

use crate::digest;
use crate::error::Error;
use crate::files;

/// How much of the original's SHA-256 the line holds.
const DIGITS: usize = 12;

/// The line for a translation of the file `name` with content `original`.
pub fn stamp(name: &str, original: &[u8]) -> String {
    // A checkout with other line ends has the same text.
    let text = String::from_utf8_lossy(original).replace("\r\n", "\n");
    let sha = digest::sha256_hex(text.as_bytes());
    format!("<!-- translates: {name} sha256:{} -->\n", &sha[..DIGITS])
}

/// The original of a translation: `x.md` beside `x.ja.md`.
pub fn original(translation: &Path) -> Option<PathBuf> {
    let name = translation.file_name()?.to_str()?;
    let stem = name.strip_suffix(".ja.md")?;
    Some(translation.with_file_name(format!("{stem}.md")))
}

/// The line that `translation` should begin with.
///
/// # Errors
///
/// The original cannot be read.
pub fn expected(original: &Path) -> Result<String, Error> {
    let text = files::read(original)?;
    let name = original.file_name().unwrap_or_default().to_string_lossy();
    Ok(stamp(&name, text.as_bytes()))
}
