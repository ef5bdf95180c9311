//~ swallowed-error in profile_fails_then_the_error_comes_at_once
//~ swallowed-error in context_says_what_was_being_fetched
//! "Without a profile, an empty one." Nobody will ever know that the service is down.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async { api.user(id).await.context("cannot fetch the user") };
    let profile = async { Ok(api.profile(id).await.unwrap_or_default()) };
    tokio::try_join!(user, profile)
}
