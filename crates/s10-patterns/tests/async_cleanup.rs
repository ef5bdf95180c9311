//! A resource whose release takes an `await`. Whoever closes it waits for that; where it is only
//! dropped, nobody can, and so the registry does, at the end.
//!
//! Start with `close`, then with what is dropped, then with `with_resource`. Time is virtual: the
//! moments are exact. An acquire takes 10 ms, a release 50.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s10-patterns/async_cleanup.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s10-patterns/async_cleanup.rs"
)]
mod async_cleanup;
mod async_cleanup_scene;

use std::io::ErrorKind;
use std::time::Duration;

use async_cleanup::AsyncResource;
use async_cleanup_scene::bodies::{body_ends, body_panics, with_resource_is_dropped};
use async_cleanup_scene::{
    all_released, beside_another_registry, close_is_dropped, dropped_after_the_runtime,
    dropped_by_a_panic, dropped_on_a_plain_thread, open, pass, play, returned, shut_down,
};
use probe::{Diagnosis, demand, expect, ms};

// rule: "`close` releases the resource, and returns as soon as that is over, with its result."
// rule.ja: "`close` はリソースを解放し、それが終わるとすぐに、その結果を返します。"
// rule: "A resource that was closed is not released again."
// rule.ja: "close されたリソースが、もう一度解放されることはありません。"
#[test]
fn closed_then_released_once() {
    let report = play(async |registry, backend| {
        let (first, second) = (open(&registry, "a").await, open(&registry, "a").await);
        let closed = first.close().await;
        demand(
            backend.loans()[0].is_over,
            Diagnosis::UnawaitedCleanup,
            "`close` has returned, and the release is not over",
            "`close` が戻った時点で、解放が終わっていません",
        );
        returned("`close`", closed, Ok(()));
        returned("`close`", second.close().await, Ok(()));
        all_released(backend, "`close`");
        expect(
            shut_down(registry, backend).await,
            0,
            "failures after drops",
            "ドロップ後の失敗",
        );
        pass(Duration::from_secs(1)).await;
        all_released(backend, "`close`");
    });
    report.took(ms(2 * 10 + 2 * 50 + 1000));
}

// rule: "`close` releases the resource, and returns as soon as that is over, with its result."
// rule.ja: "`close` はリソースを解放し、それが終わるとすぐに、その結果を返します。"
#[test]
fn release_fails_then_close_says_so() {
    play(async |registry, backend| {
        let (broken, sound) = (open(&registry, "broken").await, open(&registry, "a").await);
        returned("`close`", broken.close().await, Err(ErrorKind::BrokenPipe));
        returned("`close`", sound.close().await, Ok(()));
        all_released(backend, "`close`");
    });
}

// rule: "Where the acquire fails, `open` returns its error, and nothing is released; where `open` is dropped, nothing stays acquired."
// rule.ja: "取得に失敗したら、`open` はそのエラーを返します。解放するものはありません。`open` がドロップされたら、取得されたものは残りません。"
#[test]
fn acquire_fails_then_open_says_so() {
    let report = play(async |registry, backend| {
        let opened = AsyncResource::open(&registry, "none").await.map(|_| ());
        returned("`open`", opened, Err(ErrorKind::NotFound));
        shut_down(registry, backend).await
    });
    expect(report.output, 0, "failures after drops", "ドロップ後の失敗");
    report.took(ms(10));
    report.no_task_left();
}

// rule: "A resource that is dropped without `close`, by a panic as well, is released all the same, in the runtime of the registry, without anybody waiting; the drop itself does not wait."
// rule.ja: "`close` せずにドロップされたリソースも、パニックによるドロップを含め、誰も待っていなくても、レジストリのランタイムの中で解放されます。ドロップ自体は待ちません。"
#[test]
fn dropped_then_released_in_the_background() {
    play(async |registry, backend| {
        let resource = open(&registry, "a").await;
        pass(ms(100)).await;
        drop(resource);
        pass(Duration::from_secs(1)).await;
        all_released(backend, "the drop, a second ago,");
        shut_down(registry, backend).await
    })
    .took(ms(10 + 100 + 1000));
    dropped_by_a_panic();
}

// rule: "When none of the registry's resources is open any more, `shutdown` returns as soon as all their releases are over."
// rule.ja: "レジストリの開いているリソースがもうなければ、`shutdown` は、それらの解放がすべて終わるとすぐに戻ります。"
#[test]
fn dropped_just_before_the_shutdown_then_waited_for() {
    for count in [1, 3, 100] {
        let report = play(async |registry, backend| {
            let mut all = Vec::new();
            for _ in 0..count {
                all.push(open(&registry, "a").await);
            }
            drop(all);
            shut_down(registry, backend).await
        });
        expect(report.output, 0, "failures after drops", "ドロップ後の失敗");
        if count == 1 {
            report.took(ms(10 + 50));
        }
        report.no_task_left();
    }
    // Nothing to wait for.
    play(async |registry, backend| shut_down(registry, backend).await).took(ms(0));
    beside_another_registry();
}

