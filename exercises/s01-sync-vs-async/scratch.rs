//! A place to play: nothing here is judged.
//! `cargo run -p s01-sync-vs-async --example s01-sync-vs-async-scratch`

async fn greet(name: &str) {
    println!("hello, {name}");
    tokio::task::yield_now().await;
    println!("goodbye, {name}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let b = tokio::spawn(greet("b"));
    greet("a").await;
    b.await.expect("it does not panic");
}
