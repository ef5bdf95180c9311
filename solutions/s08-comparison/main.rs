//! The reference solutions of this section, compiled together so that editors know them.
#![allow(dead_code, reason = "the tests use them, this program does not")]

mod combinator_lab;
mod runtime_agnostic;
#[cfg(feature = "net")]
mod runtime_builder;
mod sync_or_async;

fn main() {}
