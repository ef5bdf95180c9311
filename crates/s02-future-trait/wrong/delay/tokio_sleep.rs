//~ panic in first_poll_does_not_wait
//~ panic in sleeps_until_woken
//! "tokio has a timer." It has one inside its runtime, and nobody has started one here.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

pub struct Delay(Pin<Box<tokio::time::Sleep>>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay(Box::pin(tokio::time::sleep(duration)))
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        self.0.as_mut().poll(cx).map(|()| "時間経過!".to_string())
    }
}
