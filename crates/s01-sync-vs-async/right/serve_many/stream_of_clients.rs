//! The clients as a stream, each handled by a future, as many at once as there are.

use std::io;
use std::sync::Arc;

use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let clients = stream::unfold((listener, stop), |(listener, stop)| async move {
        let client = stop.run_until_cancelled(listener.accept()).await?;
        Some((client.map(|(stream, _)| stream), (listener, stop)))
    });
    clients.map(Ok::<_, io::Error>).try_fold_all(backend).await
}

trait FoldAll: Sized {
    async fn try_fold_all<B: Backend>(self, backend: Arc<B>) -> io::Result<usize>;
}

impl<S> FoldAll for S
where
    S: Stream<Item = io::Result<io::Result<TcpStream>>>,
{
    async fn try_fold_all<B: Backend>(self, backend: Arc<B>) -> io::Result<usize> {
        let ends = self
            .map(|client| {
                let backend = Arc::clone(&backend);
                async move { Ok::<_, io::Error>(handle(client??, backend).await.is_ok()) }
            })
            .buffer_unordered(usize::MAX);
        ends.try_fold(0, |served, is_served| async move {
            Ok(served + usize::from(is_served))
        })
        .await
    }
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
