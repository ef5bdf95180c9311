//~ wrong-result in losers_of_race3_come_in_the_order_in_which_they_were_given
//! "What is left is in order." Not in `select_all`: the last of the list goes to where the winner
//! was. Only where a wins it shows.

use std::pin::Pin;

use futures::future::select_all;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(select_all(futures).await.0)
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let (output, _, losers) = select_all([a, b, c]).await;
    let Ok(losers) = losers.try_into() else {
        unreachable!("three without one are two");
    };
    (output, losers)
}
