//! The course, its judge, and what people are shown of both.
//!
//! One idea carries all of it: an answer is a file, and a verdict is a function of (kata, answer).
//! Commands are thin over this library; it reads no environment, prints nothing, and takes over no
//! signal.
//!
//! # Layout
//!
//! The arrows go up: a module knows those above it, and none below.
//!
//! - [`files`], [`walk`], [`ansi`], [`digest`], [`guess`], [`Error`]: what everything stands on.
//! - [`course`]: sections, katas, and where each file of a kata lies; [`lesson`], [`pages`],
//!   [`symptoms`], [`translation`], [`shipped`], [`codes`]: what they say.
//! - [`timeline`]: what happened in a test; [`verdict`]: what the judge says of one answer;
//!   [`panic`], [`declared`]: read from it.
//! - [`sandbox`]: processes that are bounded, and ended together with all that they started.
//! - [`judge`]: from (kata, answer) to a verdict.
//! - [`progress`], [`state`]: what the learner has done so far.
//! - [`show`]: from nouns to what people read.

#![warn(missing_docs)]

pub mod ansi;
pub mod digest;
mod error;
pub mod files;
pub mod guess;
pub mod walk;

pub mod codes;
pub mod course;
pub mod lesson;
pub mod pages;
pub mod shipped;
pub mod symptoms;
pub mod translation;

pub mod declared;
pub mod panic;
pub mod timeline;
pub mod verdict;

pub mod sandbox;

pub mod judge;

pub mod progress;
pub mod state;

pub mod show;

pub use course::{Course, Kata, Section};
pub use error::{Error, Kind, Op};
pub use verdict::Verdict;
