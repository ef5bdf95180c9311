//! What a signal ends: the work, and with it whatever runs.

#[cfg(unix)]
mod system {
    use std::process::exit;
    use std::sync::atomic::{AtomicI32, Ordering};
    use std::thread;
    use std::time::Duration;

    use dojo::sandbox::Cancel;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    static SIGNAL: AtomicI32 = AtomicI32::new(SIGINT);

    /// How long the work may take to end what runs.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// Calls the work off when the first signal comes that asks for the end. The groups of the
    /// processes under us do not get what the terminal sends.
    pub fn end(cancel: &Cancel) {
        let cancel = cancel.clone();
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else {
            return;
        };
        let listen = move || {
            let mut signals = signals.forever();
            let Some(signal) = signals.next() else { return };
            SIGNAL.store(signal, Ordering::SeqCst);
            cancel.cancel();
            // What waits for something that cannot be called off, a lock for example, ends here;
            // whatever runs under a guard ends with this process in any case.
            thread::sleep(PATIENCE);
            #[expect(clippy::disallowed_methods, reason = "`main` does not get on")]
            exit(128 + signal);
        };
        // Without a thread the signals do what they did before.
        let _ = thread::Builder::new().spawn(listen);
    }

    /// The exit status of a process that a signal has ended.
    pub fn status() -> u8 {
        u8::try_from(128 + SIGNAL.load(Ordering::SeqCst)).unwrap_or(u8::MAX)
    }
}

#[cfg(not(unix))]
mod system {
    use dojo::sandbox::Cancel;

    /// What runs ends with this process.
    pub fn end(_: &Cancel) {}

    /// That of a process that was interrupted.
    pub fn status() -> u8 {
        130
    }
}

pub use system::{end, status};
