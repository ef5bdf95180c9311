// Messages to a dispatcher thread, which hands tasks back to the thread of run a little later.
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Wake, Waker};
use std::thread;

type Fut = Pin<Box<dyn Future<Output = ()> + Send>>;

enum Msg {
    New(Fut),
    Woken(usize),
    Back(usize, Fut),
    Done(usize),
}

struct W(usize, Sender<Msg>);

impl Wake for W {
    fn wake(self: Arc<Self>) {
        let _ = self.1.send(Msg::Woken(self.0));
    }
}

#[derive(Default)]
struct Entry {
    future: Option<Fut>,
    woken: bool,
}

pub struct Exec {
    tx: Sender<Msg>,
    rx: Receiver<Msg>,
}

#[derive(Clone)]
pub struct Spawner(Sender<Msg>);

fn dispatch(rx: Receiver<Msg>, run: Sender<(usize, Fut)>) {
    let mut tasks: HashMap<usize, Entry> = HashMap::new();
    let mut next = 0;
    let mut waiting = rx.try_iter().collect::<Vec<_>>().into_iter();
    let mut first = true;
    loop {
        if !first && tasks.is_empty() {
            return;
        }
        let Some(m) = waiting.next().or_else(|| {
            if first && tasks.is_empty() {
                None
            } else {
                rx.recv().ok()
            }
        }) else {
            return;
        };
        match m {
            Msg::New(f) => {
                tasks.insert(next, Entry::default());
                let _ = run.send((next, f));
                next += 1;
            }
            Msg::Woken(id) => {
                if let Some(e) = tasks.get_mut(&id) {
                    match e.future.take() {
                        Some(f) => drop(run.send((id, f))),
                        None => e.woken = true,
                    }
                }
            }
            Msg::Back(id, f) => {
                let e = tasks.get_mut(&id).unwrap();
                if std::mem::take(&mut e.woken) {
                    let _ = run.send((id, f));
                } else {
                    e.future = Some(f);
                }
            }
            Msg::Done(id) => {
                tasks.remove(&id);
            }
        }
        first = false;
    }
}

impl Exec {
    pub fn new() -> Exec {
        let (tx, rx) = channel();
        Exec { tx, rx }
    }
    pub fn spawner(&self) -> Spawner {
        Spawner(self.tx.clone())
    }
    pub fn run(self) {
        let Exec { tx, rx } = self;
        let (run, ready) = channel();
        thread::scope(|s| {
            s.spawn(move || dispatch(rx, run));
            for (id, mut f) in ready {
                let waker = Waker::from(Arc::new(W(id, tx.clone())));
                let r = catch_unwind(AssertUnwindSafe(|| {
                    f.as_mut()
                        .poll(&mut Context::from_waker(&waker))
                        .is_pending()
                }));
                if let Ok(true) = r {
                    let _ = tx.send(Msg::Back(id, f));
                } else {
                    drop(f);
                    let _ = tx.send(Msg::Done(id));
                }
            }
        });
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let _ = self.0.send(Msg::New(Box::pin(future)));
    }
}
