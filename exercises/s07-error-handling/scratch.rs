//! A place to play: nothing here is judged.
//! `cargo run -p s07-error-handling --example s07-error-handling-scratch`

fn main() {
    let answer = futures::executor::block_on(async { 6 * 7 });
    println!("{answer}");
}
