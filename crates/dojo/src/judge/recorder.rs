//! The compiler that cargo is told to use: it writes down how a test target would be compiled, in
//! place of compiling it, and lets everything else through to rustc.
//!
//! cargo's `RUSTC_WORKSPACE_WRAPPER` calls it with rustc's own command line. That is the one way to
//! learn the whole of it: `--message-format=json` gives the libraries by names that two versions
//! share, and no flags.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::files;

/// Names the file to write to; set by [`super::base`] for the cargo that it starts.
pub const FILE: &str = "DOJO_RECORD";
/// Names the crate that is written down.
pub const CRATE: &str = "DOJO_RECORD_CRATE";

/// How a test target would be compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What stands after the name of the compiler.
    pub arguments: Vec<String>,
    /// What cargo tells a crate about its package.
    pub environment: BTreeMap<String, String>,
}

/// Whether cargo has started this process in rustc's place.
pub fn is_asked() -> bool {
    env::var_os(FILE).is_some()
}

/// Serves as compiler, and returns the exit status of the process. `words` are all arguments.
pub fn serve(words: Vec<OsString>) -> i32 {
    let [_, rustc, arguments @ ..] = &words[..] else {
        return 2;
    };
    let texts = arguments
        .iter()
        .map(|word| word.to_str().map(str::to_owned));
    let texts: Option<Vec<String>> = texts.collect();
    if let (Some(arguments), Some(file), Ok(name)) = (texts, env::var_os(FILE), env::var(CRATE)) {
        let after = |flag: &str| {
            let at = arguments.iter().position(|word| word == flag)?;
            arguments.get(at + 1)
        };
        let tests = arguments.iter().any(|word| word == "--test");
        if tests && after("--crate-name") == Some(&name) {
            let written = Record::here(arguments).write(Path::new(&file));
            if let Err(cause) = written {
                eprintln!("error: {cause}");
            }
            // cargo takes it for a failure, and so never for done.
            return 1;
        }
    }
    pass_on(Command::new(rustc).args(arguments))
}

#[cfg(unix)]
fn pass_on(rustc: &mut Command) -> i32 {
    use std::os::unix::process::CommandExt as _;
    let cause = rustc.exec();
    eprintln!("error: cannot run {:?}: {cause}", rustc.get_program());
    1
}

#[cfg(not(unix))]
fn pass_on(rustc: &mut Command) -> i32 {
    match rustc.status() {
        Ok(status) => status.code().unwrap_or(1),
        Err(cause) => {
            eprintln!("error: cannot run {:?}: {cause}", rustc.get_program());
            1
        }
    }
}

impl Record {
    fn here(arguments: Vec<String>) -> Record {
        let told = env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            let of_package = [
                "CARGO_PKG_",
                "CARGO_MANIFEST_",
                "CARGO_CRATE_",
                "CARGO_BIN_",
            ];
            let told = of_package.iter().any(|prefix| name.starts_with(prefix))
                || ["CARGO_PRIMARY_PACKAGE", "CARGO_TARGET_TMPDIR", "OUT_DIR"].contains(&&*name);
            told.then_some((name, value.into_string().ok()?))
        });
        Record {
            arguments,
            environment: told.collect(),
        }
    }

    fn write(&self, file: &Path) -> Result<(), crate::Error> {
        files::replace(file, self.to_json().to_string().as_bytes())
    }

    /// As it is kept.
    pub fn to_json(&self) -> Value {
        json!({ "arguments": self.arguments, "environment": self.environment })
    }

    /// Reads what [`to_json`](Record::to_json) made.
    pub fn of_json(value: &Value) -> Option<Record> {
        let arguments = value["arguments"].as_array()?.iter();
        let environment = value["environment"].as_object()?.iter();
        Some(Record {
            arguments: arguments
                .map(|word| Some(word.as_str()?.to_owned()))
                .collect::<Option<_>>()?,
            environment: environment
                .map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect::<Option<_>>()?,
        })
    }

    /// What of the command line an answer is compiled with: where its libraries are, and what they
    /// are called. Neither the profile, which a user's configuration may bend, nor what names the
    /// output.
    pub fn of_every_answer(&self) -> Vec<String> {
        const PAIRS: [&str; 6] = [
            "--cfg",
            "--check-cfg",
            "--extern",
            "-L",
            "--target",
            "--cap-lints",
        ];
        const WHOLE: [&str; 8] = [
            "--edition=",
            "--warn=",
            "--allow=",
            "--deny=",
            "--forbid=",
            "--force-warn=",
            "-Z",
            "-L",
        ];
        const CODEGEN: [&str; 3] = ["metadata=", "linker=", "linker-flavor="];
        let mut kept = Vec::new();
        let mut words = self.arguments.iter();
        while let Some(word) = words.next() {
            let next = |kept: &mut Vec<String>, value: Option<&String>| {
                kept.push(word.clone());
                kept.extend(value.cloned());
            };
            if PAIRS.contains(&&**word) {
                next(&mut kept, words.next());
            } else if word == "-C" {
                let value = words.next();
                let wanted = |value: &&String| CODEGEN.iter().any(|key| value.starts_with(key));
                if let Some(value) = value.filter(wanted) {
                    next(&mut kept, Some(value));
                }
            } else if WHOLE.iter().any(|prefix| word.starts_with(prefix)) {
                kept.push(word.clone());
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(line: &str) -> Record {
        Record {
            arguments: line.split(' ').map(str::to_owned).collect(),
            environment: BTreeMap::from([("CARGO_PKG_NAME".to_owned(), "x".to_owned())]),
        }
    }

    #[test]
    fn libraries_are_kept_and_the_profile_is_not() {
        let line = "--crate-name delay --edition=2024 crates/s/tests/delay.rs --error-format=json \
                    --emit=dep-info,link -C embed-bitcode=no -C overflow-checks=off -C debuginfo=2 \
                    --test --cfg feature=\"http\" --check-cfg cfg(docsrs,test) -C metadata=ab \
                    -C extra-filename=-ab --out-dir /t -C incremental=/i -C linker=clang \
                    -L dependency=/t/deps --extern probe=/t/deps/libprobe.rlib --warn=unused";
        assert_eq!(
            record(line).of_every_answer().join(" "),
            "--edition=2024 --cfg feature=\"http\" --check-cfg cfg(docsrs,test) -C metadata=ab \
             -C linker=clang -L dependency=/t/deps --extern probe=/t/deps/libprobe.rlib --warn=unused"
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let record = record("--test -L x");
        assert_eq!(Record::of_json(&record.to_json()), Some(record));
        assert_eq!(Record::of_json(&json!({ "arguments": 1 })), None);
    }
}
