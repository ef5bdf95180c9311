//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod async_closure;
mod async_move;
mod borrow_or_own;
mod fetch_data;
mod poll_trace;
mod recursion;

fn main() {}
