#![doc = include_str!("../../../exercises/s05-pin/README.md")]
