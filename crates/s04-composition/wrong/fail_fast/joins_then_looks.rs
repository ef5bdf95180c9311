//~ ready-too-late in user_fails_then_the_error_comes_at_once
//~ ready-too-late in both_fail_then_the_earlier_error
//! "Join both, then look whether they failed." The error has to wait for the slower call.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (user, profile) = tokio::join!(api.user(id), api.profile(id));
    Ok((
        user.context("cannot fetch the user")?,
        profile.context("cannot fetch the profile")?,
    ))
}
