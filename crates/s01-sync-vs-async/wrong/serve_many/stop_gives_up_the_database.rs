//~ ready-too-early in stop_while_the_database_is_slow_or_a_client_is
//! "Who has nothing to write yet can be left." They had been accepted, and get an end without an answer.

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
    let mut handlers = JoinSet::new();
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, _) = client?;
        handlers.spawn(handle(stream, Arc::clone(&backend), stop.clone()));
    }
    let ends = handlers.join_all().await;
    Ok(ends.iter().filter(|end| end.is_ok()).count())
}

async fn handle<B: Backend>(
    mut stream: TcpStream,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<()> {
    let Some(data) = stop.run_until_cancelled(backend.read_db()).await else {
        return Err(io::ErrorKind::Interrupted.into());
    };
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
