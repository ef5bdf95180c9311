#![doc = include_str!("../../../exercises/s09-anti-patterns/README.md")]

pub mod disk;
pub mod files;
pub mod notifier;
pub mod runtime;
pub mod store;
