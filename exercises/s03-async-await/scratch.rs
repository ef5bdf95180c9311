//! A place to play: nothing here is judged.
//! `cargo run -p s03-async-await --example s03-async-await-scratch`

fn main() {
    let answer = futures::executor::block_on(async { 6 * 7 });
    println!("{answer}");
}
