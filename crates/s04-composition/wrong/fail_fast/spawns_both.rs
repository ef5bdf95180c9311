//~ E0521
//! "A task for each." The API is only borrowed, and a task may outlive the loan.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(
    api: &'static (impl Api + Sync),
    id: u64,
) -> anyhow::Result<(String, String)> {
    let user = tokio::spawn(async move { api.user(id).await });
    let profile = tokio::spawn(async move { api.profile(id).await });
    Ok((
        user.await?.context("cannot fetch the user")?,
        profile.await?.context("cannot fetch the profile")?,
    ))
}
