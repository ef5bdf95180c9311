#![doc = include_str!("../../../exercises/s08-comparison/README.md")]

pub mod config;
pub mod lab;
pub mod measured;
pub mod work;
