//! A place to play: nothing here is judged.
//! `cargo run -p s09-anti-patterns --example s09-anti-patterns-scratch`

use s09_anti_patterns::disk::{Disk, PAGE};

async fn large(disk: &Disk) -> u64 {
    let page = [7; PAGE];
    disk.write(&page).await
}

fn main() {
    let disk = Disk::new();
    println!("{} bytes", size_of_val(&large(&disk)));
}
