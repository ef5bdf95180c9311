//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod async_cleanup;
mod cancel_tree;
mod frame_reader;
mod graceful_shutdown;
mod stream_pipeline;

fn main() {}
