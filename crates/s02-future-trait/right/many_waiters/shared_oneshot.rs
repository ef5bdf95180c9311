//! One message for all: a oneshot channel whose receiver is shared.

use std::sync::{Arc, Mutex};

use futures::channel::oneshot;
use futures::future::{FutureExt, Shared};

#[derive(Clone)]
pub struct Gate {
    sender: Arc<Mutex<Option<oneshot::Sender<()>>>>,
    opened: Shared<oneshot::Receiver<()>>,
}

impl Gate {
    pub fn new() -> Gate {
        let (sender, receiver) = oneshot::channel();
        Gate {
            sender: Arc::new(Mutex::new(Some(sender))),
            opened: receiver.shared(),
        }
    }

    pub fn open(&self) {
        let sender = self.sender.lock().unwrap().take();
        if let Some(sender) = sender {
            let _ = sender.send(());
        }
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        self.opened.clone().map(|_| ())
    }
}
