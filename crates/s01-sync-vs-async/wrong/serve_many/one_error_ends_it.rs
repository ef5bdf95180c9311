//~ ready-too-early in clients_break_off_and_are_not_counted
//! "An error goes to the caller, with `?`." Then one client that goes away ends the server for all.

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
            Some(end) = handlers.join_next() => {
                end??;
                served += 1;
            }
            client = listener.accept() => {
                let (stream, _) = client?;
                handlers.spawn(handle(stream, Arc::clone(&backend)));
            }
        }
    }
    while let Some(end) = handlers.join_next().await {
        end??;
        served += 1;
    }
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
