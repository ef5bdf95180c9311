//! Waits of the harness, which are never taken for a sleep of the answer.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::os::{self, ThreadId};

/// Threads that wait on behalf of the harness. A thread is in it once for each of such waits.
static WAITING: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());

fn waiting() -> MutexGuard<'static, Vec<ThreadId>> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `wait`, a piece of the harness, during which this thread may sleep. Nothing else bounds it,
/// so that `wait` has to have a bound of its own, or to wait for a call under watch.
pub(crate) fn own_wait<R>(wait: impl FnOnce() -> R) -> R {
    struct Over(ThreadId, Duration);
    impl Drop for Over {
        fn drop(&mut self) {
            let mut waiting = waiting();
            if let Some(at) = waiting.iter().rposition(|thread| *thread == self.0) {
                waiting.swap_remove(at);
            }
            os::forget_sleeps_since(self.1);
        }
    }
    let thread = os::this_thread();
    waiting().push(thread);
    let _over = Over(thread, os::asked_to_sleep());
    wait()
}

/// Whether the thread waits on behalf of the harness.
pub(crate) fn is_in(thread: ThreadId) -> bool {
    waiting().contains(&thread)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::diagnosis::Diagnosis;
    use crate::watchdog::watch_short;

    #[test]
    fn nap_of_the_harness_is_none_of_the_call() {
        watch_short(Diagnosis::BlockingPoll, Diagnosis::BlockingPoll, || {
            own_wait(|| thread::sleep(Duration::from_millis(20)));
        });
    }
}
