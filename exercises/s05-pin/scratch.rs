//! A place to play: nothing here is judged.
//! `cargo run -p s05-pin --example s05-pin-scratch`

fn main() {
    let future = std::pin::pin!(async { 6 * 7 });
    let answer = futures::executor::block_on(future);
    println!("{answer}");
}
