//! Each task hands a token to a keeper and waits until it comes back.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::sync::{mpsc, oneshot};

pub async fn work(name: String, slices: usize, log: Log) {
    let (ask, mut asked) = mpsc::unbounded_channel::<oneshot::Sender<()>>();
    let keeper = tokio::spawn(async move {
        while let Some(reply) = asked.recv().await {
            let _ = reply.send(());
        }
    });
    for number in 0..slices {
        slice(&log, &name, number);
        let (reply, answer) = oneshot::channel();
        ask.send(reply).expect("the keeper listens");
        answer.await.expect("the keeper replies");
    }
    drop(ask);
    keeper.await.expect("the keeper does not panic");
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let (done, mut all_done) = mpsc::channel::<()>(1);
    for name in names {
        let (work, done) = (work(name, slices, log.clone()), done.clone());
        tokio::spawn(async move {
            work.await;
            drop(done);
        });
    }
    drop(done);
    all_done.recv().await;
}
