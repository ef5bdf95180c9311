#![doc = include_str!("../../../exercises/s11-faq/README.md")]

pub mod flavor;
pub mod hasher;
pub mod page;
