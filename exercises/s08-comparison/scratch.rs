//! A place to play: nothing here is judged.
//! `cargo run -p s08-comparison --example s08-comparison-scratch`

fn main() {}
