//~ wrong-result in both_succeed_then_both_results_in_the_time_of_the_slower
//~ wrong-result in each_is_called_once_and_both_are_in_flight
//! "A loop, and a guard for each." What stands in the branch is a call, and each turn of the loop
//! makes it again.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (mut user, mut profile) = (None, None);
    loop {
        tokio::select! {
            result = api.user(id), if user.is_none() => {
                user = Some(result.context("cannot fetch the user")?);
            }
            result = api.profile(id), if profile.is_none() => {
                profile = Some(result.context("cannot fetch the profile")?);
            }
            else => break,
        }
    }
    Ok((user.unwrap_or_default(), profile.unwrap_or_default()))
}
