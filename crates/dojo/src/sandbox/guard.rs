//! The process between us and a process that we run.
//!
//! It bounds the process, ends it, and ends all that it has started: on Linux whoever loses its
//! parent below the guard is handed to the guard. It listens on a socket at its standard input;
//! when the other end is closed, by its caller's wish or by its caller's death, it ends all that
//! is under it. Whatever it has to say goes back over the same socket, a line at a time.

use std::ffi::OsString;
use std::time::Duration;

use super::bounds::Bounds;

/// The first argument of a process that is a guard.
pub const WORD: &str = "__guard";

/// The words after [`WORD`] and before the program: what the guard is to hold.
pub(super) fn words(bounds: &Bounds, receipt: bool) -> [String; 5] {
    let ms = |time: Duration| time.as_millis().to_string();
    [
        ms(bounds.wall),
        ms(bounds.cpu),
        ms(bounds.asleep),
        bounds.memory.to_string(),
        u8::from(receipt).to_string(),
    ]
}

/// Serves as guard, and returns the exit status of the process. `words` are those after [`WORD`].
pub fn serve(words: Vec<OsString>) -> i32 {
    match Order::read(words) {
        Some(order) => super::system::guard(order),
        None => 2,
    }
}

/// What a guard was told.
pub(super) struct Order {
    pub wall: Duration,
    pub cpu: Duration,
    pub asleep: Duration,
    pub memory: u64,
    pub receipt: bool,
    pub program: OsString,
    pub arguments: Vec<OsString>,
}

impl Order {
    fn read(words: Vec<OsString>) -> Option<Order> {
        let mut words = words.into_iter();
        let mut number = || words.next()?.to_str()?.parse::<u64>().ok();
        let (wall, cpu, asleep) = (number()?, number()?, number()?);
        let (memory, receipt) = (number()?, number()? == 1);
        Some(Order {
            wall: Duration::from_millis(wall),
            cpu: Duration::from_millis(cpu),
            asleep: Duration::from_millis(asleep),
            memory,
            receipt,
            program: words.next()?,
            arguments: words.collect(),
        })
    }
}
