//~ blocked-executor in hundred_clients_wait_for_the_backend_together
//! "`block_on` waits for the backend." With the whole thread, so that nobody can make the backend go
//! on, and nobody else is accepted.

use std::io;
use std::sync::Arc;

use futures::executor::block_on;
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
            client = listener.accept() => {
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
    let answer = block_on(async {
        let data = backend.read_db().await;
        backend.call_api(data).await
    });
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
