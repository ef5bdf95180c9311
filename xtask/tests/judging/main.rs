//! The judge and `verify` at work on a miniature course.

mod attacks;
mod judge;
mod mini;
mod polish;
mod unlucky;
mod verify;
