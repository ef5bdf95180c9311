//! `wrong-result`: whatever has no better name.

mod support;

use probe::{Child, Diagnosis, Probe, expect};
use support::{caught, passes};

mod bad {
    use futures::StreamExt;
    use futures::stream::FuturesUnordered;

    /// Awaits all of them at once; the outputs stand in the order of the futures.
    pub async fn all<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
        let futures: FuturesUnordered<_> = futures.into_iter().collect();
        futures.collect().await
    }
}

mod good {
    use futures::future::join_all;

    /// Awaits all of them at once; the outputs stand in the order of the futures.
    pub async fn all<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
        join_all(futures).await
    }
}

fn slow_one_first() -> Vec<Child<u32>> {
    [(2, 1), (0, 2)]
        .map(|(yields, output)| Child::yielding(yields, output).0)
        .into()
}

#[track_caller]
fn in_order(outputs: &[u32]) {
    expect(outputs, &[1, 2], "the outputs", "出力");
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::WrongResult, || {
        in_order(&Probe::new(bad::all(slow_one_first())).run(3));
    });
}

#[test]
fn good_example_passes() {
    passes(|| in_order(&Probe::new(good::all(slow_one_first())).run(3)));
}

#[test]
fn the_same_value_made_in_another_way_passes() {
    passes(|| {
        let outputs: Vec<_> = (1..).take(2).collect();
        in_order(&outputs);
    });
}
