//~ wrong-result in context_says_what_was_being_fetched
//! "The error speaks for itself." "timeout", of what?

use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    tokio::try_join!(api.user(id), api.profile(id))
}
