//! `late-drop`: a value lives on after its last use.

mod support;

use std::mem::forget;

use probe::{Child, Diagnosis, DropGuard, DropLog, Probe, demand};
use support::{caught, passes};

mod bad {
    /// Reads a page, gives the connection back, and shows the page.
    pub async fn read_then_show<C>(
        connection: C,
        read: impl AsyncFnOnce(&C) -> String,
        show: impl AsyncFnOnce(String),
    ) {
        let page = read(&connection).await;
        show(page).await;
    }
}

mod good {
    /// Reads a page, gives the connection back, and shows the page.
    pub async fn read_then_show<C>(
        connection: C,
        read: impl AsyncFnOnce(&C) -> String,
        show: impl AsyncFnOnce(String),
    ) {
        let page = read(&connection).await;
        drop(connection);
        show(page).await;
    }
}

#[track_caller]
fn is_dropped(drops: &DropLog) {
    demand(
        drops.names() == ["connection"],
        Diagnosis::LateDrop,
        "the page is shown, and the connection still lives",
        "ページを表示していますが、接続がまだ生きています",
    );
}

/// Reads at once, and shows the page; the connection is to be dropped in between.
macro_rules! read_then_shown {
    ($read_then_show:path) => {
        let drops = DropLog::new();
        let show = async |page: String| {
            is_dropped(&drops);
            assert_eq!(page, "a page");
        };
        let read = async |_: &DropGuard| "a page".to_owned();
        Probe::new($read_then_show(drops.guard("connection"), read, show)).ready();
        is_dropped(&drops);
    };
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LateDrop, || {
        read_then_shown!(bad::read_then_show);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        read_then_shown!(good::read_then_show);
    });
}

#[test]
fn forgotten_value_is_caught() {
    caught(Diagnosis::LateDrop, || {
        let drops = DropLog::new();
        let connection = drops.guard("connection");
        Probe::new(async { forget(connection) }).ready();
        is_dropped(&drops);
    });
}

#[test]
fn held_while_it_is_used_passes() {
    passes(|| {
        let (drops, (child, view)) = (DropLog::new(), Child::waiting());
        let read = async |_: &DropGuard| child.await;
        let show = async |_| is_dropped(&drops);
        let mut probe = Probe::new(good::read_then_show(drops.guard("connection"), read, show));
        probe.pending();
        assert!(drops.names().is_empty());
        view.finish("a page".to_owned());
        probe.run(0);
    });
}

#[test]
fn dropped_with_the_whole_future_passes() {
    passes(|| {
        let (drops, (child, view)) = (DropLog::new(), Child::<()>::waiting());
        let connection = drops.guard("connection");
        let mut probe = Probe::new(async move {
            child.await;
            drop(connection);
        });
        probe.pending();
        probe.drop_future();
        is_dropped(&drops);
        assert!(view.is_dropped());
    });
}
