#![doc = include_str!("../../../exercises/s01-sync-vs-async/README.md")]

pub mod backend;
pub mod digits;
pub mod memory;
pub mod slices;
pub mod terms;
