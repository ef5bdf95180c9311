//! `eager-start`: the work is done by the call that makes the future.

mod support;

use std::cell::Cell;

use probe::{Diagnosis, Probe, demand};
use support::{caught, passes};

mod bad {
    /// Calls the server when it is awaited.
    pub fn request<T>(call: impl FnOnce() -> T) -> impl Future<Output = T> {
        let answer = call();
        async move { answer }
    }
}

mod good {
    /// Calls the server when it is awaited.
    pub async fn request<T>(call: impl FnOnce() -> T) -> T {
        call()
    }
}

#[track_caller]
fn not_called(calls: usize) {
    demand(
        calls == 0,
        Diagnosis::EagerStart,
        format!("calls before the first poll: {calls}"),
        format!("最初のポーリングより前の呼び出し: {calls} 回"),
    );
}

/// Makes the request, looks, awaits it, and returns how often the server was called.
macro_rules! made_then_awaited {
    ($request:path) => {{
        let calls = Cell::new(0);
        let request = $request(|| calls.set(calls.get() + 1));
        not_called(calls.get());
        Probe::new(request).ready();
        calls.get()
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::EagerStart, || {
        made_then_awaited!(bad::request);
    });
}

#[test]
fn good_example_passes() {
    passes(|| assert_eq!(made_then_awaited!(good::request), 1));
}

#[test]
fn second_step_before_the_first_is_ready_is_caught() {
    caught(Diagnosis::EagerStart, || {
        let calls = Cell::new(0);
        let (first, _view) = probe::Child::<()>::waiting();
        let second = || calls.set(calls.get() + 1);
        let mut probe = Probe::new(async {
            tokio::join!(first, async { second() });
        });
        probe.pending();
        not_called(calls.get());
    });
}

#[test]
fn made_and_never_awaited_passes() {
    passes(|| {
        let calls = Cell::new(0);
        drop(good::request(|| calls.set(calls.get() + 1)));
        not_called(calls.get());
    });
}
