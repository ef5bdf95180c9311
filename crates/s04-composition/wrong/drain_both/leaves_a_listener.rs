//~ leaked-task in borrowed_and_not_send
//! "A task that prints what ends." It holds a sender of its own channel, and so the channel never
//! closes.

use s04_composition::log::Log;
use tokio::sync::mpsc::unbounded_channel;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (ends, mut listener) = unbounded_channel();
    let more = ends.clone();
    tokio::spawn(async move {
        let _more = more;
        while let Some(name) = listener.recv().await {
            println!("{name} has ended");
        }
    });
    let a = async {
        a.await;
        log.write("a");
        let _ = ends.send("a");
    };
    let b = async {
        b.await;
        log.write("b");
        let _ = ends.send("b");
    };
    tokio::join!(a, b);
}
