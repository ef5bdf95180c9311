//~ wrong-result in backend_is_called_once_for_each_client
//! "The same question, the same answer: the first one is kept." Each client gets an answer of its own.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;

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
    let kept = Arc::new(Mutex::new(None));
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            client = listener.accept() => {
                let (stream, _) = client?;
                handlers.spawn(handle(stream, Arc::clone(&backend), Arc::clone(&kept)));
            }
        }
    }
    while let Some(end) = handlers.join_next().await {
        served += usize::from(matches!(end, Ok(Ok(()))));
    }
    Ok(served)
}

async fn handle<B: Backend>(
    mut stream: TcpStream,
    backend: Arc<B>,
    kept: Arc<Mutex<Option<Vec<u8>>>>,
) -> io::Result<()> {
    let known = kept.lock().expect("no panic").clone();
    let answer = match known {
        Some(answer) => answer,
        None => {
            let data = backend.read_db().await;
            backend.call_api(data).await
        }
    };
    kept.lock()
        .expect("no panic")
        .get_or_insert_with(|| answer.clone());
    stream.write_all(&answer).await?;
    stream.shutdown().await
}
