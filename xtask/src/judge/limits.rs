//! The bounds on whatever runs: nothing that is judged can hang, flood, or starve the machine.

use std::env;
use std::time::Duration;

/// Wall time of one test. probe's own watchdog ends most hangs after 1 to 5 seconds, with a better
/// name. `KATA_TEST_LIMIT`, in seconds, changes it, for a machine that is slower than most.
const TEST: Duration = Duration::from_secs(10);

/// Wall time that the tests of one answer may spend hanging, together: once it is used up, each
/// further test gets [`AFTER_HANGS`].
pub const HANGS: Duration = Duration::from_secs(20);
pub const AFTER_HANGS: Duration = Duration::from_secs(1);

/// Time in which cargo has to say something. Compiling the largest dependency takes a few seconds.
/// `KATA_BUILD_LIMIT`, in seconds, changes it.
const SILENT_BUILD: Duration = Duration::from_secs(120);

/// The coarsest clock of a file system (FAT).
pub const TICK: Duration = Duration::from_secs(2);

/// Address space of a test process, where the system can bound it (Linux). A few hundred threads
/// with their stacks of 2 MiB fit in.
pub const MEMORY: u64 = 2 << 30;

/// Output of a test that is kept, half of it from the beginning and half from the end.
pub const OUTPUT_KEPT: usize = 64 << 10;

/// Output after which a test is ended.
pub const OUTPUT: usize = 16 << 20;

/// Size of an answer.
pub const ANSWER: u64 = 1 << 20;

/// See [`TEST`].
pub fn test() -> Duration {
    from_env("KATA_TEST_LIMIT").unwrap_or(TEST)
}

/// See [`SILENT_BUILD`].
pub fn silent_build() -> Duration {
    from_env("KATA_BUILD_LIMIT").unwrap_or(SILENT_BUILD)
}

fn from_env(name: &str) -> Option<Duration> {
    let seconds: f64 = env::var(name).ok()?.parse().ok()?;
    (seconds > 0.0 && seconds < 86_400.0).then(|| Duration::from_secs_f64(seconds))
}
