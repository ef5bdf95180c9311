//~ wrong-result in context_says_what_was_being_fetched
//! "Both words are in it." They are in it whichever of the two calls fails, and nobody learns which
//! one it was.

use anyhow::Context;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let both = tokio::try_join!(api.user(id), api.profile(id));
    both.context("cannot fetch the user and the profile")
}
