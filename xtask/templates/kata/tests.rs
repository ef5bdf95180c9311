//! TODO: what these tests demonstrate, and which to make green first.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/{{section}}/{{kata}}.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/{{section}}/{{kata}}.rs"
)]
mod {{kata}};

use std::pin::pin;
use std::task::{Context, Poll, Waker};

#[test]
fn ready_on_the_first_poll() {
    let mut future = pin!({{kata}}::{{kata}}());
    let poll = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    ::std::assert_eq!(poll, Poll::Ready(()));
}
