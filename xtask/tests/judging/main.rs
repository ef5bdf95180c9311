//! The judge and `verify` at work on a miniature course.

mod judge;
mod mini;
mod verify;
