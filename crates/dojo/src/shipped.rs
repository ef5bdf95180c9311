//! The stub as shipped, from git, however often the learner has committed since.

use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::course::{Kata, shorten};
use crate::digest;
use crate::files;

/// The bytes of the stub that `section.toml` names.
///
/// # Errors
///
/// What git said, where it does not have them or there is no git.
pub fn stub(root: &Path, kata: &Kata) -> Result<Vec<u8>, String> {
    let output =
        git(root, &["cat-file", "blob", &kata.stub]).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => "there is no `git` on the path".to_owned(),
            _ => format!("`git` cannot be run: {cause}"),
        })?;
    if output.status.success() && digest::blob_id(&output.stdout) == kata.stub {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

/// Whether the file at `path` is another than the one that was committed last; `None` where there
/// is no git, or no such file in it: then it was made just now.
pub fn differs_from_head(root: &Path, path: &Path) -> Option<bool> {
    let short = shorten(root, path);
    let committed = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            &format!("HEAD:./{short}"),
        ],
    );
    let committed = committed.ok().filter(|output| output.status.success())?;
    let committed = String::from_utf8_lossy(&committed.stdout);
    let bytes = files::bytes(path).ok()?;
    Some(digest::text_blob_id(&bytes) != committed.trim())
}

/// Whether there is a git that knows the folder.
pub fn is_under_git(root: &Path) -> bool {
    let said = git(root, &["rev-parse", "--is-inside-work-tree"]);
    said.is_ok_and(|output| output.status.success())
}

fn git(root: &Path, words: &[&str]) -> io::Result<Output> {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(words);
    git.stdin(Stdio::null()).output()
}
