//~ polled-after-ready in number_goes_through_all_steps_in_order
//~ polled-after-ready in number_is_asked_for_once
//! "Each poll goes through the chain from the top." What was ready in an earlier poll is polled once
//! more.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Poll, ready};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut f = pin!(f);
    let mut number = None;
    let mut adding = pin!(None);
    let sum = poll_fn(|cx| {
        if let Poll::Ready(new) = f.as_mut().poll(cx) {
            number.get_or_insert(new);
        }
        let Some(number) = number else {
            return Poll::Pending;
        };
        if adding.is_none() {
            seen(number * 2);
            adding.set(Some(add_ten(number * 2)));
        }
        let sum = ready!(adding.as_mut().as_pin_mut().unwrap().poll(cx));
        Poll::Ready(sum)
    })
    .await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
