//~ sequential-await in both_succeed_then_both_results_in_the_time_of_the_slower
//~ sequential-await in each_is_called_once_and_both_are_in_flight
//! "Two awaits with a question mark." The profile is not asked for before the user is there.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = api.user(id).await.context("cannot fetch the user")?;
    let profile = api.profile(id).await.context("cannot fetch the profile")?;
    Ok((user, profile))
}
