//~ swallowed-error in user_fails_then_the_error_comes_at_once
//! "The root cause is what matters." That the API answered at all, and how, is gone.

use anyhow::anyhow;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async {
        let user = api.user(id).await;
        user.map_err(|error| anyhow!("cannot fetch the user: {}", error.root_cause()))
    };
    let profile = async {
        let profile = api.profile(id).await;
        profile.map_err(|error| anyhow!("cannot fetch the profile: {}", error.root_cause()))
    };
    tokio::try_join!(user, profile)
}
