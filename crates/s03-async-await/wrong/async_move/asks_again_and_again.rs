//~ busy-poll in polled_by_another_task_then_that_one_is_woken
//! "Not there yet: ask to be polled again." The task never sleeps while it waits.

use std::fmt::Display;
use std::future::poll_fn;
use std::task::Poll;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut signal = Box::pin(signal);
    poll_fn(move |cx| match signal.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(greeting(&name)),
        Poll::Pending => {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
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
