//! Each call hands its error to a channel and waits for the end; the first error in there is it.

use anyhow::Context;
use s04_composition::api::Api;
use tokio::sync::mpsc::{Sender, channel};

async fn or_tell<T>(
    call: impl Future<Output = anyhow::Result<T>>,
    errors: Sender<anyhow::Error>,
) -> T {
    match call.await {
        Ok(output) => output,
        Err(error) => {
            let _ = errors.send(error).await;
            std::future::pending().await
        }
    }
}

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (errors, mut error) = channel(1);
    let user = async { api.user(id).await.context("cannot fetch the user") };
    let profile = async { api.profile(id).await.context("cannot fetch the profile") };
    let both = async { tokio::join!(or_tell(user, errors.clone()), or_tell(profile, errors)) };
    tokio::select! {
        both = both => Ok(both),
        Some(error) = error.recv() => Err(error),
    }
}
