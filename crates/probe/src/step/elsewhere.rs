//! Everywhere but on x86-64 Linux: nobody steps.

#![expect(dead_code, reason = "nobody comes to a place")]

use std::time::Duration;

pub(crate) enum Stepper {}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) before: u64,
    pub(crate) number: usize,
    pub(crate) local: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Reached,
    Missed,
    GivenUp,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Then {
    Turn,
    Sleep(Duration),
}

impl Stepper {
    pub(crate) fn get() -> Option<Stepper> {
        None
    }

    pub(crate) fn record<R>(&self, _: impl FnOnce() -> R) -> (R, Vec<Place>) {
        match *self {}
    }

    pub(crate) fn begin_recording(&self) {
        match *self {}
    }

    pub(crate) fn length(&self) -> usize {
        match *self {}
    }

    pub(crate) fn recorded(&self) -> Vec<Place> {
        match *self {}
    }

    pub(crate) fn stop<R>(&self, _: Place, _: Then, _: impl FnOnce() -> R) -> (R, Stop) {
        match *self {}
    }

    pub(crate) fn arm(&self, _: Place, _: Then) -> bool {
        match *self {}
    }

    pub(crate) fn wait_for_the_place(&self, _: Duration) {
        match *self {}
    }

    pub(crate) fn gave_a_turn(&self) -> bool {
        match *self {}
    }

    pub(crate) fn stopped(&self) -> Stop {
        match *self {}
    }
}

pub(crate) fn function_at(_: usize) -> Option<String> {
    None
}

pub(crate) fn until_somebody_waits(_: Duration) {}

pub(crate) fn enter() {}

pub(crate) fn leave() {}

pub(crate) fn now() -> Duration {
    Duration::ZERO
}

/// Without a stepper nobody waits for a turn.
pub(crate) struct Turn;

impl Turn {
    pub(crate) fn reserve() {}

    pub(crate) fn sit_down() {}

    pub(crate) fn wait() {}

    pub(crate) fn stand_up() {}

    pub(crate) fn give() {}

    pub(crate) fn is_over() -> bool {
        true
    }

    pub(crate) fn is_over_within(_: Duration) -> bool {
        true
    }
}

pub(crate) struct OneProcessor;

impl OneProcessor {
    pub(crate) fn begin() -> OneProcessor {
        OneProcessor
    }
}
