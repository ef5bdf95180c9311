//! Pieces of work that take their time and write down what became of them. They belong to one
//! thread: each holds an `Rc` while it waits, as code does that was not written with other threads
//! in mind.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use probe::Gauge;
use tokio::time::sleep;

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn note(event: String) {
    LOG.with_borrow_mut(|log| log.push(event));
}

/// What the tasks of this thread have done so far, in order: `a begins`, `a ends`, …, and `a is
/// dropped` where one was given up.
pub fn log() -> Vec<String> {
    LOG.with_borrow(Clone::clone)
}

/// Takes 100 ms.
pub async fn task_a() -> String {
    task("a", 100).await
}

/// Takes 200 ms.
pub async fn task_b() -> String {
    task("b", 200).await
}

/// Takes 50 ms.
pub async fn task_c() -> String {
    task("c", 50).await
}

/// A piece of work of any name and length, boxed.
pub fn piece(name: &str, milliseconds: u64) -> Pin<Box<dyn Future<Output = String>>> {
    let name = name.to_owned();
    Box::pin(async move { task(&name, milliseconds).await })
}

async fn task(name: &str, milliseconds: u64) -> String {
    let _call = Gauge::new().enter_as(name);
    let running = Rc::new(Running {
        name: name.to_owned(),
        over: RefCell::new(false),
    });
    note(format!("{name} begins"));
    sleep(Duration::from_millis(milliseconds)).await;
    note(format!("{name} ends"));
    *running.over.borrow_mut() = true;
    format!("result of {}", running.name)
}

struct Running {
    name: String,
    over: RefCell<bool>,
}

impl Drop for Running {
    fn drop(&mut self) {
        if !*self.over.borrow() {
            note(format!("{} is dropped", self.name));
        }
    }
}
