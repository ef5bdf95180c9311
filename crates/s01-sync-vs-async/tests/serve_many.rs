//! A server that waits for its backend and for its clients without making anybody wait for anybody
//! else. Begin with the first two tests; then come slow clients, those that go away, and the stop.
//!
//! real time: the sockets are real, so time is. Nothing is measured: a wait ends when what it waits
//! for has happened, and is given up when nothing at all has happened for 20 looks in a row.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s01-sync-vs-async/serve_many.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s01-sync-vs-async/serve_many.rs"
)]
mod serve_many;
mod serve_many_scene;

use probe::{Diagnosis, demand, expect};
use serve_many_scene::{LARGE, SMALL, served};

// lesson: "100 clients"
// lesson.ja: "100 のクライアント"
const CLIENTS: usize = 100;

/// Asks for what the server returned.
#[track_caller]
fn counted(served: usize, clients: usize) {
    demand(
        served <= clients,
        Diagnosis::SwallowedError,
        format!("{clients} clients have got their answer, and the server has counted {served}"),
        format!("応答を受け取ったのは {clients} 個なのに、サーバーは {served} 個と数えました"),
    );
    expect(
        served,
        clients,
        "clients served",
        "応答したクライアントの数",
    );
}

// rule: "100 clients are served at the same time: all of them wait for the backend together."
// rule.ja: "100 のクライアントを同時に扱います。全員が一緒に backend を待ちます。"
#[test]
fn hundred_clients_wait_for_the_backend_together() {
    let count = served(SMALL, async |scene| {
        scene.hold_read_db();
        scene.connect(CLIENTS).await;
        scene.in_read_db(CLIENTS).await;
        scene.hold_call_api(CLIENTS);
        scene.let_go_of_read_db();
        scene.in_call_api(CLIENTS).await;
        scene.let_go();
        scene.all_served(0, Diagnosis::SequentialAwait).await;
    });
    counted(count, CLIENTS);
}

// rule: "For each client, `read_db` is called once, then `call_api` once with what it returned, both on the thread of the runtime."
// rule.ja: "クライアントごとに、まず `read_db` を一度、次にその結果を渡して `call_api` を一度、どちらもランタイムのスレッドで呼びます。"
#[test]
fn backend_is_called_once_for_each_client() {
    for clients in [1, 7] {
        let count = served(SMALL, async |scene| {
            scene.connect(clients).await;
            scene.all_served(0, Diagnosis::SequentialAwait).await;
            scene.backend_was_called(clients);
        });
        counted(count, clients);
    }
}

// rule: "A client gets the whole of its own answer, of any length, and then the end of the connection."
// rule.ja: "クライアントは、長さにかかわらず自分の応答をすべて受け取り、その後に接続が閉じられます。"
#[test]
fn whole_answer_arrives_then_the_end() {
    for size in [LARGE, 0, 1, SMALL] {
        let count = served(size, async |scene| {
            scene.connect(3).await;
            scene.all_served(0, Diagnosis::SequentialAwait).await;
        });
        counted(count, 3);
    }
}

// rule: "Nobody waits for another client: neither for one whose backend is slow, nor for one that reads slowly."
// rule.ja: "どのクライアントも、ほかのクライアントを待ちません。backend が遅いクライアントも、読むのが遅いクライアントもです。"
#[test]
fn backend_is_slow_for_one_and_the_others_are_served() {
    let count = served(SMALL, async |scene| {
        scene.hold_call_api(1);
        scene.connect(1).await;
        scene.in_call_api(1).await;
        scene.connect(20).await;
        scene.all_served(1, Diagnosis::SequentialAwait).await;
        scene.let_go();
        scene.all_served(0, Diagnosis::SequentialAwait).await;
    });
    counted(count, 21);
}

// rule: "Nobody waits for another client: neither for one whose backend is slow, nor for one that reads slowly."
// rule.ja: "どのクライアントも、ほかのクライアントを待ちません。backend が遅いクライアントも、読むのが遅いクライアントもです。"
#[test]
fn some_read_late_and_the_others_are_served() {
    for late in [1, 20] {
        let count = served(LARGE, async |scene| {
            scene.hold_readers(late);
            scene.connect(late).await;
            scene.in_call_api(late).await;
            scene.connect(5).await;
            scene.all_served(late, Diagnosis::SequentialAwait).await;
            scene.let_go();
            scene.all_served(0, Diagnosis::SequentialAwait).await;
        });
        counted(count, late + 5);
    }
}

