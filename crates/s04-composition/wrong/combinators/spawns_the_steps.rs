//~ E0310
//! "A task for the steps, so that they run by themselves." A task has to own all that it uses, and
//! runs without having been asked for.

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F>(f: F) -> Result<u32, String>
where
    F: Future<Output = u32>,
{
    let task = tokio::task::spawn_local(async move {
        let twice = f.await * 2;
        seen(twice);
        let sum = add_ten(twice).await;
        if sum > 100 {
            return Err(format!("{sum} is more than 100"));
        }
        store(sum).await
    });
    task.await.unwrap()
}
