//~ swallowed-error in clients_break_off_and_are_not_counted
//! "Accepted is served." Those who go away before they have their answer are counted, too.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (handlers, mut served) = (TaskTracker::new(), 0);
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        served += 1;
        let (stream, _) = client?;
        handlers.spawn(handle(stream, Arc::clone(&backend)));
    }
    handlers.close();
    handlers.wait().await;
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
