#![doc = include_str!("../../../exercises/s10-patterns/README.md")]

pub mod backend;
pub mod frames;
pub mod report;
pub mod wire;
