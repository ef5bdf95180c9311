//! The kinds of runtime that `#[tokio::main]` knows.

/// `#[tokio::main(flavor = "…", worker_threads = …)]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// Tasks run on the thread that runs `main`.
    CurrentThread,
    /// Tasks run on threads of their own.
    MultiThread {
        /// So many threads; at least one.
        workers: usize,
    },
}
