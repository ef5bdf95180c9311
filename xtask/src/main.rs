//! The runner of the dojo: `cargo xtask <command>`.

mod course;
mod error;
mod lang;
mod verdict;

fn main() {}
