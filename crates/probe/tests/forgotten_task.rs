//! `forgotten-task`: started, and nobody waits.

mod support;

use probe::{Diagnosis, Gauge, demand, ms, program};
use support::{caught, passes};
use tokio::time::sleep;

mod bad {
    /// Saves every page.
    pub async fn save_all<F>(pages: &[u32], save: impl Fn(u32) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        for &page in pages {
            tokio::spawn(save(page));
        }
    }
}

mod good {
    use tokio::task::JoinSet;

    /// Saves every page.
    pub async fn save_all<F>(pages: &[u32], save: impl Fn(u32) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let tasks: JoinSet<()> = pages.iter().map(|&page| save(page)).collect();
        tasks.join_all().await;
    }
}

/// Asks that all pages are saved on return.
macro_rules! saves {
    ($save_all:path) => {{
        let saved = Gauge::new();
        let report = program::run(|| async {
            $save_all(&[1, 2], |_| {
                let saved = saved.clone();
                async move {
                    sleep(ms(10)).await;
                    drop(saved.enter());
                }
            })
            .await;
            saved.total()
        });
        let saved = report.output;
        demand(
            saved == 2,
            Diagnosis::ForgottenTask,
            format!("saves started: 2; ended on return: {saved}"),
            format!("開始した保存は 2 件、戻った時点で終わっていたのは {saved} 件です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::ForgottenTask, || saves!(bad::save_all));
}

#[test]
fn good_example_passes() {
    passes(|| saves!(good::save_all));
}
