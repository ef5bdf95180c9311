//! `first` by a channel into which each future puts its output; `race3` by an enum that says who
//! has won, so that the losers are no longer lent.

use std::pin::Pin;

use futures::future::join_all;
use tokio::sync::mpsc::unbounded_channel;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    let (outputs, mut winner) = unbounded_channel();
    let all = join_all(futures.into_iter().map(|future| {
        let outputs = outputs.clone();
        async move {
            let _ = outputs.send(future.await);
        }
    }));
    drop(outputs);
    tokio::select! {
        biased;
        output = winner.recv() => output,
        _ = all => winner.recv().await,
    }
}

enum Winner<T> {
    A(T),
    B(T),
    C(T),
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let winner = tokio::select! {
        output = &mut a => Winner::A(output),
        output = &mut b => Winner::B(output),
        output = &mut c => Winner::C(output),
    };
    match winner {
        Winner::A(output) => (output, [b, c]),
        Winner::B(output) => (output, [a, c]),
        Winner::C(output) => (output, [a, b]),
    }
}
