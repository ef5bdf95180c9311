//~ sequential-await in hundred_clients_wait_for_the_backend_together
//! "It is async, so it serves many." The loop accepts the next client when the handler of this one is
//! done: one at a time.

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
                if handle(stream, Arc::clone(&backend)).await.is_ok() {
                    served += 1;
                }
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
