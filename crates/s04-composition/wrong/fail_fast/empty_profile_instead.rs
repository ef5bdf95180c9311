//~ swallowed-error in context_says_what_was_being_fetched
//! "Without a profile, an empty one." Nobody will ever know that the service is down.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (user, profile) = tokio::join!(api.user(id), api.profile(id));
    let user = user.context("cannot fetch the user")?;
    Ok((user, profile.unwrap_or_default()))
}