// rule: "A client that breaks its connection off stops nobody, and does not count as served."
// rule.ja: "接続を途中で切るクライアントがいても、ほかは止まりません。そのクライアントは数に入りません。"
#[test]
fn clients_break_off_and_are_not_counted() {
    let count = served(LARGE, async |scene| {
        scene.hold_call_api(CLIENTS);
        let before_the_answer = scene.stranger().await;
        let mut midway = scene.stranger().await;
        scene.connect(2).await;
        scene.in_call_api(4).await;
        scene.breaks_off(before_the_answer);
        scene.let_go();
        scene.reads(&mut midway, SMALL).await;
        scene.breaks_off(midway);
        scene.all_served(0, Diagnosis::SequentialAwait).await;
        scene.connect(1).await;
        scene.all_served(0, Diagnosis::SequentialAwait).await;
    });
    counted(count, 3);
}

// rule: "When `stop` is cancelled, nobody else is accepted, even if a long queue has connected; the few whose turn came at that very moment may be. Those accepted are served to the end, however long that takes."
// rule.ja: "`stop` がキャンセルされたら、接続済みの長い列が待っていても、それ以上は受け付けません (ちょうどその瞬間に順番が来た少数は構いません)。受け付けたクライアントには、どれだけかかっても最後まで応答します。"
// rule: "Then, and not before, the number of those who have got their whole answer is returned."
// rule.ja: "それが済んでから、応答をすべて受け取ったクライアントの数を返します。"
#[test]
fn stop_then_those_accepted_are_served_to_the_end() {
    let count = served(LARGE, async |scene| {
        scene.connect(1).await;
        scene.all_served(0, Diagnosis::SequentialAwait).await;
        scene.hold_call_api(CLIENTS);
        scene.connect(4).await;
        scene.in_call_api(5).await;
        scene.stop();
        scene.a_moment().await;
        let late = scene.late_comer().await;
        scene.a_moment().await;
        scene.nobody_else_than(5);
        scene.has_not_returned();
        scene.let_go();
        scene.all_served(0, Diagnosis::LostMessage).await;
        drop(late);
    });
    counted(count, 5);
}

// rule: "When `stop` is cancelled, nobody else is accepted, even if a long queue has connected; the few whose turn came at that very moment may be. Those accepted are served to the end, however long that takes."
// rule.ja: "`stop` がキャンセルされたら、接続済みの長い列が待っていても、それ以上は受け付けません (ちょうどその瞬間に順番が来た少数は構いません)。受け付けたクライアントには、どれだけかかっても最後まで応答します。"
#[test]
fn stop_while_the_database_is_slow_or_a_client_is() {
    let in_read_db = served(SMALL, async |scene| {
        scene.hold_read_db();
        scene.connect(4).await;
        scene.in_read_db(4).await;
        scene.stop();
        scene.a_moment().await;
        scene.has_not_returned();
        scene.let_go();
        scene.all_served(0, Diagnosis::LostMessage).await;
    });
    counted(in_read_db, 4);
    let midway = served(LARGE, async |scene| {
        scene.hold_readers(1);
        scene.connect(3).await;
        scene.all_served(1, Diagnosis::SequentialAwait).await;
        scene.stop();
        scene.a_moment().await;
        scene.has_not_returned();
        scene.let_go();
        scene.all_served(0, Diagnosis::LostMessage).await;
    });
    counted(midway, 3);
}

// rule: "When `stop` is cancelled, nobody else is accepted, even if a long queue has connected; the few whose turn came at that very moment may be. Those accepted are served to the end, however long that takes."
// rule.ja: "`stop` がキャンセルされたら、接続済みの長い列が待っていても、それ以上は受け付けません (ちょうどその瞬間に順番が来た少数は構いません)。受け付けたクライアントには、どれだけかかっても最後まで応答します。"
#[test]
fn stop_while_a_queue_waits_to_be_accepted() {
    served(SMALL, async |scene| {
        scene.a_moment().await;
        scene.stop_beside_a_queue().await;
        scene.a_moment().await;
        scene.queue_is_left();
    });
}

// rule: "While there is nothing to do, the thread sleeps, until a client, the backend, or the stop wakes it."
// rule.ja: "することがない間、クライアント、backend、停止のどれかに起こされるまで、スレッドは眠ります。"
// rule: "Stopped where nobody is being served, it returns at once."
// rule.ja: "応答中のクライアントがいないときに停止されたら、すぐに戻ります。"
#[test]
fn stop_with_nobody_there() {
    counted(served(SMALL, async |_| ()), 0);
    let after_a_while = async |scene: &serve_many_scene::Scene| {
        scene.connect(2).await;
        scene.all_served(0, Diagnosis::SequentialAwait).await;
        scene.a_moment().await;
    };
    counted(served(SMALL, after_a_while), 2);
}
