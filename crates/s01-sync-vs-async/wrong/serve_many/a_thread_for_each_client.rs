//~ wrong-result in hundred_clients_wait_for_the_backend_together
//! "A thread for each client." It works, and costs a hundred threads where one is enough.

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
    let mut threads = Vec::new();
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            client = listener.accept() => {
                let (stream, _) = client?;
                let backend = Arc::clone(&backend);
                let runtime = tokio::runtime::Handle::current();
                threads.push(tokio::task::spawn_blocking(move || {
                    runtime.block_on(handle(stream, backend))
                }));
            }
        }
    }
    let mut served = 0;
    for thread in threads {
        served += usize::from(matches!(thread.await, Ok(Ok(()))));
    }
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
