#![doc = include_str!("../../../exercises/s11-faq/README.md")]

#[cfg(feature = "tracing")]
pub mod backend;
pub mod crawl;
pub mod flavor;
pub mod hasher;
pub mod page;
pub mod web;
