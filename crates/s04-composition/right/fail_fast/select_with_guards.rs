//! A loop that takes what comes, and leaves at the first error.

use std::pin::pin;

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let mut calls = (pin!(api.user(id)), pin!(api.profile(id)));
    let (mut user, mut profile) = (None, None);
    loop {
        tokio::select! {
            name = &mut calls.0, if user.is_none() => user = Some(name.context("the user")?),
            text = &mut calls.1, if profile.is_none() => profile = Some(text.context("the profile")?),
            else => return Ok((user.unwrap_or_default(), profile.unwrap_or_default())),
        }
    }
}
