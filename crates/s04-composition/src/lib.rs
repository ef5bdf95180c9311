#![doc = include_str!("../../../exercises/s04-composition/README.md")]

pub mod api;
pub mod exit;
pub mod items;
pub mod log;
pub mod moments;
pub mod service;
pub mod stage;
pub mod steps;
pub mod tasks;
