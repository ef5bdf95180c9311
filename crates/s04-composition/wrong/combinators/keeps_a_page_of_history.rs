//~ oversized-future in is_small
//! "A buffer for what has come through." It lives across the awaits, so it is a part of the future,
//! and of every future that holds this one.

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut history = [0_u32; 256];
    history[0] = f.await * 2;
    seen(history[0]);
    history[1] = add_ten(history[0]).await;
    if history[1] > 100 {
        return Err(format!("{} is more than 100", history[1]));
    }
    history[2] = store(history[1]).await?;
    Ok(history[2])
}
