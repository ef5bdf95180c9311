//~ ready-too-late in both_succeed_then_both_results_in_the_time_of_the_slower
//! "Look at both, sleep a little, look again." A result that comes in between lies there until the next
//! look.

use std::pin::pin;
use std::time::Duration;

use anyhow::Context;
use futures::FutureExt;
use s04_composition::api::Api;

pub async fn user_with_profile(api: &impl Api, id: u64) -> anyhow::Result<(String, String)> {
    let (mut u, mut p) = (pin!(api.user(id)), pin!(api.profile(id)));
    let (mut user, mut profile) = (None, None);
    loop {
        if user.is_none() {
            if let Some(r) = u.as_mut().now_or_never() {
                user = Some(r.context("user")?);
            }
        }
        if profile.is_none() {
            if let Some(r) = p.as_mut().now_or_never() {
                profile = Some(r.context("profile")?);
            }
        }
        if user.is_some() && profile.is_some() {
            return Ok((user.unwrap(), profile.unwrap()));
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
