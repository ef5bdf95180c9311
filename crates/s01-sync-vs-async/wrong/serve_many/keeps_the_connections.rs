//~ late-drop in hundred_clients_wait_for_the_backend_together
//! "The connections are kept for later." The client reads until the end, and the end never comes.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (mut handlers, mut served) = (JoinSet::new(), 0);
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, _) = client?;
        handlers.spawn(handle(stream, Arc::clone(&backend)));
    }
    let mut kept = Vec::new();
    while let Some(end) = handlers.join_next().await {
        if let Ok(Ok(stream)) = end {
            served += 1;
            kept.push(stream);
        }
    }
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<TcpStream> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    Ok(stream)
}
