//! `span-across-await`: a guard of a span that lives through a wait.

#[path = "support/lines.rs"]
mod lines;
mod support;

use lines::written;
use probe::{Diagnosis, demand, ms, program};
use support::{caught, passes};
use tokio::join;
use tokio::time::sleep;
use tracing::info;

mod bad {
    use tracing::{info, info_span};

    /// Serves a request.
    pub async fn serve(id: u64, work: impl Future<Output = u32>) -> u32 {
        let span = info_span!("serve", id);
        let _entered = span.enter();
        info!("begins");
        work.await
    }
}

mod good {
    use tracing::{Instrument, info, info_span};

    /// Serves a request.
    pub async fn serve(id: u64, work: impl Future<Output = u32>) -> u32 {
        async {
            info!("begins");
            work.await
        }
        .instrument(info_span!("serve", id))
        .await
    }
}

/// One request, and its caller, who writes a line meanwhile.
fn lines<F: Future>(serve: impl FnOnce() -> F) -> Vec<String> {
    written(|| {
        program::run(|| async {
            let caller = async {
                sleep(ms(5)).await;
                info!("the caller");
            };
            join!(serve(), caller)
        });
    })
}

fn keeps_apart(lines: &[String]) {
    let line = lines.iter().find(|line| line.contains("the caller"));
    demand(
        line.is_some_and(|line| !line.contains("serve")),
        Diagnosis::SpanAcrossAwait,
        format!("the caller's line: {line:?}"),
        format!("呼び出し側の行: {line:?}"),
    );
}

async fn work() -> u32 {
    sleep(ms(10)).await;
    7
}

#[test]
fn bad_example_is_caught() {
    let lines = lines(|| bad::serve(7, work()));
    caught(Diagnosis::SpanAcrossAwait, || keeps_apart(&lines));
}

#[test]
fn good_example_passes() {
    let lines = lines(|| good::serve(7, work()));
    passes(|| keeps_apart(&lines));
}
