//! A place to play: nothing here is judged.
//! `cargo run -p s11-faq --example s11-faq-scratch`

fn main() {
    let answer = futures::executor::block_on(async { 6 * 7 });
    println!("{answer}");
}
