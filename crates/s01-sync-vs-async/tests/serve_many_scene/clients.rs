//! Who connects, and how they read and go.

use std::net;
use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;

use probe::{Diagnosis, Finding};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpSocket, TcpStream};

use super::seen::{Client, tell};
use super::{BUFFER, Scene};

/// So many connect at the moment of the stop, and so many of them may still be accepted: a `select!`
/// tosses a coin for each, and a task that is aborted may come to the end of its budget (128) first.
/// Elsewhere than on Linux the system may hold no more than 128, and the others would wait for ever.
pub const QUEUE: usize = if cfg!(target_os = "linux") { 150 } else { 100 };

impl Scene {
    /// So many more clients connect, and read what they are sent to its end.
    pub async fn connect(&self, clients: usize) {
        tell(
            "the clients",
            format_args!("{clients} connect"),
            format_args!("{clients} 個が接続"),
        );
        for _ in 0..clients {
            let mut stream = self.stranger().await;
            let shared = Arc::clone(&self.shared);
            let number = shared.note(|seen| {
                seen.clients.push(Client::default());
                seen.clients.len() - 1
            });
            tokio::spawn(async move {
                shared.until(|| shared.held().readers <= number).await;
                let mut part = vec![0; 64 * 1024];
                loop {
                    let read = stream.read(&mut part).await;
                    let is_over = shared.note(|seen| {
                        let client = &mut seen.clients[number];
                        match read {
                            Ok(0) => client.end = Some(Ok(())),
                            Ok(bytes) => client.body.extend_from_slice(&part[..bytes]),
                            Err(error) => client.end = Some(Err(error)),
                        }
                        client.end.is_some()
                    });
                    if is_over {
                        break;
                    }
                }
            });
        }
    }

    /// A client that the test keeps in its own hands. No other counts it.
    pub async fn stranger(&self) -> TcpStream {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(BUFFER).expect("a small buffer");
        socket
            .connect(self.address)
            .await
            .expect("somebody listens")
    }

    /// Somebody who may come too late: there may be no listener any more.
    pub async fn late_comer(&self) -> Option<TcpStream> {
        TcpStream::connect(self.address).await.ok()
    }

    /// In one turn of the thread, a queue connects, and the server is stopped: when it wakes up, it
    /// hears of both.
    pub async fn stop_beside_a_queue(&self) {
        for _ in 0..QUEUE {
            // Closed at once, it stays in the queue.
            drop(net::TcpStream::connect(self.address).expect("somebody listens"));
        }
        self.shared.stops.store(true, SeqCst);
        self.stop.cancelled().await;
    }

    /// The client breaks its connection off.
    pub fn breaks_off(&self, stream: TcpStream) {
        stream.set_zero_linger().expect("a socket");
        drop(stream);
        self.shared.note(|_| ());
    }

    /// Waits until so many bytes have come.
    #[track_caller]
    pub fn reads<'s>(
        &'s self,
        stream: &'s mut TcpStream,
        bytes: usize,
    ) -> impl Future<Output = ()> + 's {
        let mut part = vec![0; bytes];
        let read = async move {
            stream.read_exact(&mut part).await.expect("bytes");
        };
        self.patient(read, |_| {
            Finding::new(Diagnosis::SequentialAwait).note(
                "a client waits for its answer, and everything else does not concern it",
                "あるクライアントが、自分とは関係のないもののために応答を待っています",
            )
        })
    }
}
