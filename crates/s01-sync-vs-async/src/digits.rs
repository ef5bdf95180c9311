//! Three `async fn`s to await, and for the tests what became of them on this thread.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

const DIGITS: usize = 3;

thread_local! {
    // No heap here: what a digit remembers must not count as what an answer takes.
    static HERE: RefCell<State> = const {
        RefCell::new(State { begun: [0; DIGITS], waiting: [const { None }; DIGITS], go: [0; DIGITS], is_held: false })
    };
}

struct State {
    begun: [usize; DIGITS],
    waiting: [Option<Waker>; DIGITS],
    /// How often each digit has been told to go on.
    go: [usize; DIGITS],
    is_held: bool,
}

/// The value of `digit` at the last place: `digit` itself.
pub async fn ones(digit: u64) -> u64 {
    Place::of(0).await;
    digit
}

/// The value of `digit` at the place before: ten times `digit`.
pub async fn tens(digit: u64) -> u64 {
    Place::of(1).await;
    10 * digit
}

/// The value of `digit` two places before: a hundred times `digit`.
pub async fn hundreds(digit: u64) -> u64 {
    Place::of(2).await;
    100 * digit
}

/// For the tests: how often `ones`, `tens`, and `hundreds` have begun on this thread.
pub fn begun() -> [usize; DIGITS] {
    HERE.with_borrow(|state| state.begun)
}

/// For the tests: from now on, each of them waits for [`go_on`].
pub fn hold() {
    HERE.with_borrow_mut(|state| state.is_held = true);
}

/// For the tests: wakes those that wait, and lets them go on. Returns how many there were.
pub fn go_on() -> usize {
    let woken = HERE.with_borrow_mut(|state| {
        let woken = std::mem::replace(&mut state.waiting, [const { None }; DIGITS]);
        for (place, waker) in woken.iter().enumerate() {
            state.go[place] += usize::from(waker.is_some());
        }
        woken
    });
    // Outside of the borrow: a wake may poll at once.
    woken.into_iter().flatten().map(Waker::wake).count()
}

/// What a digit waits for.
struct Place {
    place: usize,
    /// How often it had been told to go on when this began to wait.
    before: Option<usize>,
}

impl Place {
    fn of(place: usize) -> Place {
        Place {
            place,
            before: None,
        }
    }
}

impl Future for Place {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let place = self.place;
        HERE.with_borrow_mut(|state| {
            if self.before.is_none() {
                state.begun[place] += 1;
            }
            let before = *self.before.get_or_insert(state.go[place]);
            if !state.is_held || state.go[place] > before {
                return Poll::Ready(());
            }
            state.waiting[place] = Some(context.waker().clone());
            Poll::Pending
        })
    }
}
