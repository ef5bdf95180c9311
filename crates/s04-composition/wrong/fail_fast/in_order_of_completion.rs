//~ wrong-result in both_succeed_then_both_results_in_the_time_of_the_slower
//! "Two calls in, two results out." The first that comes is taken for the user, whoever it is.

use anyhow::Context;
use futures::FutureExt;
use futures::stream::{FuturesUnordered, TryStreamExt};
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let calls = FuturesUnordered::from_iter([
        async { api.user(id).await.context("user") }.boxed_local(),
        async { api.profile(id).await.context("profile") }.boxed_local(),
    ]);
    let both: Vec<String> = calls.try_collect().await?;
    let [user, profile]: [String; 2] = both.try_into().unwrap();
    Ok((user, profile))
}
