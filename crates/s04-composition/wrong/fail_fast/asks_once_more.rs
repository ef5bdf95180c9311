//~ wrong-result in user_fails_then_the_error_comes_at_once
//~ wrong-result in both_fail_then_the_earlier_error
//! "Once is no evidence." The error has to wait for a second call that nobody asked for.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async {
        match api.user(id).await {
            Ok(user) => Ok(user),
            Err(_) => api.user(id).await.context("cannot fetch the user"),
        }
    };
    let profile = async {
        match api.profile(id).await {
            Ok(profile) => Ok(profile),
            Err(_) => api.profile(id).await.context("cannot fetch the profile"),
        }
    };
    tokio::try_join!(user, profile)
}
