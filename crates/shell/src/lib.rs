//! What the programs around the library share: from a process's surroundings to values.
//!
//! # Layout
//!
//! - [`means`]: what the judge works with, and where the course is.
//! - [`signals`]: what a signal ends.
//! - [`term`]: the terminal: language, colour, width, and where the text goes.

#![warn(missing_docs)]

pub mod means;
pub mod signals;
pub mod term;
