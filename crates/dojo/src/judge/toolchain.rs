//! The cargo and the rustc that compile answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// One toolchain.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// The cargo that was asked for.
    pub cargo: PathBuf,
    /// The rustc of the same toolchain.
    pub rustc: PathBuf,
}

impl Toolchain {
    /// The toolchain of `cargo`. Its rustc lies beside it; rustup's own proxies do as well, and
    /// take a little longer.
    pub fn of(cargo: &Path) -> Toolchain {
        let beside = cargo.with_file_name(format!("rustc{}", std::env::consts::EXE_SUFFIX));
        let named = cargo.components().count() > 1 && beside.is_file();
        Toolchain {
            cargo: cargo.to_path_buf(),
            rustc: if named { beside } else { "rustc".into() },
        }
    }

    /// What tells it from another one, or from a later state of itself.
    pub fn id(&self) -> String {
        let about = fs::metadata(&self.rustc).ok();
        let size = about.as_ref().map_or(0, fs::Metadata::len);
        let time = about.and_then(|about| about.modified().ok());
        let time = time.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        format!("{} {size} {time:?}", self.rustc.display())
    }
}
