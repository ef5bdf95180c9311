//! Each task reports through a channel; when the last sender is gone, all are over.

use std::io;
use std::sync::Arc;

use s01_sync_vs_async::backend::Backend;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub async fn serve<B: Backend>(
    listener: TcpListener,
    backend: Arc<B>,
    stop: CancellationToken,
) -> io::Result<usize> {
    let (report, mut reports) = mpsc::unbounded_channel();
    let accepting = async move {
        loop {
            let client = tokio::select! {
                client = listener.accept() => client,
                () = stop.cancelled() => return Ok::<(), io::Error>(()),
            };
            let (stream, _) = client?;
            let (backend, report) = (Arc::clone(&backend), report.clone());
            tokio::spawn(async move {
                let _ = report.send(handle(stream, backend).await.is_ok());
            });
        }
    };
    let counting = async {
        let mut served = 0;
        while let Some(is_served) = reports.recv().await {
            served += usize::from(is_served);
        }
        served
    };
    let (accepted, served) = tokio::join!(accepting, counting);
    accepted.map(|()| served)
}

async fn handle<B: Backend>(stream: TcpStream, backend: Arc<B>) -> io::Result<()> {
    let data = backend.read_db().await;
    let answer = backend.call_api(data).await;
    let mut rest = &*answer;
    while !rest.is_empty() {
        stream.writable().await?;
        match stream.try_write(rest) {
            Ok(bytes) => rest = &rest[bytes..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
