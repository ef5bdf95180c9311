//! A store whose service takes 10 ms, and others who change its list meanwhile.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use futures::future::{BoxFuture, join_all};
use probe::trace::{call, moment};
use probe::{Child, Diagnosis, Finding, demand, expect, meet_at_every_instruction, ms, program};
use s09_anti_patterns::store::{Store, Wait, next};
use tokio::time::{sleep, timeout};

use crate::lock_scope::{add_after_io, update};

/// A store with these items, whose service takes 10 ms.
pub fn store(items: &[u32]) -> Arc<Store> {
    Arc::new(Store::new(items, || Box::pin(sleep(ms(10)))))
}

/// What is in the list.
pub fn items(store: &Store) -> Vec<u32> {
    lock(store).clone()
}

fn lock(store: &Store) -> MutexGuard<'_, Vec<u32>> {
    store.items.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a program, and asks that the lock is free whenever it waits.
#[track_caller]
pub fn run<F: Future>(store: &Store, program: impl FnOnce() -> F) {
    program::run_lending(|| store.is_free(), program);
    let held = store.held();
    demand(
        held == 0,
        Diagnosis::LockAcrossAwait,
        format!("the lock was taken at {held} of the calls of the service"),
        format!("サービスの呼び出しのうち {held} 回で、ロックが取られたままでした"),
    );
}

/// Long enough for everything here.
const LONG: Duration = Duration::from_secs(10);

/// Waits for updates that must come to an end once nobody changes the list any more.
#[track_caller]
fn in_time<F: Future>(updates: F) -> impl Future<Output = F::Output> {
    let updates = timeout(LONG, updates);
    async {
        updates.await.unwrap_or_else(|_| {
            Finding::new(Diagnosis::ReadyTooLate)
                .note(
                    "nobody changes the list any more, and `update` still asks the service",
                    "もう誰もリストを変更しないのに、`update` がサービスに依頼し続けています",
                )
                .raise()
        })
    }
}

/// Changes the list while `update` waits.
#[track_caller]
pub fn changed_meanwhile(before: &[u32], after: &[u32]) {
    let shared = store(before);
    let report = program::run(|| async {
        let change = async {
            sleep(ms(5)).await;
            moment("somebody changes it");
            *lock(&shared) = after.to_vec();
        };
        let update = async {
            let call = call("update");
            let attempts = update(&shared).await;
            call.ends();
            attempts
        };
        tokio::join!(in_time(update), change).0
    });
    let seen = items(&shared);
    demand(
        seen != [before, &[next(before)]].concat(),
        Diagnosis::LostUpdate,
        format!("`{before:?}` became `{after:?}` while `update` waited; the list is `{seen:?}`"),
        format!(
            "`update` が待つ間に `{before:?}` が `{after:?}` になりましたが、リストは `{seen:?}` です"
        ),
    );
    expect(seen, [after, &[next(after)]].concat(), "the list", "リスト");
    expect(report.output, 2, "attempts", "依頼した回数");
    report.took(ms(20));
}

/// So many updates of the same list at the same time: each follows from those before it.
#[track_caller]
pub fn updates(count: usize) {
    let shared = store(&[7]);
    let report = program::run(|| in_time(join_all((0..count).map(|_| update(&shared)))));
    let mut asked = vec![7];
    for _ in 0..count {
        asked.push(next(&asked));
    }
    let seen = items(&shared);
    demand(
        seen == asked,
        Diagnosis::LostUpdate,
        format!(
            "{count} updates of one item; there are {} items, and each is due to follow from those before it",
            seen.len()
        ),
        format!(
            "1 個の要素に {count} 回の更新を行い、要素は {} 個です。どの要素も、それより前の要素から決まるはずです",
            seen.len()
        ),
    );
    let most = report.output.into_iter().max();
    demand(
        most.is_some_and(|most| (1..=count).contains(&most)),
        Diagnosis::WrongResult,
        format!("{count} updates at the same time; the most attempts of one of them: {most:?}"),
        format!("同時に {count} 回の更新を行い、依頼した回数の最大は {most:?} でした"),
    );
}

/// Polls after which an update that nobody disturbs any more must have ended.
const POLLS: usize = 20;

/// Another thread adds an item, at every instruction of the poll in which the service is asked, and
/// of the one in which it has answered.
#[track_caller]
pub fn met_by_another_thread() {
    let after_another = [1, 9, next(&[1, 9])];
    for is_asked in [true, false] {
        met(updating, is_asked, [[1, next(&[1]), 9], after_another]);
        met(adding, is_asked, [[1, 3, 9], [1, 9, 3]]);
    }
}

#[track_caller]
fn met(begin: fn(Arc<Store>) -> Boxed, is_asked: bool, asked: [[u32; 3]; 2]) {
    if begin(store(&[])).is_none() {
        // It must not go to another thread, which is the fault of another Rule.
        return;
    }
    meet_at_every_instruction(|| {
        let answered = || Box::pin(Child::yielding(1, ()).0) as Wait;
        let shared = Arc::new(Store::new(&[1], answered));
        let waiting = Arc::new(Mutex::new(begin(Arc::clone(&shared))));
        if is_asked {
            is_done(&waiting);
        }
        let (again, of_other) = (Arc::clone(&waiting), Arc::clone(&shared));
        let one = move || {
            is_done(&waiting);
        };
        let other = move || lock(&of_other).push(9);
        let after = move || {
            let is_over = (0..POLLS).any(|_| is_done(&again));
            let seen = items(&shared);
            demand(
                is_over,
                Diagnosis::ReadyTooLate,
                format!("the list is `{seen:?}`, and the service is still asked"),
                format!("リストは `{seen:?}` ですが、まだサービスに依頼しています"),
            );
            demand(
                asked.iter().any(|asked| *asked == *seen),
                Diagnosis::LostUpdate,
                format!("another thread added 9 to `[1]` meanwhile; the list is `{seen:?}`"),
                format!("別のスレッドが `[1]` に 9 を追加しましたが、リストは `{seen:?}` です"),
            );
        };
        (one, other, after)
    });
}

/// Polls it once more, unless it is over.
fn is_done(waiting: &Mutex<Boxed>) -> bool {
    let mut waiting = waiting.lock().expect("no poll panics");
    let context = &mut Context::from_waker(Waker::noop());
    let poll = waiting.as_mut().map(|future| future.as_mut().poll(context));
    if poll.is_none_or(|poll| poll.is_ready()) {
        *waiting = None;
    }
    waiting.is_none()
}

/// A future in a box that may go to another thread; none, where it must not.
type Boxed = Option<BoxFuture<'static, ()>>;

struct Asked<F>(F);

#[allow(dead_code)]
trait Stays: Sized {
    fn if_send(self) -> Boxed {
        None
    }
}

impl<F> Stays for Asked<F> {}

// What belongs to the type itself comes before what a trait lends it.
#[allow(dead_code)]
impl<F: Future<Output = ()> + Send + 'static> Asked<F> {
    fn if_send(self) -> Boxed {
        Some(Box::pin(self.0))
    }
}

async fn updated(store: Arc<Store>) {
    update(&store).await;
}

fn updating(store: Arc<Store>) -> Boxed {
    Asked(updated(store)).if_send()
}

fn adding(store: Arc<Store>) -> Boxed {
    Asked(add_after_io(store, 3)).if_send()
}
