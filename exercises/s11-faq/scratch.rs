//! A place to play: `cargo run -p s11-faq --example s11-faq-scratch`

fn main() {}
