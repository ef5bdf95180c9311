//~ lost-message in stop_then_those_accepted_are_served_to_the_end
//! "After the stop nothing is sent any more." Those who had been accepted get a part of their answer, or
//! none of it.

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
        handlers.spawn(handle(stream, Arc::clone(&backend), stop.clone()));
    }
    while let Some(end) = handlers.join_next().await {
        served += usize::from(matches!(end, Ok(Some(Ok(())))));
    }
    Ok(served)
}

async fn handle<B: Backend>(
    mut stream: TcpStream,
    backend: Arc<B>,
    stop: CancellationToken,
) -> Option<io::Result<()>> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stop.run_until_cancelled(stream.write_all(&answer)).await
}
