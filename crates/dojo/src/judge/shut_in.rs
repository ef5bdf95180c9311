//! Where answers are confined: what their processes are given, and what is no fault of theirs.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use lang::text;

use super::Config;
use crate::error::{Error, Op};
use crate::sandbox::{self, Ended, Reach};

/// The words that confine a process to its reach, which gets a folder for temporary files in
/// `private` that no other has. None where nobody confines, and nothing else is done then.
///
/// # Errors
///
/// The folder cannot be made.
pub fn words(
    config: &Config,
    private: &Path,
    environment: &mut Vec<(OsString, OsString)>,
    reach: impl FnOnce() -> Reach,
) -> Result<Vec<OsString>, Error> {
    let Some(confine) = &config.confine else {
        return Ok(Vec::new());
    };
    let temporary = private.join("tmp");
    // Before the words are made: what is not there cannot be named to everybody who confines.
    fs::create_dir_all(&temporary).map_err(|cause| Error::io(Op::Create, &temporary, cause))?;
    let names = ["TMPDIR", "TEMP", "TMP"];
    environment.retain(|(name, _)| !names.iter().any(|known| name == known));
    environment.extend(names.map(|name| (name.into(), temporary.clone().into())));
    Ok(confine.words(&reach()))
}

/// A machine that cannot shut an answer in is no fault of the answer.
///
/// # Errors
///
/// That is what happened.
pub fn check(config: &Config, ended: &Ended) -> Result<(), Error> {
    let failed = config.confine.as_ref();
    match failed.and_then(|_| sandbox::failure(&ended.output)) {
        None => Ok(()),
        Some(why) => Err(Error::Machine(text!(
            "the answer could not be shut in: {why}",
            "解答を隔離できませんでした: {why}",
        ))),
    }
}
