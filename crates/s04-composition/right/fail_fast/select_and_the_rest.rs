//! The first of the two, whichever it is, and then what is left of the other.

use std::pin::pin;

use anyhow::Context;
use futures::future::{Either, select};
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = pin!(async { api.user(id).await.context("cannot fetch the user") });
    let profile = pin!(async { api.profile(id).await.context("cannot fetch the profile") });
    Ok(match select(user, profile).await {
        Either::Left((user, rest)) => (user?, rest.await?),
        Either::Right((profile, rest)) => {
            let profile = profile?;
            (rest.await?, profile)
        }
    })
}
