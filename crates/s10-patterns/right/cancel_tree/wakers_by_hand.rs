//! Books of std: who is there, how many have panicked, and the wakers of those who wait.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::{Poll, Waker};

use futures::FutureExt as _;
use tokio_util::sync::CancellationToken;

#[derive(Default)]
struct Book {
    alive: usize,
    panics: usize,
    wakers: Vec<Waker>,
}
pub struct Scope {
    token: CancellationToken,
    books: Vec<Arc<Mutex<Book>>>,
}
impl Scope {
    pub fn new() -> Scope {
        Scope {
            token: CancellationToken::new(),
            books: vec![Arc::default()],
        }
    }
    pub fn child(&self) -> Scope {
        let mut books = self.books.clone();
        books.insert(0, Arc::default());
        Scope {
            token: self.token.child_token(),
            books,
        }
    }
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }
    pub fn spawn<W, F>(&self, work: W)
    where
        W: FnOnce(CancellationToken) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let books = self.books.clone();
        for book in &books {
            book.lock().unwrap().alive += 1;
        }
        let token = self.token.clone();
        tokio::spawn(async move {
            let panicked = AssertUnwindSafe(async move { work(token).await })
                .catch_unwind()
                .await
                .is_err();
            for book in books {
                let wakers = {
                    let mut book = book.lock().unwrap();
                    book.alive -= 1;
                    book.panics += usize::from(panicked);
                    if book.alive == 0 {
                        std::mem::take(&mut book.wakers)
                    } else {
                        vec![]
                    }
                };
                wakers.into_iter().for_each(Waker::wake);
            }
        });
    }
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        let book = &self.books[0];
        std::future::poll_fn(|cx| {
            let mut book = book.lock().unwrap();
            if book.alive == 0 {
                return Poll::Ready(book.panics);
            }
            if !book.wakers.iter().any(|w| w.will_wake(cx.waker())) {
                book.wakers.push(cx.waker().clone());
            }
            Poll::Pending
        })
        .await
    }
}
