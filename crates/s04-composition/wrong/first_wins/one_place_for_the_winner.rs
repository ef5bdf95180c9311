//~ wrong-result in two_races_of_three_at_the_same_time_do_not_meet
//! "Whoever is first writes it down there." The place is one for all races of this thread, and the
//! second race finds it taken.

use std::any::Any;
use std::cell::RefCell;
use std::pin::Pin;

use tokio::task::yield_now;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

thread_local! {
    static WINNER: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

pub async fn first<T: 'static>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    let runners = futures.into_iter().map(|future| {
        Box::pin(async {
            let output = future.await;
            WINNER.with_borrow_mut(|winner| {
                winner.get_or_insert(Box::new(output));
            });
        })
    });
    futures::future::select_all(runners).await;
    // Others may have something to write, too.
    yield_now().await;
    let output = WINNER.take()?.downcast().ok()?;
    Some(*output)
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
