//! What the judge works with: values, so that it reads no environment of its own.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::limits::Limits;
use crate::sandbox::{Confine, Environment};

/// Whether tasks run without a guard, as they do where there is no Unix; `--cfg dojo_portable`
/// tries that elsewhere.
pub(super) const IS_PORTABLE: bool = cfg!(not(all(unix, not(dojo_portable))));

/// The judge's means.
#[derive(Clone, Debug)]
pub struct Config {
    /// Tests that run at a time.
    pub jobs: NonZeroUsize,
    /// Compilers that run at a time.
    pub builds: NonZeroUsize,
    /// What whatever runs may take.
    pub limits: Limits,
    /// The cargo to build with.
    pub cargo: PathBuf,
    /// This program: it serves as compiler to cargo and as guard to what runs, since its `main`
    /// begins with [`help`](super::help).
    pub helper: PathBuf,
    /// The variables of whoever asks.
    pub environment: Environment,
    /// Who confines the compiler and the tests of an answer; nobody does for a learner, who runs
    /// their own code.
    pub confine: Option<Arc<dyn Confine>>,
    /// Where the traces of tests go: a folder for each target's name, and in it a file for each
    /// test. Nothing is recorded without it.
    pub trace: Option<PathBuf>,
}

impl Config {
    /// What is usual: a compiler for each processor, and eight tests at a time at least, since
    /// most of them wait for something.
    pub fn new(cargo: PathBuf, helper: PathBuf, environment: Environment) -> Config {
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let eight = NonZeroUsize::MIN.saturating_add(7);
        Config {
            jobs: cores
                .saturating_mul(NonZeroUsize::MIN.saturating_add(3))
                .max(eight),
            builds: cores,
            limits: Limits::default(),
            cargo,
            helper,
            environment,
            confine: None,
            trace: None,
        }
    }
}
