//~ polled-after-ready in both_succeed_then_both_results_in_the_time_of_the_slower
//! "A loop until both are there." Nothing switches off the branch of the call that is done.

use std::pin::pin;

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (mut user_call, mut profile_call) = (pin!(api.user(id)), pin!(api.profile(id)));
    let (mut user, mut profile) = (None, None);
    loop {
        tokio::select! {
            result = &mut user_call => user = Some(result.context("cannot fetch the user")?),
            result = &mut profile_call => {
                profile = Some(result.context("cannot fetch the profile")?);
            }
        }
        if let (Some(user), Some(profile)) = (&user, &profile) {
            return Ok((user.clone(), profile.clone()));
        }
    }
}
