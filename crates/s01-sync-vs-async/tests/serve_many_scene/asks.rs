//! What a test waits for, and what it asks of the server.

use std::panic::Location;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;

use probe::{Diagnosis, Finding, demand, expect};
use tokio::time::sleep;

use super::Scene;
use super::clients::QUEUE;
use super::seen::{Client, answer, tell};

/// So many of a queue may be accepted, see [`QUEUE`].
const FEW: usize = 130;

impl Scene {
    /// Asks that the queue was not accepted after the stop.
    #[track_caller]
    pub fn queue_is_left(&self) {
        let calls = self.shared.seen().read_db;
        demand(
            calls <= FEW,
            Diagnosis::WrongResult,
            format!(
                "{QUEUE} clients were waiting to be accepted at the stop, and `read_db` was \
                 called for {calls} of them after it"
            ),
            format!(
                "停止のとき {QUEUE} 個のクライアントが受け付けを待っていて、その後に `read_db` は {calls} 回呼ばれました"
            ),
        );
    }

    /// Gives the server the time to do what it should not, and asks that the thread sleeps while
    /// there is nothing to do.
    #[track_caller]
    pub fn a_moment(&self) -> impl Future<Output = ()> {
        let place = Location::caller();
        async move {
            let before = self.shared.parks.load(SeqCst);
            for _ in 0..4 {
                sleep(Duration::from_millis(10)).await;
            }
            if self.shared.parks.load(SeqCst) == before {
                Finding::new(Diagnosis::BusyPoll)
                    .note(
                        "nothing happened for 40 ms, and the thread did not sleep for a moment",
                        "40 ms の間何も起きていないのに、スレッドは一度も眠りませんでした",
                    )
                    .raise_at(place);
            }
        }
    }

    /// Waits until the backend has been called for so many clients in all.
    #[track_caller]
    pub fn in_read_db(&self, clients: usize) -> impl Future<Output = ()> {
        self.until(
            move |seen| seen.read_db >= clients,
            move |seen| {
                let calls = seen.read_db;
                Finding::new(Diagnosis::SequentialAwait).note(
                    format!("{clients} clients had connected; calls of `read_db`: {calls}"),
                    format!(
                        "接続したクライアントは {clients} 個、`read_db` の呼び出しは {calls} 回です"
                    ),
                )
            },
        )
    }

    /// As [`in_read_db`](Scene::in_read_db), for the other call.
    #[track_caller]
    pub fn in_call_api(&self, clients: usize) -> impl Future<Output = ()> {
        self.until(
            move |seen| seen.call_api >= clients,
            move |seen| {
                let calls = seen.call_api;
                Finding::new(Diagnosis::SequentialAwait).note(
                    format!(
                        "{clients} calls of `read_db` were ready; calls of `call_api`: {calls}"
                    ),
                    format!(
                        "`read_db` は {clients} 回済み、`call_api` の呼び出しは {calls} 回です"
                    ),
                )
            },
        )
    }

    /// Waits until all clients from this number on have come to their end, and asks that each of
    /// them has got the whole of an answer, and no two of them the same one. `waits` is the name
    /// for one that is still waiting, or has got a part only.
    #[track_caller]
    pub fn all_served(&self, from: usize, waits: Diagnosis) -> impl Future<Output = ()> {
        let size = self.shared.size;
        let waiting = self.until(
            move |seen| {
                seen.clients[from..]
                    .iter()
                    .all(|client| client.end.is_some())
            },
            move |seen| {
                let ended = |client: &&Client| client.end.is_some();
                let clients = &seen.clients[from..];
                let (all, done) = (clients.len(), clients.iter().filter(ended).count());
                let mut others = clients.iter().filter(|client| !ended(client));
                if others.all(|client| client.body.len() == size) {
                    let open = all - done;
                    return Finding::new(Diagnosis::LateDrop).note(
                        format!("clients with their whole answer and an open connection: {open}"),
                        format!("応答をすべて受け取り、接続が開いたままのクライアント: {open} 個"),
                    );
                }
                Finding::new(waits).note(
                    format!(
                        "nothing was left to wait for, and {done} of {all} clients were served"
                    ),
                    format!(
                        "待つものは残っていませんが、応答が済んだのは {all} 個のうち {done} 個です"
                    ),
                )
            },
        );
        let place = Location::caller();
        async move {
            waiting.await;
            self.answers_are_whole(from, place);
            let all = self.shared.seen().clients.len();
            tell(
                "the clients",
                format_args!("{} of {all} have their answer", all - from),
                format_args!("{all} 個のうち {} 個が応答を受け取った", all - from),
            );
        }
    }

    fn answers_are_whole(&self, from: usize, place: &Location<'_>) {
        let (seen, size) = (self.shared.seen(), self.shared.size);
        seen.still_serves(&self.stop, place);
        let mut numbers: Vec<usize> = (0..seen.read_db).collect();
        for client in &seen.clients[from..] {
            let (body, end) = (&client.body, &client.end);
            let is_it = |&number: &usize| *body == answer(number, size);
            let at = numbers.iter().position(is_it);
            if let (Some(at), Some(Ok(()))) = (at, end) {
                numbers.swap_remove(at);
                continue;
            }
            let bytes = body.len();
            let [en, ja] = match end {
                Some(Ok(())) => ["ended normally".into(), "正常に終わりました".into()],
                Some(Err(error)) => [
                    format!("broke off: {error}"),
                    format!("途中で切れました: {error}"),
                ],
                None => ["is still open".into(), "まだ開いています".into()],
            };
            // A reset takes what was on its way with it.
            let is_lost = self.stop.is_cancelled() && bytes < size;
            let code = match is_lost {
                true => Diagnosis::LostMessage,
                false => Diagnosis::WrongResult,
            };
            Finding::new(code)
                .note(
                    format!(
                        "a client got {bytes} bytes, which are not the whole of an answer of its \
                         own ({size} bytes); its connection {en}"
                    ),
                    format!(
                        "クライアントが受け取った {bytes} バイトは、自分だけの応答の全体 \
                         ({size} バイト) ではありません。接続は{ja}"
                    ),
                )
                .raise_at(place);
        }
    }

    /// Asks that the server still runs.
    #[track_caller]
    pub fn has_not_returned(&self) {
        let seen = self.shared.seen();
        demand(
            seen.returned.is_none(),
            Diagnosis::ReadyTooEarly,
            format!(
                "clients were being served, and the server returned `{:?}`",
                seen.returned
            ),
            format!(
                "応答中のクライアントがいるのに、サーバーが `{:?}` を返しました",
                seen.returned
            ),
        );
    }

    /// Asks that the backend was called so often, and was given what it had returned.
    #[track_caller]
    pub fn backend_was_called(&self, times: usize) {
        let seen = self.shared.seen();
        expect(
            (seen.read_db, seen.call_api, seen.strange),
            (times, times, 0),
            "calls of `read_db`, of `call_api`, and those with other data than `read_db` gave",
            "`read_db` の呼び出し、`call_api` の呼び出し、そのうち `read_db` の結果でないものを渡した回数",
        );
    }

    /// Asks that nobody was accepted who came after the stop.
    #[track_caller]
    pub fn nobody_else_than(&self, clients: usize) {
        let calls = self.shared.seen().read_db;
        demand(
            calls == clients,
            Diagnosis::WrongResult,
            format!(
                "{clients} clients came before the stop, and `read_db` was called {calls} times"
            ),
            format!(
                "停止の前に来たクライアントは {clients} 個ですが、`read_db` は {calls} 回呼ばれました"
            ),
        );
    }
}
