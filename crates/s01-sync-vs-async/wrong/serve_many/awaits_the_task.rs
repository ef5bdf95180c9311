//~ sequential-await in hundred_clients_wait_for_the_backend_together
//! "With `spawn` it runs in the background." And then its handle is awaited, before the next client is
//! accepted.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let mut served = 0;
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(served),
            client = listener.accept() => {
                let (stream, _) = client?;
                let task = tokio::spawn(handle(stream, Arc::clone(&backend)));
                served += usize::from(matches!(task.await, Ok(Ok(()))));
            }
        }
    }
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
