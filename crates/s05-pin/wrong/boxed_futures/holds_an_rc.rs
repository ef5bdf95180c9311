//~ thread-bound in both_may_go_to_another_thread
//! "A shared list for the outputs." An `Rc` that lives across an `.await` binds the whole future to
//! its thread.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let outputs = Rc::new(RefCell::new(vec![String::new(); futures.len()]));
    let work = futures.into_iter().enumerate().map(|(place, future)| {
        let outputs = Rc::clone(&outputs);
        async move {
            let output = future.await;
            outputs.borrow_mut()[place] = output;
        }
    });
    join_all(work).await;
    outputs.take()
}
