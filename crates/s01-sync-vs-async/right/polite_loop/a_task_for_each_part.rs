//! Tasks of 800 terms, awaited one by one. Each is a turn of its own.

use s01_sync_vs_async::terms::Terms;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for from in (0..terms.count()).step_by(800) {
        let terms = terms.clone();
        sum += tokio::spawn(async move {
            let to = terms.count().min(from + 800);
            (from..to).map(|number| terms.term(number)).sum::<u64>()
        })
        .await
        .expect("it does not panic");
    }
    sum
}
