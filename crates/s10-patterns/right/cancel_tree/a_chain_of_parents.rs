//! A scope knows the one above, and no list of those below. Each task is counted in all scopes above it;
//! its guard takes it out again, and sees whether it panicked.

use std::sync::Arc;
use std::sync::Mutex;
use tokio::sync::Notify;

use tokio_util::sync::CancellationToken;

struct Node {
    parent: Option<Arc<Node>>,
    state: Mutex<(usize, usize)>,
    zero: Notify,
}

impl Node {
    fn new(parent: Option<Arc<Node>>) -> Arc<Node> {
        Arc::new(Node {
            parent,
            state: Mutex::new((0, 0)),
            zero: Notify::new(),
        })
    }
    fn up(self: &Arc<Node>) -> impl Iterator<Item = Arc<Node>> {
        std::iter::successors(Some(self.clone()), |n| n.parent.clone())
    }
}

struct Running(Arc<Node>);
impl Drop for Running {
    fn drop(&mut self) {
        let panicked = std::thread::panicking();
        for node in self.0.up() {
            let mut state = node.state.lock().unwrap();
            state.0 -= 1;
            state.1 += usize::from(panicked);
            if state.0 == 0 {
                node.zero.notify_waiters();
            }
        }
    }
}

pub struct Scope {
    token: CancellationToken,
    node: Arc<Node>,
}

impl Scope {
    pub fn new() -> Scope {
        Scope {
            token: CancellationToken::new(),
            node: Node::new(None),
        }
    }
    pub fn child(&self) -> Scope {
        Scope {
            token: self.token.child_token(),
            node: Node::new(Some(self.node.clone())),
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
        for node in self.node.up() {
            node.state.lock().unwrap().0 += 1;
        }
        let running = Running(self.node.clone());
        let token = self.token.clone();
        tokio::spawn(async move {
            let _running = running;
            async move { work(token).await }.await;
        });
    }
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        loop {
            let zero = self.node.zero.notified();
            let (running, panics) = *self.node.state.lock().unwrap();
            if running == 0 {
                return panics;
            }
            zero.await;
        }
    }
}
