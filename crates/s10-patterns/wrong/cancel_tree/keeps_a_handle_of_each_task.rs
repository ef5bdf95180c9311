//~ leaked-memory in thousands_have_ended_then_nothing_of_them_is_kept
//! "Whoever waits needs the handles of all tasks." They wait for the right ones, and count every panic;
//! but a scope that lives as long as the server still has the handle of each request that was ever
//! served.

use std::sync::{Arc, Mutex};

use futures::FutureExt as _;
use futures::future::{BoxFuture, Shared};
use tokio_util::sync::CancellationToken;

type Handle = Shared<BoxFuture<'static, bool>>;
type List = Arc<Mutex<Vec<Handle>>>;

pub struct Scope {
    token: CancellationToken,
    lists: Vec<List>,
}

impl Scope {
    pub fn new() -> Scope {
        Scope {
            token: CancellationToken::new(),
            lists: vec![List::default()],
        }
    }
    pub fn child(&self) -> Scope {
        let mut lists = self.lists.clone();
        lists.push(List::default());
        Scope {
            token: self.token.child_token(),
            lists,
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
        let token = self.token.clone();
        let task = tokio::spawn(async move { work(token).await });
        let handle = async move { task.await.is_err() }.boxed().shared();
        for list in &self.lists {
            list.lock().unwrap().push(handle.clone());
        }
    }
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        let own = self.lists.last().unwrap();
        let mut panics = 0;
        let mut at = 0;
        loop {
            let next = own.lock().unwrap().get(at).cloned();
            let Some(next) = next else { return panics };
            panics += usize::from(next.await);
            at += 1;
        }
    }
}
