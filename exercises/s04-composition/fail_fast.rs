//! fail_fast: both results, or the first error.
//! Task and hints: `cargo xtask lesson fail_fast`, `cargo xtask hint fail_fast`
//! 日本語: exercises/s04-composition/fail_fast.ja.md

use s04_composition::api::Api;

/// The name and the profile of a user, fetched at the same time. The first error ends both.
///
/// # Errors
///
/// What the API said, with a word of context on what was being fetched.
pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let _ = (api, id);
    todo!("what happens to the profile when there is no such user?")
}
