//~ swallowed-error in user_fails_then_the_error_comes_at_once
//~ swallowed-error in profile_fails_then_the_error_comes_at_once
//! "An error and its cause." The cause has a cause as well, and that is the one that helps.

use anyhow::anyhow;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    tokio::try_join!(
        async { api.user(id).await.map_err(|error| flat("user", &error)) },
        async {
            api.profile(id)
                .await
                .map_err(|error| flat("profile", &error))
        },
    )
}

fn flat(what: &str, error: &anyhow::Error) -> anyhow::Error {
    match error.source() {
        Some(cause) => anyhow!("{what}: {error}: {cause}"),
        None => anyhow!("{what}: {error}"),
    }
}
