//! A sleeping thread and a channel; the channel does all that has to do with wakers.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;

pub struct Delay(oneshot::Receiver<()>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let (sender, receiver) = oneshot::channel();
        thread::spawn(move || {
            thread::sleep(duration);
            let _ = sender.send(());
        });
        Delay(receiver)
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        Pin::new(&mut self.0)
            .poll(cx)
            .map(|_| "時間経過!".to_owned())
    }
}
