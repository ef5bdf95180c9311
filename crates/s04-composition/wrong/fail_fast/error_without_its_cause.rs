//~ swallowed-error in user_fails_then_the_error_comes_at_once
//~ swallowed-error in profile_fails_then_the_error_comes_at_once
//! "A clear message is enough." What really happened is gone.

use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let user = async {
        let user = api.user(id).await;
        user.map_err(|_| anyhow::anyhow!("cannot fetch the user"))
    };
    let profile = async {
        let profile = api.profile(id).await;
        profile.map_err(|_| anyhow::anyhow!("cannot fetch the profile"))
    };
    tokio::try_join!(user, profile)
}
