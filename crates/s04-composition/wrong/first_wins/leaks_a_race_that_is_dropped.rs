//~ late-drop in dropped_midway_and_its_futures_with_it
//! "The race holds itself until somebody has won." A race that is dropped before has no winner, and
//! holds itself for good.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

struct Track<T> {
    runners: RefCell<Vec<Boxed<T>>>,
    itself: RefCell<Option<Rc<Track<T>>>>,
}

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    let (runners, itself) = (RefCell::new(futures), RefCell::default());
    let track = Rc::new(Track { runners, itself });
    track.itself.replace(Some(Rc::clone(&track)));
    let winner = poll_fn(|context| {
        let mut runners = track.runners.borrow_mut();
        let mut polls = runners.iter_mut().map(|f| f.as_mut().poll(context));
        polls.find(Poll::is_ready).unwrap_or(Poll::Pending)
    })
    .await;
    track.itself.take();
    track.runners.take();
    Some(winner)
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
