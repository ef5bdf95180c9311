//! `try_join!` returns at the first error, and drops the other future with it.

use anyhow::Context;
use s04_composition::api::Api;

/// The name and the profile of a user, fetched at the same time. The first error ends both.
///
/// # Errors
///
/// What the API said, with a word of context on what was being fetched.
pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async { api.user(id).await.context("cannot fetch the user") };
    let profile = async { api.profile(id).await.context("cannot fetch the profile") };
    tokio::try_join!(user, profile)
}
