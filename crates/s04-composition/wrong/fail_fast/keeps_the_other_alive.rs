//~ works-after-drop in one_fails_then_the_other_is_cancelled
//! "Boxed and put aside, for later." The call that nobody needs any more stays open.

use std::pin::Pin;

use anyhow::Context;
use s04_composition::api::Api;

type Call<'a> = Pin<Box<dyn Future<Output = anyhow::Result<String>> + 'a>>;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let mut user: Call<'_> = Box::pin(api.user(id));
    let mut profile: Call<'_> = Box::pin(api.profile(id));
    let result = tokio::select! {
        user = &mut user => match user.context("cannot fetch the user") {
            Ok(user) => {
                let profile = profile.as_mut().await;
                profile.context("cannot fetch the profile").map(|profile| (user, profile))
            }
            Err(error) => Err(error),
        },
        profile = &mut profile => match profile.context("cannot fetch the profile") {
            Ok(profile) => {
                let user = user.as_mut().await;
                user.context("cannot fetch the user").map(|user| (user, profile))
            }
            Err(error) => Err(error),
        },
    };
    if result.is_err() {
        std::mem::forget((user, profile));
    }
    result
}
