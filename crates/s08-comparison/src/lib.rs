#![doc = include_str!("../../../exercises/s08-comparison/README.md")]

pub mod measured;
pub mod work;
