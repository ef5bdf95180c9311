//~ swallowed-error in user_fails_then_the_error_comes_at_once
//! "A page without a name is better than no page." The caller learns of no error.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async { anyhow::Ok(api.user(id).await.ok().unwrap_or_default()) };
    let profile = async { api.profile(id).await.context("profile") };
    tokio::try_join!(user, profile)
}
