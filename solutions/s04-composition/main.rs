//! Compiles every solution of the section, and opens this folder to the editor.
#![allow(dead_code)]

mod collect_or_abort;
mod combinators;
mod drain_both;
mod event_loop;
mod fail_fast;
mod first_wins;
mod join_set;
mod join_three;

fn main() {}
