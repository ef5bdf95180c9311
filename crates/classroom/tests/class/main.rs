//! A class of a miniature course: handed in, graded, reported.

#[cfg(target_os = "linux")]
mod attacks;
mod browser;
mod forms;
mod grading;
mod school;
mod starter;
