//! The reference solutions of this section, compiled together so that editors know them.
#![allow(dead_code, reason = "the tests use them, this program does not")]

mod async_traits;
mod crawler;
mod main_by_hand;
mod offload;
mod spawn_or_join;
mod spawn_static;
mod traced_request;

fn main() {}
