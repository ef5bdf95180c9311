//~ wrong-result in both_succeed_then_both_results_in_the_time_of_the_slower
//! "Nobody waits longer than a second." Nobody has asked for a limit, and a slow answer is one.

use std::time::Duration;

use anyhow::Context;
use s04_composition::api::Api;
use tokio::time::timeout;

const LIMIT: Duration = Duration::from_secs(1);

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async { timeout(LIMIT, api.user(id)).await?.context("the user") };
    let profile = async {
        timeout(LIMIT, api.profile(id))
            .await?
            .context("the profile")
    };
    tokio::try_join!(user, profile)
}
