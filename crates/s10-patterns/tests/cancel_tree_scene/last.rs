//! Tasks that end last.

use super::{PANIC, panicked, play};
use crate::cancel_tree::Scope;

/// A task begins, in a scope below, while a call waits: asks that it is waited for.
#[track_caller]
pub fn begun_while_a_call_waits() {
    play(async |stage| {
        let scope = Scope::new();
        let child = scope.child();
        stage.spawn(&scope, "slow", 70);
        let later = async {
            stage.at(50).await;
            stage.spawn(&child, "late", 90);
        };
        tokio::join!(stage.cancel(&scope, &["slow", "late"], 140), later);
    });
}

/// The last to end is one that panics: asks that it is counted.
#[track_caller]
pub fn nobody_ends_after_a_panic() {
    play(async |stage| {
        let scope = Scope::new();
        stage.spawn_broken(&scope.child(), "broken", 10_000);
        stage.at(10).await;
        panicked(stage.cancel(&scope, &["broken"], 10).await, 1);
        // There it panics before there is a future.
        scope.spawn(|_| -> std::future::Ready<()> { panic!("{PANIC}") });
        panicked(stage.cancel(&scope, &["broken"], 10).await, 2);
    });
}
