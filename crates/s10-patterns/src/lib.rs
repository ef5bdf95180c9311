#![doc = include_str!("../../../exercises/s10-patterns/README.md")]
