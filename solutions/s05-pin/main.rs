//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod boxed_futures;
mod pin_in_loop;
mod self_reference;
mod unpin;

fn main() {}
