//! A task for each client, in a set. One `select!` waits for the next client and for the end of any
//! task, until it is told to stop.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
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
    let (mut handlers, mut served) = (JoinSet::new(), 0);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            // Taken out as they end: a server runs for months.
            Some(end) = handlers.join_next() => served += usize::from(is_served(end)),
            client = listener.accept() => {
                let (stream, _) = client?;
                handlers.spawn(handle(stream, Arc::clone(&backend)));
            }
        }
    }
    drop(listener);
    while let Some(end) = handlers.join_next().await {
        served += usize::from(is_served(end));
    }
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}

fn is_served(end: Result<io::Result<()>, tokio::task::JoinError>) -> bool {
    matches!(end, Ok(Ok(())))
}
