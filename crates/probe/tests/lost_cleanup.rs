//! `lost-cleanup`: told by a drop.

mod support;

use probe::{Diagnosis, demand, ms, program};
use support::{caught, passes};
use tokio::time::sleep;

mod bad {
    use std::time::Duration;

    use tokio::time::timeout;
    use tokio_util::sync::CancellationToken;

    /// Works until `stop`, and cleans up then. The work is told after a second.
    pub async fn for_a_second<F: Future>(work: impl FnOnce(CancellationToken) -> F) {
        let stop = CancellationToken::new();
        let _ = timeout(Duration::from_secs(1), work(stop)).await;
    }
}

mod good {
    use std::time::Duration;

    use tokio::time::sleep;
    use tokio_util::sync::CancellationToken;

    /// Works until `stop`, and cleans up then. The work is told after a second.
    pub async fn for_a_second<F: Future>(work: impl FnOnce(CancellationToken) -> F) {
        let stop = CancellationToken::new();
        let tell = async {
            sleep(Duration::from_secs(1)).await;
            stop.cancel();
        };
        tokio::join!(work(stop.clone()), tell);
    }
}

/// The work needs 100 ms to clean up.
macro_rules! cleans_up {
    ($for_a_second:path) => {{
        let is_clean = program::run(|| async {
            let mut is_clean = false;
            let flag = &mut is_clean;
            $for_a_second(|stop| async move {
                stop.cancelled().await;
                sleep(ms(100)).await;
                *flag = true;
            })
            .await;
            is_clean
        });
        demand(
            is_clean.output,
            Diagnosis::LostCleanup,
            "the work was over, and its cleanup had not been run",
            "処理は終わりましたが、後始末が行われていません",
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LostCleanup, || cleans_up!(bad::for_a_second));
}

#[test]
fn good_example_passes() {
    passes(|| cleans_up!(good::for_a_second));
}
