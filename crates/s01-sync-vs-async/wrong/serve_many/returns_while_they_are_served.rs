//~ ready-too-early in stop_then_those_accepted_are_served_to_the_end
//! "The tasks go on by themselves." The number that is returned is one of a moment ago, and the caller
//! may end the program under their feet.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let served = Arc::new(AtomicUsize::new(0));
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, _) = client?;
        let (backend, served) = (Arc::clone(&backend), Arc::clone(&served));
        tokio::spawn(async move {
            if handle(stream, backend).await.is_ok() {
                served.fetch_add(1, SeqCst);
            }
        });
    }
    Ok(served.load(SeqCst))
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
