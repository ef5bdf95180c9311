//! A place to play: nothing here is judged.
//! `cargo run -p s10-patterns --example s10-patterns-scratch`

fn main() {
    let answer = futures::executor::block_on(async { 6 * 7 });
    println!("{answer}");
}
