//! Tasks that stay on this thread, and count in a `Cell`.

use std::cell::Cell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let tasks = LocalSet::new();
    let served = Rc::new(Cell::new(0));
    let all = async {
        while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
            let (stream, _) = client?;
            let (backend, served) = (Arc::clone(&backend), Rc::clone(&served));
            spawn_local(async move {
                if handle(stream, backend).await.is_ok() {
                    served.set(served.get() + 1);
                }
            });
        }
        Ok::<(), io::Error>(())
    };
    tasks.run_until(all).await?;
    tasks.await;
    Ok(served.get())
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
