//! A place to play: nothing here is judged.
//! `cargo run -p s02-future-trait --example s02-future-trait-scratch`

fn main() {
    let answer = futures::executor::block_on(async { 6 * 7 });
    println!("{answer}");
}
