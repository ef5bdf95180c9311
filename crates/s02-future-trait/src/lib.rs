#![doc = include_str!("../../../exercises/s02-future-trait/README.md")]
