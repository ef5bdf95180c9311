//~ wrong-result in stop_then_those_accepted_are_served_to_the_end
//! "I look at `stop` when all are served." Until then the doors are open, and with new clients coming it
//! never ends.

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
            () = stop.cancelled(), if handlers.is_empty() => return Ok(served),
            Some(end) = handlers.join_next() => served += usize::from(matches!(end, Ok(Ok(())))),
            client = listener.accept() => {
                let (stream, _) = client?;
                handlers.spawn(handle(stream, Arc::clone(&backend)));
            }
        }
    }
}

async fn handle<B: Backend>(mut stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
