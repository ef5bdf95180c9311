//! A list behind a lock of `std`, and a service that takes its time: the lock is free meanwhile,
//! and nothing that others do to the list in that time is lost.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s09-anti-patterns/lock_scope.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s09-anti-patterns/lock_scope.rs"
)]
mod lock_scope;
mod lock_scope_scene;

use std::sync::Arc;

use futures::future::join_all;
use lock_scope::{add_after_io, update};
use lock_scope_scene::{changed_meanwhile, items, met_by_another_thread, run, store, updates};
use probe::{Diagnosis, demand, expect, ms, program, value_implements};
use s09_anti_patterns::store::next;
use tokio::time::sleep;

// rule: "While a call of `store.io` or `store.revise` is awaited, the lock is free."
// rule.ja: "`store.io` や `store.revise` を待っている間、ロックは空いています。"
#[test]
fn lock_is_free_while_the_task_waits() {
    let shared = store(&[1, 2]);
    run(&shared, || add_after_io(Arc::clone(&shared), 3));
    run(&shared, || update(&shared));
    let empty = store(&[]);
    run(&empty, || update(&empty));
}

// rule: "Both futures are `Send`."
// rule.ja: "どちらの Future も `Send` です。"
#[test]
fn both_are_send() {
    let shared = store(&[]);
    for (name, is_send) in [
        (
            "add_after_io",
            value_implements!(add_after_io(Arc::clone(&shared), 1), Send),
        ),
        ("update", value_implements!(update(&shared), Send)),
    ] {
        demand(
            is_send,
            Diagnosis::ThreadBound,
            format!("the future of `{name}` is not `Send`: a guard is in scope at an await"),
            format!(
                "`{name}` の Future が `Send` ではありません (await の時点でガードがスコープに残っています)"
            ),
        );
    }
}

// rule: "`add_after_io` waits for `store.io()`, and only then appends `item`. A thousand of them wait at the same time, and all of the items are there."
// rule.ja: "`add_after_io` は `store.io()` を待ってから `item` を追加します。千個を同時に動かせば同時に待ち、要素は全部揃います。"
#[test]
fn added_after_the_wait() {
    let shared = store(&[1, 2]);
    let report = program::run(|| async {
        let add = async {
            add_after_io(Arc::clone(&shared), 3).await;
            items(&shared)
        };
        let look = async {
            sleep(ms(9)).await;
            items(&shared)
        };
        tokio::join!(add, look)
    });
    let (on_return, early) = &report.output;
    demand(
        !early.contains(&3),
        Diagnosis::EagerStart,
        format!("the wait takes 10 ms; after 9 ms the list was `{early:?}`"),
        format!("待ち時間は 10 ms ですが、9 ms の時点でリストは `{early:?}` でした"),
    );
    let later = items(&shared);
    demand(
        on_return.contains(&3) || !later.contains(&3),
        Diagnosis::ForgottenTask,
        format!("on return the list was `{on_return:?}`, and later `{later:?}`"),
        format!("戻った時点のリストは `{on_return:?}`、その後は `{later:?}` でした"),
    );
    expect(&**on_return, &[1, 2, 3][..], "the list", "リスト");
    report.took(ms(10));
}

// rule: "`add_after_io` waits for `store.io()`, and only then appends `item`. A thousand of them wait at the same time, and all of the items are there."
// rule.ja: "`add_after_io` は `store.io()` を待ってから `item` を追加します。千個を同時に動かせば同時に待ち、要素は全部揃います。"
#[test]
fn thousand_are_added_at_the_same_time() {
    let shared = store(&[]);
    let report = program::run(|| async {
        join_all((0..1_000).map(|item| add_after_io(Arc::clone(&shared), item))).await;
    });
    let mut seen = items(&shared);
    seen.sort_unstable();
    let asked: Vec<u32> = (0..1_000).collect();
    demand(
        seen == asked,
        Diagnosis::LostUpdate,
        format!("1000 different items were added, {} are there", seen.len()),
        format!(
            "1000 個の異なる要素が追加され、残っているのは {} 個です",
            seen.len()
        ),
    );
    report.took_not(ms(10), ms(10_000));
}

