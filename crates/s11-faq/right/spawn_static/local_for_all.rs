//! What may leave this thread need not leave it.

use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use s11_faq::page::{Page, words};
use tokio::task::JoinHandle;

pub fn by_move(page: Page) -> JoinHandle<usize> {
    on_this_thread(Rc::new(page))
}

pub fn by_share(page: &Arc<Page>) -> JoinHandle<usize> {
    let page = Arc::clone(page);
    tokio::spawn(async move { words(&page).await })
}

pub fn on_this_thread(page: Rc<Page>) -> JoinHandle<usize> {
    tokio::task::spawn_local(async move { words(&page).await })
}

pub async fn without_spawn(one: &Page, other: &Page) -> (usize, usize) {
    let (mut one, mut other) = (pin!(words(one)), pin!(words(other)));
    let (mut first, mut second) = (None, None);
    poll_fn(|context| {
        if first.is_none()
            && let Poll::Ready(count) = one.as_mut().poll(context)
        {
            first = Some(count);
        }
        if second.is_none()
            && let Poll::Ready(count) = other.as_mut().poll(context)
        {
            second = Some(count);
        }
        match (first, second) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            _ => Poll::Pending,
        }
    })
    .await
}
