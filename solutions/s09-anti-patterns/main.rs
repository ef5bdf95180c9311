//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod forgotten_await;
mod lock_scope;
mod no_lock;
mod small_future;
mod unblock;
mod wrap_blocking;

fn main() {}
