//! The tasks belong to the thread that runs them; only names cross over, in a list under a lock.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Mail {
    spawned: Vec<BoxFuture>,
    /// In the order of their wakes, each once.
    woken: Vec<u64>,
}

#[derive(Default)]
struct Mailbox {
    mail: Mutex<Mail>,
    came: Condvar,
}

impl Mailbox {
    fn open(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Name {
    name: u64,
    mailbox: Weak<Mailbox>,
}

impl Wake for Name {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let Some(mailbox) = self.mailbox.upgrade() else {
            return;
        };
        let mut mail = mailbox.open();
        if !mail.woken.contains(&self.name) {
            mail.woken.push(self.name);
        }
        drop(mail);
        mailbox.came.notify_one();
    }
}

pub struct Exec(Arc<Mailbox>);

#[derive(Clone)]
pub struct Spawner(Weak<Mailbox>);

impl Exec {
    pub fn new() -> Exec {
        Exec(Arc::default())
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(Arc::downgrade(&self.0))
    }

    pub fn run(self) {
        let (mut tasks, mut names) = (BTreeMap::new(), 0..);
        loop {
            let mut mail = self.0.open();
            let is_empty = |mail: &Mail| mail.spawned.is_empty() && mail.woken.is_empty();
            while is_empty(&mail) {
                if tasks.is_empty() {
                    return;
                }
                let came = self.0.came.wait(mail);
                mail = came.unwrap_or_else(PoisonError::into_inner);
            }
            let Mail { spawned, mut woken } = std::mem::take(&mut *mail);
            drop(mail);
            for (future, name) in spawned.into_iter().zip(names.by_ref()) {
                let mailbox = Arc::downgrade(&self.0);
                tasks.insert(
                    name,
                    (future, Waker::from(Arc::new(Name { name, mailbox }))),
                );
                woken.push(name);
            }
            for name in woken {
                let Some((future, waker)) = tasks.get_mut(&name) else {
                    continue;
                };
                let mut context = Context::from_waker(waker);
                let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
                if !matches!(poll, Ok(Poll::Pending)) {
                    tasks.remove(&name);
                }
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        if let Some(mailbox) = self.0.upgrade() {
            mailbox.open().spawned.push(Box::pin(future));
            mailbox.came.notify_one();
        }
    }
}
