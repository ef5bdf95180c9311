//! One task: the handlers are futures in a set, polled beside the listener.

use std::io;
use std::sync::Arc;

use futures::stream::{FuturesUnordered, StreamExt};
use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (mut handlers, mut served) = (FuturesUnordered::new(), 0);
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(end) = handlers.next() => served += usize::from(is_ok(&end)),
            client = listener.accept() => handlers.push(handle(client?.0, &*backend)),
        }
    }
    drop(listener);
    let rest = handlers.filter(|end| std::future::ready(is_ok(end)));
    Ok(served + rest.count().await)
}

fn is_ok(end: &io::Result<()>) -> bool {
    end.is_ok()
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: &B) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await
}
