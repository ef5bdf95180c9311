//~ wrong-result in stop_while_a_queue_waits_to_be_accepted
//! "`biased`, and clients come first." As long as one is waiting, nobody looks at the stop: in a busy
//! hour the server never ends.

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
    let mut handlers = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            client = listener.accept() => {
                let (stream, _) = client?;
                handlers.spawn(handle(stream, Arc::clone(&backend)));
            }
            () = stop.cancelled() => break,
        }
    }
    let ends = handlers.join_all().await;
    Ok(ends.iter().filter(|end| end.is_ok()).count())
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
