//! `with_resource`, and the bodies that it is given.

use std::io;

use futures::FutureExt;
use probe::trace::call;
use probe::{Diagnosis, demand, expect, ms, panics};
use s10_patterns::backend::RELEASE;
use tokio::time::{Instant, sleep, timeout};

use super::{LONG, all_released, play, returned, shut_down};
use crate::async_cleanup::{AsyncResource, with_resource};

/// What the panic of a body says.
const PANIC: &str = "the body broke down";

/// The body of `with_resource` panics: asks that the resource is released before the panic goes on.
#[track_caller]
pub fn body_panics(name: &'static str) {
    let quiet = panics::caught(|| {
        play(async |registry, backend| {
            let body = async |resource: &AsyncResource| {
                backend.is_in_use(resource.id(), true);
                sleep(ms(20)).await;
                backend.is_in_use(resource.id(), false);
                if resource.id() < 2 {
                    panic!("{PANIC}");
                }
                Ok(())
            };
            let shown = call("with_resource");
            let call = std::panic::AssertUnwindSafe(with_resource(&registry, name, body));
            let end = call.catch_unwind().await;
            shown.ends();
            (end, backend.loans(), shut_down(registry, backend).await)
        })
    });
    let report = quiet.unwrap_or_else(|message| panic!("{message}"));
    let (end, loans, _) = report.output;
    let said = end.err().map(|panic| match panic.downcast::<String>() {
        Ok(said) => *said,
        Err(panic) => panic
            .downcast::<&str>()
            .map(|said| said.to_string())
            .unwrap_or_default(),
    });
    demand(
        said.as_deref() == Some(PANIC),
        Diagnosis::SwallowedPanic,
        format!("the body panicked with `{PANIC}`; what came out of `with_resource`: `{said:?}`"),
        format!("本体は `{PANIC}` でパニックし、`with_resource` から出たのは `{said:?}` です"),
    );
    let over = loans.iter().all(|loan| loan.is_over);
    demand(
        over,
        Diagnosis::UnawaitedCleanup,
        "the body panicked; when the panic came out of `with_resource`, the resource was not released",
        "本体がパニックし、それが `with_resource` から出た時点で、リソースは解放されていません",
    );
}

/// `with_resource` with a body that takes 20 ms and ends so; asks for the result, and for the release.
#[track_caller]
pub fn body_ends(
    name: &'static str,
    end: Result<u32, io::ErrorKind>,
    asked: Result<u32, io::ErrorKind>,
) {
    let report = play(async |registry, backend| {
        let began = Instant::now();
        let body = async |resource: &AsyncResource| {
            backend.is_in_use(resource.id(), true);
            sleep(ms(20)).await;
            backend.is_in_use(resource.id(), false);
            end.map_err(io::Error::from)
        };
        let call = call("with_resource");
        let result = with_resource(&registry, name, body).await;
        call.ends();
        all_released(backend, "`with_resource`");
        returned("`with_resource`", result, asked);
        let late = began.elapsed();
        demand(
            late <= ms(30) + RELEASE,
            Diagnosis::ReadyTooLate,
            format!("10, 20, and 50 ms were needed; `with_resource` took {late:?}"),
            format!("必要な時間は 10、20、50 ms ですが、`with_resource` は {late:?} かかりました"),
        );
        expect(
            shut_down(registry, backend).await,
            0,
            "failures after drops",
            "ドロップ後の失敗",
        );
    });
    report.no_task_left();
}

/// `with_resource` is dropped after so many milliseconds.
#[track_caller]
pub fn with_resource_is_dropped(after: u64) {
    let report = play(async |registry, backend| {
        let body = async |resource: &AsyncResource| {
            backend.is_in_use(resource.id(), true);
            sleep(ms(20)).await;
            backend.is_in_use(resource.id(), false);
            Ok(())
        };
        {
            let shown = call("with_resource");
            let call = with_resource(&registry, "a", body);
            match timeout(ms(after), call).await {
                Ok(_) => shown.ends(),
                Err(_) => drop(shown),
            }
        }
        for id in 0..2 {
            backend.is_in_use(id, false);
        }
        shut_down(registry, backend).await;
        sleep(LONG).await;
        all_released(backend, "`shutdown`");
    });
    report.no_task_left();
}
