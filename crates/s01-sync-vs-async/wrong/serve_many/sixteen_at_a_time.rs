//~ sequential-await in hundred_clients_wait_for_the_backend_together
//! "A limit protects the server." The seventeenth client waits for the backend of the others; the task
//! asks for a hundred.

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
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            Some(end) = handlers.join_next() => served += usize::from(matches!(end, Ok(Ok(())))),
            client = listener.accept(), if handlers.len() < 16 => {
                let (stream, _) = client?;
                handlers.spawn(handle(stream, Arc::clone(&backend)));
            }
        }
    }
    while let Some(end) = handlers.join_next().await {
        served += usize::from(matches!(end, Ok(Ok(()))));
    }
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
