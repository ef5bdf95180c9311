//~ swallowed-error in user_fails_then_the_error_comes_at_once
//~ swallowed-error in both_fail_then_the_earlier_error
//! "The message of the error is in mine." `{}` prints the topmost message; what lies below it is
//! gone with the error.

use anyhow::anyhow;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async {
        let user = api.user(id).await;
        user.map_err(|error| anyhow!("cannot fetch the user: {error}"))
    };
    let profile = async {
        let profile = api.profile(id).await;
        profile.map_err(|error| anyhow!("cannot fetch the profile: {error}"))
    };
    tokio::try_join!(user, profile)
}
