//! Whether the thread of a runtime is asleep by its own will, as in `thread::sleep`.
//!
//! Only the system call tells. The time that a poll takes does not, nor what is left of it when the
//! time on the processor is taken off: on a machine that is shared, a whole second may be missing.

use std::fs;
use std::path::PathBuf;

/// The system calls that do nothing but sleep. Elsewhere nobody is seen to sleep, and the mistake
/// has the name of what follows from it.
const SLEEPS: &[&str] = if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
    &["35", "230"]
} else if cfg!(all(target_os = "linux", target_arch = "aarch64")) {
    &["101", "115"]
} else {
    &[]
};

/// A thread, seen from another one.
pub(crate) struct Sleeper(Option<PathBuf>);

impl Sleeper {
    pub(crate) fn this_thread() -> Sleeper {
        let thread = fs::read_link("/proc/thread-self");
        Sleeper(
            thread
                .ok()
                .map(|thread| PathBuf::from("/proc").join(thread).join("syscall")),
        )
    }

    pub(crate) fn is_asleep(&self) -> bool {
        let text = self
            .0
            .as_ref()
            .and_then(|path| fs::read_to_string(path).ok());
        let text = text.unwrap_or_default();
        let call = text.split_ascii_whitespace().next().unwrap_or_default();
        SLEEPS.contains(&call)
    }
}
