//~ eager-start in nothing_has_begun_before_the_first_poll
//! "A thread owns what it needs, and the future waits for it." The thread begins at the call, and
//! nobody ends it.

use futures::channel::oneshot;
use futures::executor::block_on;
use std::fmt::Display;
use std::thread;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let (done, is_done) = oneshot::channel();
    thread::spawn(move || {
        block_on(signal);
        let _ = done.send(greeting(&name));
    });
    async move { is_done.await.expect("the thread sends it") }
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    (greeting(name), greet_later(name.clone(), signal))
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
