//! Two labelled results in a set; the question mark leaves it, and drops what is in it.

use anyhow::Context;
use futures::future::{FutureExt, LocalBoxFuture};
use futures::stream::{FuturesUnordered, TryStreamExt};
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let mut calls = FuturesUnordered::<LocalBoxFuture<'_, anyhow::Result<(bool, String)>>>::new();
    calls.push(
        async move { Ok((true, api.user(id).await.context("fetching the user")?)) }.boxed_local(),
    );
    calls.push(
        async move {
            Ok((
                false,
                api.profile(id).await.context("fetching the profile")?,
            ))
        }
        .boxed_local(),
    );
    let mut both = (String::new(), String::new());
    while let Some((is_user, text)) = calls.try_next().await? {
        if is_user {
            both.0 = text;
        } else {
            both.1 = text;
        }
    }
    Ok(both)
}
