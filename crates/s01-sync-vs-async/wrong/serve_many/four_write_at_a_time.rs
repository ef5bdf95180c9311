//~ sequential-await in some_read_late_and_the_others_are_served
//! "All may ask the backend, and four may write." Four that do not read hold all the permits.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (mut handlers, permits) = (JoinSet::new(), Arc::new(Semaphore::new(4)));
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, _) = client?;
        handlers.spawn(handle(stream, Arc::clone(&backend), Arc::clone(&permits)));
    }
    let ends = handlers.join_all().await;
    Ok(ends.iter().filter(|end| end.is_ok()).count())
}

async fn handle<B: Backend>(
    mut stream: TcpStream,
    backend: Arc<B>,
    permits: Arc<Semaphore>,
) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    let _permit = permits.acquire().await.map_err(io::Error::other)?;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
