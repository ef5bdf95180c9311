//! A place to play: `cargo run -p {{section}} --example {{section}}-scratch`

fn main() {}
