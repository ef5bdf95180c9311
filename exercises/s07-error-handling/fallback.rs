//! fallback: the second service, when the first one fails.
//! Task and hints: `cargo xtask lesson fallback`, `cargo xtask hint fallback`
//! 日本語: exercises/s07-error-handling/fallback.ja.md

use reqwest::Client;

/// The body that `primary` answers with, or else the one that `fallback` answers with. Each of the
/// two has 200 ms.
///
/// # Errors
///
/// Both failed. `{:#}` names both URLs, and what happened to each.
pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let _ = (client, primary, fallback);
    todo!("when has a request failed, and what does the caller learn when both have?")
}
