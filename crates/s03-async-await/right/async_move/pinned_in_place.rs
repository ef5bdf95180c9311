//! A struct again, with the signal pinned inside it, and nothing on the heap.

use std::fmt::Display;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

pin_project! {
    struct Greeting<N, S> {
        name: N,
        #[pin]
        signal: S,
    }
}

impl<N: Display, S: Future<Output = ()>> Future for Greeting<N, S> {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let this = self.project();
        let name = this.name;
        this.signal.poll(cx).map(|()| format!("Hello, {name}!"))
    }
}

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    Greeting { name, signal }
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let later = Greeting {
        name: name.clone(),
        signal,
    };
    (format!("Hello, {name}!"), later)
}
