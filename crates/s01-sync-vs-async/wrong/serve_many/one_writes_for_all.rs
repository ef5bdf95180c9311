//~ sequential-await in some_read_late_and_the_others_are_served
//! "The answers go through a queue, and one loop writes them." A client that reads slowly holds up all
//! whose answers are behind its own.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (answers, mut queue) = mpsc::unbounded_channel::<(TcpStream, Vec<u8>)>();
    let writer = tokio::spawn(async move {
        let mut served = 0;
        while let Some((mut stream, answer)) = queue.recv().await {
            served += usize::from(stream.write_all(&answer).await.is_ok());
        }
        served
    });
    while let Some(client) = stop.run_until_cancelled(listener.accept()).await {
        let (stream, _) = client?;
        let (backend, answers) = (Arc::clone(&backend), answers.clone());
        tokio::spawn(async move {
            let data = backend.read_db().await;
            let answer = backend.call_api(data).await;
            let _ = answers.send((stream, answer));
        });
    }
    drop(answers);
    writer.await.map_err(io::Error::other)
}
