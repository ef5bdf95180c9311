//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod stream_pipeline;

fn main() {}
