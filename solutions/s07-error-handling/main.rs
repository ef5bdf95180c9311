//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod fallback;
mod retry_after;
mod service_error;

fn main() {}
