//~ wrong-result in one_answers_and_then_the_other_fails
//! "The one that is ready first gets its context." The other one may fail as well, later, and nobody
//! knows of what.

use std::pin::pin;

use anyhow::Context;
use futures::future::{Either, select};
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    match select(pin!(api.user(id)), pin!(api.profile(id))).await {
        Either::Left((user, profile)) => {
            let user = user.context("fetching the user")?;
            Ok((user, profile.await?))
        }
        Either::Right((profile, user)) => {
            let profile = profile.context("fetching the profile")?;
            Ok((user.await?, profile))
        }
    }
}
