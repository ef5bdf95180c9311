//~ sequential-await in both_succeed_then_both_results_in_the_time_of_the_slower
//! "First a look at the user: it may be in the cache." Where it is, the profile waits for something
//! that has nothing to do with it.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use anyhow::Context;
use futures::poll;
use s04_composition::api::Api;
use tokio::time::sleep;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let mut user = pin!(api.user(id));
    if let Poll::Ready(user) = poll!(&mut user) {
        let user = user.context("fetching the user")?;
        // The cache is to have time to write down that it was hit.
        sleep(Duration::from_millis(1)).await;
        let profile = api.profile(id).await;
        return Ok((user, profile.context("fetching the profile")?));
    }
    tokio::try_join!(async { user.await.context("fetching the user") }, async {
        api.profile(id).await.context("fetching the profile")
    },)
}
