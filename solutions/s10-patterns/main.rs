//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod frame_reader;
mod stream_pipeline;

fn main() {}
