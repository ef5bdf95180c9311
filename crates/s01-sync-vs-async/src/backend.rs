//! What a handler needs for its answer, and has to wait for.

/// A database and a service, asked over a network.
pub trait Backend: Send + Sync + 'static {
    /// Reads from the database.
    fn read_db(&self) -> impl Future<Output = Vec<u8>> + Send;

    /// Makes an answer of what was read.
    fn call_api(&self, data: Vec<u8>) -> impl Future<Output = Vec<u8>> + Send;
}
