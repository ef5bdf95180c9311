#![doc = include_str!("../../../exercises/s06-executor/README.md")]
