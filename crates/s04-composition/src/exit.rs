//! The ways in which a loop comes to its end.

/// Why an event loop returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It was told to stop.
    Shutdown,
    /// Nobody is left who could send a message.
    Closed,
    /// The future that was to tell of the shutdown failed instead: as `tokio::signal::ctrl_c` does
    /// where no handler can be registered.
    SignalError,
}
