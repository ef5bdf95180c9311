//! A task that only accepts, and one for each client; the listener is gone with the first.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (send, mut clients) = mpsc::channel(1);
    let accepting = tokio::spawn(async move {
        loop {
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                client = listener.accept() => match client {
                    Ok((stream, _)) => drop(send.send(stream).await),
                    Err(error) => return Err(error),
                },
            }
        }
    });
    let mut handlers = JoinSet::new();
    while let Some(stream) = clients.recv().await {
        handlers.spawn(handle(stream, Arc::clone(&backend)));
    }
    accepting.await.map_err(io::Error::other)??;
    let ends = handlers.join_all().await;
    Ok(ends.iter().filter(|end| end.is_ok()).count())
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
