//! A service on 127.0.0.1, and a clock that stands still until a test moves it: what katas over
//! HTTP are judged with.
//!
//! # Layout
//!
//! - [`server`]: a service that does what the path of a request says, and counts what it sees.
//! - [`frozen`]: real sockets beside a frozen clock.

#![warn(missing_docs)]

pub mod frozen;
pub mod server;

mod life;
mod nap;
