//! The function of `futures`, over futures that are mapped.

use anyhow::Context;
use futures::future::{FutureExt, try_join};
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = api
        .user(id)
        .map(|user| user.with_context(|| format!("user {id}")));
    let profile = api
        .profile(id)
        .map(|profile| profile.with_context(|| format!("profile of {id}")));
    try_join(user, profile).await
}
