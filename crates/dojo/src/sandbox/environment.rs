//! The variables that a process gets: a list of those that are allowed, so that nothing else in a
//! user's environment can bend a verdict.

use std::ffi::{OsStr, OsString};
use std::path::Path;

/// All variables of somebody, as [`std::env::vars_os`] gives them.
#[derive(Clone, Debug, Default)]
pub struct Environment(Vec<(OsString, OsString)>);

/// What every program may need to find its files and to speak the reader's language.
const EVERYBODY: [&str; 24] = [
    "APPDATA",
    "COMSPEC",
    "HOME",
    "HOMEDRIVE",
    "HOMEPATH",
    "KATA_LANG",
    "KATA_NO_STEPPING",
    "KATA_THOROUGH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LOCALAPPDATA",
    "PATH",
    "PATHEXT",
    "SYSTEMDRIVE",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "TZ",
    "USERNAME",
    "USERPROFILE",
    "WINDIR",
];

/// What cargo and a linker may need beside that: where they are, how they reach a registry, and
/// where libraries lie. Nothing that changes how an answer is compiled.
const BUILDS: [&str; 22] = [
    "ALLUSERSPROFILE",
    "CARGO_HOME",
    "DEVELOPER_DIR",
    "GIT_SSH_COMMAND",
    "INCLUDE",
    "LIB",
    "LIBPATH",
    "LIBRARY_PATH",
    "LOGNAME",
    "MACOSX_DEPLOYMENT_TARGET",
    "NIX_LD",
    "NIX_LD_LIBRARY_PATH",
    "PROGRAMDATA",
    "PROGRAMFILES",
    "PROGRAMFILES(X86)",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "SDKROOT",
    "SSH_AUTH_SOCK",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "USER",
];

const BUILD_PREFIXES: [&str; 8] = [
    "CARGO_HTTP_",
    "CARGO_NET_",
    "CARGO_REGISTRIES_",
    "CARGO_REGISTRY_",
    "CARGO_SOURCE_",
    "NIX_CC",
    "VC",
    "VS",
];

const PROXIES: [&str; 4] = ["all_proxy", "http_proxy", "https_proxy", "no_proxy"];

impl Environment {
    /// Takes all variables; what of them is passed on is decided for each process.
    pub fn of(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Environment {
        Environment(variables.into_iter().collect())
    }

    /// The value of one of them.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// What a test may see.
    pub fn for_tests(&self) -> Vec<(OsString, OsString)> {
        self.that(|name| EVERYBODY.contains(&name))
    }

    /// What cargo and rustc may see.
    pub fn for_builds(&self) -> Vec<(OsString, OsString)> {
        self.that(|name| {
            let linker = name.starts_with("CARGO_TARGET_") && name.ends_with("_LINKER");
            EVERYBODY.contains(&name)
                || BUILDS.contains(&name)
                || BUILD_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
                || PROXIES.contains(&&*name.to_lowercase())
                || linker
        })
    }

    fn that(&self, allowed: impl Fn(&str) -> bool) -> Vec<(OsString, OsString)> {
        let name = |name: &OsString| match cfg!(windows) {
            // Names have no case there.
            true => name.to_string_lossy().to_uppercase(),
            false => name.to_string_lossy().into_owned(),
        };
        // A folder for temporary files that is not there helps nobody: without the variable the
        // system's own is taken.
        let is_temporary = |name: &str| matches!(name, "TMPDIR" | "TEMP" | "TMP");
        let all = self.0.iter();
        all.filter(|(known, value)| {
            let known = name(known);
            allowed(&known) && (!is_temporary(&known) || Path::new(value).is_dir())
        })
        .cloned()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_list_is_not_passed_on() {
        let bends = [
            "RUST_MIN_STACK",
            "LD_PRELOAD",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_BOOTSTRAP",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER",
            "CARGO_PROFILE_DEV_OVERFLOW_CHECKS",
            "TOKIO_WORKER_THREADS",
            "A_SECRET",
        ];
        let all = bends.iter().chain(&["PATH", "HOME", "https_proxy"]);
        let all = Environment::of(all.map(|name| (OsString::from(name), "x".into())));
        let names = |list: Vec<(OsString, OsString)>| -> Vec<OsString> {
            list.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(all.for_tests()), ["PATH", "HOME"]);
        assert_eq!(names(all.for_builds()), ["PATH", "HOME", "https_proxy"]);
    }
}
