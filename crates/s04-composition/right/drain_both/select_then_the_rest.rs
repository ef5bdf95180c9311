//! The first of two, and then the other one alone.

use std::pin::pin;

use futures::future::{Either, select};
use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    match select(pin!(a), pin!(b)).await {
        Either::Left(((), b)) => {
            log.write("a");
            b.await;
            log.write("b");
        }
        Either::Right(((), a)) => {
            log.write("b");
            a.await;
            log.write("a");
        }
    }
}
