#![doc = include_str!("../../../exercises/s07-error-handling/README.md")]
