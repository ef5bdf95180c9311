//! `tokio::spawn`, and the handles in a list until the end; a loop of `write`.

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
    let mut handles = Vec::new();
    let mut stopped = std::pin::pin!(stop.cancelled());
    loop {
        let accepted = tokio::select! {
            biased;
            _ = &mut stopped => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, _) = accepted?;
        handles.push(tokio::spawn(handle(stream, backend.clone())));
    }
    let mut served = 0;
    for handle in handles {
        if let Ok(Ok(())) = handle.await {
            served += 1;
        }
    }
    Ok(served)
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    let mut rest = answer.as_slice();
    while !rest.is_empty() {
        let written = stream.write(rest).await?;
        rest = &rest[written..];
    }
    Ok(())
}
