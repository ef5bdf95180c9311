//! `unawaited-cleanup`: begun, and not awaited.

mod support;

use probe::{Diagnosis, DropLog, demand, ms, program};
use support::{caught, passes};
use tokio::time::sleep;

mod bad {
    use std::io;

    /// Flushes, and gives up the file. `flush` may take its time, and may fail.
    pub async fn close<F>(flush: F) -> io::Result<()>
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        tokio::spawn(flush);
        Ok(())
    }
}

mod good {
    use std::io;

    /// Flushes, and gives up the file. `flush` may take its time, and may fail.
    pub async fn close<F>(flush: F) -> io::Result<()>
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        // In a task, so that it is not cut off if the caller gives up; and awaited.
        tokio::spawn(flush).await.map_err(io::Error::other)?
    }
}

/// The flush takes 100 ms.
macro_rules! over_at_return {
    ($close:path) => {{
        let over = program::run(|| async {
            let log = DropLog::new();
            let guard = log.guard("flushed");
            let flush = async move {
                sleep(ms(100)).await;
                drop(guard);
                Ok(())
            };
            $close(flush).await.unwrap();
            log.names().len()
        });
        demand(
            over.output == 1,
            Diagnosis::UnawaitedCleanup,
            "the call had returned, and the flush was not over",
            "呼び出しは戻りましたが、フラッシュは終わっていません",
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnawaitedCleanup, || over_at_return!(bad::close));
}

#[test]
fn good_example_passes() {
    passes(|| over_at_return!(good::close));
}
