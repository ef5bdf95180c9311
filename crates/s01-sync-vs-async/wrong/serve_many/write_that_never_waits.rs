//~ wrong-result in whole_answer_arrives_then_the_end
//! "`try_write` in a loop." When the buffer is full it says `WouldBlock`, and the rest is thrown away.

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
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    let mut rest = &*answer;
    while !rest.is_empty() {
        match stream.try_write(rest) {
            Ok(bytes) => rest = &rest[bytes..],
            Err(_) => break,
        }
    }
    stream.shutdown().await
}
