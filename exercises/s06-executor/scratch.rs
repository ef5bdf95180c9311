//! A place to play: nothing here is judged.
//! `cargo run -p s06-executor --example s06-executor-scratch`

use std::task::{Context, Poll, Waker};

fn main() {
    let mut future = std::pin::pin!(async { 6 * 7 });
    let mut context = Context::from_waker(Waker::noop());
    if let Poll::Ready(answer) = future.as_mut().poll(&mut context) {
        println!("{answer}");
    }
}
