//! The stub as shipped, from git, however often the learner has committed since.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::course::Kata;
use crate::digest;

/// The bytes of the stub that `section.toml` names.
///
/// # Errors
///
/// What git said, where it does not have them or there is no git.
pub fn stub(root: &Path, kata: &Kata) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["cat-file", "blob", &kata.stub])
        .stdin(Stdio::null())
        .output()
        .map_err(|cause| cause.to_string())?;
    if output.status.success() && digest::blob_id(&output.stdout) == kata.stub {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}
