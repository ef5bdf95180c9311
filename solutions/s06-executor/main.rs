//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod block_on;
mod mini_executor;
mod reactor;

fn main() {}