// rule: "`shutdown` returns how many releases of dropped resources have failed; one whose error `close` has returned does not count."
// rule.ja: "`shutdown` の戻り値は、ドロップされたリソースの解放のうち、失敗したものの数です。`close` がエラーを返したものは数えません。"
#[test]
fn releases_in_the_background_fail_then_shutdown_counts_them() {
    play(async |registry, backend| {
        for name in ["broken", "a", "broken too", "b"] {
            drop(open(&registry, name).await);
        }
        shut_down(registry, backend).await
    });
    let report = play(async |registry, backend| {
        for name in ["a", "broken", "b", "broken too"] {
            drop(open(&registry, name).await);
        }
        let closed = open(&registry, "broken as well").await.close().await;
        returned("`close`", closed, Err(ErrorKind::BrokenPipe));
        pass(Duration::from_secs(1)).await;
        drop(open(&registry, "broken last").await);
        shut_down(registry, backend).await
    });
    let failures = report.output;
    demand(
        failures >= 3,
        Diagnosis::SwallowedError,
        format!("of five drops, three releases failed; `shutdown` returned {failures}"),
        format!("5 個のドロップのうち 3 個の解放が失敗し、`shutdown` の戻り値は {failures} です"),
    );
    expect(failures, 3, "failures after drops", "ドロップ後の失敗");
}

// rule: "A release that has begun is not cut off, and not begun a second time, when `close` or `with_resource` is dropped; `shutdown` waits for it as well."
// rule.ja: "`close` や `with_resource` がドロップされても、始まった解放が途中で打ち切られることも、二度始まることもありません。`shutdown` はそれも待ちます。"
#[test]
fn close_is_dropped_midway_then_released_once() {
    for after in [0, 1, 20, 49] {
        close_is_dropped(after);
    }
}

// rule: "A resource may be dropped on any thread, one without a runtime too. After the end of the runtime it need not be released, and the drop does not panic."
// rule.ja: "リソースは、ランタイムのないスレッドも含め、どのスレッドでドロップされてもかまいません。ランタイムが終わった後は、解放されなくてもかまいませんが、ドロップがパニックすることはありません。"
#[test]
fn dropped_outside_the_runtime_then_no_panic() {
    dropped_on_a_plain_thread();
    dropped_after_the_runtime();
}

// rule: "`with_resource` opens a resource, runs the body, and then closes it: it returns when the release is over, with the output of the body."
// rule.ja: "`with_resource` はリソースを開き、本体を動かし、その後で閉じます。解放が終わってから、本体の結果を返します。"
// rule: "If the body fails, its error is returned; if only the release fails, that error."
// rule.ja: "本体が失敗したらそのエラーを返します。解放だけが失敗したら、そのエラーを返します。"
#[test]
fn body_is_over_then_released_before_the_return() {
    body_ends("a", Ok(7), Ok(7));
    body_ends(
        "a",
        Err(ErrorKind::InvalidInput),
        Err(ErrorKind::InvalidInput),
    );
    body_ends("broken", Ok(7), Err(ErrorKind::BrokenPipe));
    body_ends(
        "broken",
        Err(ErrorKind::InvalidInput),
        Err(ErrorKind::InvalidInput),
    );
    body_ends("none", Ok(7), Err(ErrorKind::NotFound));
}

// rule: "If the body panics, the panic goes on, after the release is over."
// rule.ja: "本体がパニックしたら、解放が終わってから、そのパニックが続きます。"
#[test]
fn body_panics_then_released_before_the_panic_goes_on() {
    body_panics("a");
    body_panics("broken");
}

// rule: "A release that has begun is not cut off, and not begun a second time, when `close` or `with_resource` is dropped; `shutdown` waits for it as well."
// rule.ja: "`close` や `with_resource` がドロップされても、始まった解放が途中で打ち切られることも、二度始まることもありません。`shutdown` はそれも待ちます。"
// rule: "When `shutdown` has returned, no task is left; while nothing happens, all sleep."
// rule.ja: "`shutdown` が戻ったとき、タスクはひとつも残っていません。何も起きていない間は、すべて眠っています。"
// rule: "Where the acquire fails, `open` returns its error, and nothing is released; where `open` is dropped, nothing stays acquired."
// rule.ja: "取得に失敗したら、`open` はそのエラーを返します。解放するものはありません。`open` がドロップされたら、取得されたものは残りません。"
#[test]
fn with_resource_is_dropped_midway_then_released_once() {
    // In `open`, in the body, and in the release.
    for after in [0, 5, 15, 29, 31, 60] {
        with_resource_is_dropped(after);
    }
}