// rule: "`update` has a copy of the list revised, puts the revised list in its place, and returns how many times it has asked."
// rule.ja: "`update` はリストのコピーを改訂してもらい、改訂後のリストで置き換え、依頼した回数を返します。"
#[test]
fn updated_in_one_attempt() {
    for before in [&[1, 2][..], &[], &[0, 0, 0], &[u32::MAX; 100]] {
        let shared = store(before);
        let report = program::run(|| update(&shared));
        let asked = [before, &[next(before)]].concat();
        expect(items(&shared), asked, "the list", "リスト");
        expect(report.output, 1, "attempts", "依頼した回数");
        report.took(ms(10));
    }
}

// rule: "When somebody has changed the list in the meantime, even without changing its length, `update` begins anew with what is there now. No change is lost."
// rule.ja: "その間に誰かがリストを変更していれば、長さが同じでも、`update` は現在のリストから最初からやり直します。変更はひとつも失われません。"
#[test]
fn change_by_somebody_else_is_kept() {
    changed_meanwhile(&[1, 2], &[1, 2, 9]);
    changed_meanwhile(&[1, 2], &[1, 9]);
    changed_meanwhile(&[1, 2], &[2, 1]);
    changed_meanwhile(&[1, 2], &[9, 2]);
    changed_meanwhile(&[3, 5, 8, 5, 3], &[3, 5, 9, 5, 3]);
    changed_meanwhile(&[1, 2], &[1]);
    changed_meanwhile(&[1, 2], &[]);
    changed_meanwhile(&[], &[0]);
}

// rule: "When somebody has changed the list in the meantime, even without changing its length, `update` begins anew with what is there now. No change is lost."
// rule.ja: "その間に誰かがリストを変更していれば、長さが同じでも、`update` は現在のリストから最初からやり直します。変更はひとつも失われません。"
#[test]
fn many_updates_at_the_same_time() {
    for count in [1, 2, 3, 25] {
        updates(count);
    }
}

// rule: "That holds for another thread, too, and for both functions: the tests poll them by hand, without a runtime, and let it change the list at every instruction."
// rule.ja: "別のスレッドについても、二つの関数のどちらでも同じです。テストは、ランタイムなしで手でポーリングし、すべての命令の位置で、別のスレッドにリストを変更させます。"
#[test]
fn another_thread_at_every_instruction() {
    met_by_another_thread();
}

// rule: "Until the revised list is stored, `update` leaves the list alone: also where it is dropped while it waits."
// rule.ja: "改訂後のリストを書き込むまで、`update` はリストに触れません。待っている間にドロップされたときも同じです。"
#[test]
fn list_is_left_alone_until_the_end() {
    let before = [4, 5, 6];
    let places = program::cancel_everywhere(
        || {
            let shared = store(&before);
            let seen = Arc::clone(&shared);
            (async move { update(&shared).await }, seen)
        },
        |shared, cancelled| {
            if cancelled.0.is_some() {
                let (en, ja) = ("the list of a dropped update", "ドロップ後のリスト");
                expect(items(&shared), before.to_vec(), en, ja);
            }
        },
    );
    demand(
        places > 0,
        Diagnosis::ReadyTooEarly,
        "`update` never waited for the service",
        "`update` はサービスを一度も待ちませんでした",
    );
    let shared = store(&before);
    program::run(|| async {
        let look = async {
            sleep(ms(5)).await;
            let (en, ja) = ("the list while `update` waits", "`update` が待つ間のリスト");
            expect(items(&shared), before.to_vec(), en, ja);
        };
        tokio::join!(update(&shared), look);
    });
}
