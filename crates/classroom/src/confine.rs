//! A process that shuts itself in and becomes a compiler, or a test.
//!
//! `classroom confine [--read PATH] [--write PATH] [--loopback] [--programs] -- PROGRAM ARGUMENT…`
//!
//! Landlock closes the file system, and signals to others (landlock(7)); a filter of system calls
//! closes sockets, other processes, and what changes files without opening them; a network
//! namespace leaves the loopback alone to those who need it. Once closed, nothing of it can be
//! opened again, neither by the program nor by what it starts.

#[cfg(target_os = "linux")]
#[expect(
    unsafe_code,
    reason = "what the system offers has no safe wrapper here"
)]
mod linux;

use std::ffi::OsString;

use dojo::sandbox::Reach;

/// The word after the program's name.
pub const WORD: &str = "confine";

/// The exit status of a process that could not shut itself in, and became nothing.
pub const FAILED: u8 = 125;

/// The words for `reach`, up to the program's own; `has_network` where somebody has made the
/// network of one's own already.
pub fn words(reach: &Reach, has_network: bool) -> Vec<OsString> {
    let mut words = vec![WORD.into()];
    for (flag, paths) in [("--read", &reach.read), ("--write", &reach.write)] {
        for path in paths {
            words.push(flag.into());
            words.push(path.into());
        }
    }
    if reach.loopback {
        words.push(match has_network {
            true => "--sockets".into(),
            false => "--loopback".into(),
        });
    }
    words.extend(reach.programs.then(|| "--programs".into()));
    words.push("--".into());
    words
}

/// Reads what [`words`] has written: the reach, whether a network is to be made, and the program
/// with its arguments.
fn read(words: impl IntoIterator<Item = OsString>) -> (Reach, bool, Vec<OsString>) {
    let (mut reach, mut network) = (Reach::default(), false);
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--read") => reach.read.extend(words.next().map(Into::into)),
            Some("--write") => reach.write.extend(words.next().map(Into::into)),
            Some("--loopback") => (reach.loopback, network) = (true, true),
            Some("--sockets") => reach.loopback = true,
            Some("--programs") => reach.programs = true,
            _ => break,
        }
    }
    (reach, network, words.collect())
}

/// Shuts this process in, and becomes the program.
///
/// # Errors
///
/// It returns where that failed, with a sentence, and successfully where it was only tried.
#[cfg(target_os = "linux")]
pub fn serve(words: impl IntoIterator<Item = OsString>) -> Result<(), String> {
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    let words: Vec<OsString> = words.into_iter().collect();
    if let [first, part] = &words[..]
        && first == "--try"
    {
        return linux::part(&part.to_string_lossy()).map_err(|cause| cause.to_string());
    }
    let (reach, network, program) = read(words);
    let Some((name, arguments)) = program.split_first() else {
        return Err("no program to become".to_owned());
    };
    if let Err(cause) = linux::shut(&reach, network) {
        return Err(format!("cannot shut itself in: {cause}"));
    }
    let cause = Command::new(name).args(arguments).exec();
    Err(format!("cannot become `{}`: {cause}", name.display()))
}

/// Nobody can shut a process in here.
///
/// # Errors
///
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn serve(words: impl IntoIterator<Item = OsString>) -> Result<(), String> {
    let _ = read(words);
    Err("only Linux has what this needs".to_owned())
}

/// What this machine offers, each with what is missing where it is not there.
#[cfg(target_os = "linux")]
pub use linux::offers;
