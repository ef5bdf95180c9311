//! serve_many: a hundred clients, one thread.
//! Task and hints: `cargo xtask lesson serve_many`, `cargo xtask hint serve_many`
//! 日本語: exercises/s01-sync-vs-async/serve_many.ja.md

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Serves all who connect: `read_db`, `call_api` with what was read, and the answer written whole.
/// When `stop` is cancelled, serves those who have been accepted to the end, and returns how many
/// have got their whole answer.
///
/// # Errors
///
/// No client can be accepted any more.
pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let _ = (listener, backend, stop);
    todo!("accept, and be ready to accept the next one at once")
}
