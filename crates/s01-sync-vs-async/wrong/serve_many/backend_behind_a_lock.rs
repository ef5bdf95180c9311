//~ sequential-await in hundred_clients_wait_for_the_backend_together
//! "The backend is shared, so it is locked." The lock is held across the wait: one client at a time.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (mut handlers, mut served) = (JoinSet::new(), 0);
    let lock = Arc::new(Mutex::new(()));
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, _) = client?;
        let (backend, lock) = (Arc::clone(&backend), Arc::clone(&lock));
        handlers.spawn(handle(stream, backend, lock));
    }
    while let Some(end) = handlers.join_next().await {
        served += usize::from(matches!(end, Ok(Ok(()))));
    }
    Ok(served)
}

async fn handle<B: Backend>(
    mut stream: TcpStream,
    backend: Arc<B>,
    lock: Arc<Mutex<()>>,
) -> io::Result<()> {
    let answer = {
        let _held = lock.lock().await;
        let data = backend.read_db().await;
        backend.call_api(data).await
    };
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
