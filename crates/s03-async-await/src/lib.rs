#![doc = include_str!("../../../exercises/s03-async-await/README.md")]

pub mod blob;
pub mod trace;
