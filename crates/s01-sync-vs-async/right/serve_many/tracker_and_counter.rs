//! Spawned tasks, a tracker that knows when all are over, and a counter.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (tasks, served) = (TaskTracker::new(), Arc::new(AtomicUsize::new(0)));
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (mut stream, _) = client?;
        let (backend, served) = (Arc::clone(&backend), Arc::clone(&served));
        tasks.spawn(async move {
            let answer = backend.call_api(backend.read_db().await).await;
            if stream.write_all(&answer).await.is_ok() {
                served.fetch_add(1, SeqCst);
            }
        });
    }
    tasks.close();
    tasks.wait().await;
    Ok(served.load(SeqCst))
}
