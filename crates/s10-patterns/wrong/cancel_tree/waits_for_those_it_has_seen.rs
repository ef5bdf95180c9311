//~ unawaited-abort in cancelled_twice_then_both_wait
//! "Cancel, and then await the tasks that are there." A task that begins meanwhile, for instance one
//! that another task needs for its cleanup, is not among them.

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
        let all = own.lock().unwrap().clone();
        for one in all {
            panics += usize::from(one.await);
        }
        panics
    }
}
