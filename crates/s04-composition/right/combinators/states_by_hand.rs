//! The state machine that the compiler would write, with a generic state for each step.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project::pin_project;
use s04_composition::steps::{add_ten, seen, store};

#[pin_project(project = Now)]
enum Pipeline<F, Add, Adding, Store, Storing> {
    Waiting(#[pin] F, Option<(Add, Store)>),
    Adding(#[pin] Adding, Option<Store>),
    Storing(#[pin] Storing),
}

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    Pipeline::Waiting(f, Some((add_ten, store)))
}

impl<F, Add, Adding, Store, Storing> Future for Pipeline<F, Add, Adding, Store, Storing>
where
    F: Future<Output = u32>,
    Add: FnOnce(u32) -> Adding,
    Adding: Future<Output = u32>,
    Store: FnOnce(u32) -> Storing,
    Storing: Future<Output = Result<u32, String>>,
{
    type Output = Result<u32, String>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u32, String>> {
        loop {
            let next = match self.as_mut().project() {
                Now::Waiting(f, steps) => {
                    let twice = ready!(f.poll(cx)) * 2;
                    let (add, store) = steps.take().expect("taken once");
                    seen(twice);
                    Pipeline::Adding(add(twice), Some(store))
                }
                Now::Adding(adding, store) => {
                    let sum = ready!(adding.poll(cx));
                    if sum > 100 {
                        return Poll::Ready(Err(format!("{sum} > 100")));
                    }
                    let store = store.take().expect("taken once");
                    Pipeline::Storing(store(sum))
                }
                Now::Storing(storing) => return storing.poll(cx),
            };
            self.set(next);
        }
    }
}
