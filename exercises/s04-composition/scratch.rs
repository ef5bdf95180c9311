//! A place to play: nothing here is judged.
//! `cargo run -p s04-composition --example s04-composition-scratch`

fn main() {
    let answer = futures::executor::block_on(async { 6 * 7 });
    println!("{answer}");
}
