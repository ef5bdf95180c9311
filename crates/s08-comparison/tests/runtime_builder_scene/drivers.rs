//! Timers and sockets, and their absence.

use probe::{Diagnosis, demand, ms, panics};
use tokio::time::sleep;

use super::Built;

impl Built {
    #[track_caller]
    pub fn has_timers(&self) {
        self.block_on(async { sleep(ms(1)).await });
        let task = self.runtime.spawn(async { sleep(ms(1)).await });
        self.block_on(task).expect("there are timers");
    }

    #[track_caller]
    pub fn has_no_timers(&self) {
        let works = panics::caught(|| self.runtime.block_on(async { sleep(ms(1)).await }));
        let cfg = &self.cfg;
        demand(
            works.is_err(),
            Diagnosis::WrongResult,
            format!("timers work, and nobody has asked for them: {cfg:?}"),
            format!("求められていないタイマーが使えます: {cfg:?}"),
        );
    }

    #[track_caller]
    pub fn has_sockets(&self) {
        let seen = self.block_on(socket());
        probe::expect(
            seen,
            Some(7),
            "what came over a socket",
            "ソケットから届いた値",
        );
        let task = self.runtime.spawn(socket());
        self.block_on(task).expect("there are sockets");
    }

    #[track_caller]
    pub fn has_no_sockets(&self) {
        // Where there is none to try, there is nothing to ask for.
        let works = panics::caught(|| self.runtime.block_on(socket()));
        let cfg = &self.cfg;
        demand(
            works.is_err() || cfg!(not(unix)),
            Diagnosis::WrongResult,
            format!("sockets work, and nobody has asked for them: {cfg:?}"),
            format!("求められていないソケットが使えます: {cfg:?}"),
        );
    }
}

/// A byte goes from one socket to another, without a network.
#[cfg(unix)]
async fn socket() -> Option<u8> {
    use tokio::net::UnixStream;

    let (one, other) = UnixStream::pair().ok()?;
    one.writable().await.ok()?;
    one.try_write(&[7]).ok()?;
    other.readable().await.ok()?;
    let mut byte = [0];
    other.try_read(&mut byte).ok()?;
    Some(byte[0])
}

#[cfg(not(unix))]
async fn socket() -> Option<u8> {
    Some(7)
}
