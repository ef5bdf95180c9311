//~ ready-too-late in profile_fails_then_the_error_comes_at_once
//~ ready-too-late in both_fail_then_the_earlier_error
//! "First the user, then what the profile has said meanwhile." Both are under way, but an error of
//! the profile lies there until the user has come.

use std::pin::pin;

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (mut user, mut profile) = (pin!(api.user(id)), pin!(api.profile(id)));
    let mut early = None;
    let user = loop {
        tokio::select! {
            user = &mut user => break user,
            result = &mut profile, if early.is_none() => early = Some(result),
        }
    };
    let user = user.context("cannot fetch the user")?;
    let profile = match early {
        Some(result) => result,
        None => profile.await,
    };
    Ok((user, profile.context("cannot fetch the profile")?))
}
