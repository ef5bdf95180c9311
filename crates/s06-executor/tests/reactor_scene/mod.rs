//! A reactor, wakers that write their names down when they are called, and what is asked of a turn.

use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use probe::trace::Subject;
use probe::{Diagnosis, demand, expect, meet_at_every_instruction, watch};

use crate::reactor::{Id, Reactor, Tick};

mod list;

pub use list::does_what_a_list_does;

/// Registrations after which an old `Id` is tried again, and how long that may take: some lists
/// grow slower with each.
// lesson: "70,000 later ones"
// lesson.ja: "その後の 70,000 件"
const LATER_ONES: u32 = 70_000;
// See above.
const LONG_ENOUGH: Duration = Duration::from_millis(400);

type Entry = (Tick, String);

/// A reactor, and who has been woken.
#[derive(Clone)]
pub struct Scene {
    pub reactor: Arc<Reactor>,
    woken: Arc<Mutex<Vec<Entry>>>,
}

struct Named<F> {
    entry: Entry,
    woken: Arc<Mutex<Vec<Entry>>>,
    then: F,
}

impl<F: Fn() + Send + Sync + 'static> Wake for Named<F> {
    fn wake(self: Arc<Self>) {
        Subject::named("task", &self.entry.1).record("woken");
        self.woken.lock().unwrap().push(self.entry.clone());
        (self.then)();
    }
}

/// Writes down that somebody is registered.
#[track_caller]
fn told(name: &str, at: Tick) {
    Subject::named("task", &name).tell(
        format_args!("registered for {at}"),
        format_args!("時刻 {at} に登録"),
    );
}

impl Scene {
    #[track_caller]
    pub fn new() -> Scene {
        Scene {
            reactor: Arc::new(watch(Diagnosis::Deadlock, Reactor::new)),
            woken: Arc::default(),
        }
    }

    /// Another reactor, whose wakes are written down beside those of this one.
    #[track_caller]
    pub fn other(&self) -> Scene {
        Scene {
            woken: Arc::clone(&self.woken),
            ..Scene::new()
        }
    }

    /// A waker that is to be registered for `at`.
    pub fn waker(&self, at: Tick, name: &str) -> Waker {
        self.waker_that(at, name, || {})
    }

    fn waker_that(&self, at: Tick, name: &str, then: impl Fn() + Send + Sync + 'static) -> Waker {
        Waker::from(Arc::new(Named {
            entry: (at, name.to_owned()),
            woken: Arc::clone(&self.woken),
            then,
        }))
    }

    /// Registers a waker that does something more when it is called.
    #[track_caller]
    pub fn register_that(
        &self,
        at: Tick,
        name: &str,
        then: impl Fn(&Inside) + Send + Sync + 'static,
    ) -> Id {
        let inside = self.inside();
        let waker = self.waker_that(at, name, move || then(&inside));
        told(name, at);
        self.leave(at, &waker)
    }

    /// This reactor, for a waker.
    pub fn inside(&self) -> Inside {
        Inside(self.clone())
    }

    #[track_caller]
    pub fn register(&self, at: Tick, name: &str) -> Id {
        told(name, at);
        self.leave(at, &self.waker(at, name))
    }

    /// Registers this very waker.
    #[track_caller]
    pub fn leave(&self, at: Tick, waker: &Waker) -> Id {
        watch(Diagnosis::Deadlock, || self.reactor.register(at, waker))
    }

    #[track_caller]
    pub fn deregister(&self, id: Id) {
        Subject::named("task", &"the reactor").tell("is to forget one", "一つの登録を取り消す");
        watch(Diagnosis::Deadlock, || self.reactor.deregister(id));
    }

    /// Asks that an `Id` that was served takes away none of those who come later.
    #[track_caller]
    pub fn names_no_later_one(&self, served: Id, from: Tick) {
        let waker = Waker::noop();
        let taken = watch(Diagnosis::Deadlock, || {
            let began = Instant::now();
            (1..=LATER_ONES).find(|number| {
                if began.elapsed() > LONG_ENOUGH {
                    return false;
                }
                let at = from + Tick::from(number / 64);
                if number % 64 == 0 {
                    // Some throw away only now what was deregistered.
                    self.reactor.turn(at - 1);
                }
                let later = self.reactor.register(at, waker);
                self.reactor.deregister(served);
                let next = self.reactor.next_deadline();
                self.reactor.deregister(later);
                next != Some(at)
            })
        });
        demand(
            taken.is_none(),
            Diagnosis::LostWake,
            format!("registration {taken:?} was gone after an old `Id` had been deregistered"),
            format!("古い `Id` を取り消すと、{taken:?} 件目の登録が消えました"),
        );
    }

    #[track_caller]
    pub fn next_deadline(&self, asked: Option<Tick>) {
        let next = watch(Diagnosis::Deadlock, || self.reactor.next_deadline());
        expect(next, asked, "the next deadline", "次の期限");
    }

    /// One turn: these are to be woken in it, the earliest first, and nobody else.
    #[track_caller]
    pub fn turn(&self, now: Tick, asked: &[&str]) {
        self.turn_without(Diagnosis::NeedlessWake, now, asked);
    }

    /// [`turn`](Scene::turn), where a wake of somebody else is a case of `superfluous`.
    #[track_caller]
    pub fn turn_without(&self, superfluous: Diagnosis, now: Tick, asked: &[&str]) {
        self.wakes(superfluous, now, asked, || {
            watch(Diagnosis::Deadlock, || self.reactor.turn(now))
        });
    }

    /// [`turn`](Scene::turn), where a waker uses the reactor.
    #[track_caller]
    pub fn turn_with_calls(&self, now: Tick, asked: &[&str]) {
        self.wakes(Diagnosis::NeedlessWake, now, asked, || {
            watch(Diagnosis::WakeUnderLock, || self.reactor.turn(now))
        });
    }

    /// [`turn`](Scene::turn), on another thread.
    #[track_caller]
    pub fn turn_on_another_thread(&self, now: Tick, asked: &[&str]) {
        self.wakes(Diagnosis::NeedlessWake, now, asked, || {
            on_another_thread(|| self.reactor.turn(now))
        });
    }

    #[track_caller]
    fn wakes(
        &self,
        superfluous: Diagnosis,
        now: Tick,
        asked: &[&str],
        turn: impl FnOnce() -> usize,
    ) {
        let before = self.woken.lock().unwrap().len();
        Subject::named("task", &"the reactor")
            .tell(format_args!("it is {now}"), format_args!("時刻は {now}"));
        let count = turn();
        let entries = self.woken.lock().unwrap().split_off(before);
        let names: Vec<&str> = entries.iter().map(|(_, name)| &**name).collect();
        let (en, ja) = (
            format!("at {now} these were woken: {names:?}, due are {asked:?}"),
            format!("時刻 {now} で起床したものは {names:?}、期限が来たものは {asked:?} です"),
        );
        demand(within(&names, asked), superfluous, &en, &ja);
        demand(within(asked, &names), Diagnosis::LostWake, &en, &ja);
        let moments: Vec<Tick> = entries.iter().map(|(at, _)| *at).collect();
        let mut ascending = moments.clone();
        ascending.sort_unstable();
        expect(
            moments,
            ascending,
            "the moments for which they were registered, in the order of the wakes",
            "起床した順に並べた、登録の時刻",
        );
        expect(
            count,
            asked.len(),
            "wakes that `turn` reports",
            "`turn` が返した起床の数",
        );
    }

    /// Asks that each of these has been woken once since the beginning, and nobody else, except for
    /// those that `may` have been.
    #[track_caller]
    fn all_are_woken_once(&self, asked: &[&str], may: &[&str]) {
        let entries = self.woken.lock().unwrap();
        let names: Vec<&str> = entries.iter().map(|(_, name)| &**name).collect();
        let (en, ja) = (
            format!("two threads met in the reactor; woken: {names:?}, due: {asked:?}"),
            format!("二つのスレッドが reactor で出会いました。起床 {names:?}、期限 {asked:?}"),
        );
        let most = [asked, may].concat();
        demand(within(asked, &names), Diagnosis::LostWake, &en, &ja);
        demand(within(&names, &most), Diagnosis::NeedlessWake, &en, &ja);
    }
}

/// One of two sides that meet in a reactor.
pub struct Side {
    reactor: Arc<Reactor>,
    waker: Waker,
    other: Id,
}

impl Side {
    pub fn register(&self) {
        self.reactor.register(10, &self.waker);
    }

    pub fn deregister(&self) {
        self.reactor.deregister(self.other);
    }

    pub fn turn(&self) {
        self.reactor.turn(10);
    }
}

/// Lets two sides, "one" and "two", meet at every instruction, in a reactor where "other" waits for
/// moment 10. After a turn that wakes whoever was too late for another one, these have been woken.
#[track_caller]
pub fn meet<const N: usize, const M: usize>(
    one: fn(&Side),
    two: fn(&Side),
    asked: [&'static str; N],
    may: [&'static str; M],
) {
    meet_at_every_instruction(|| {
        let scene = Scene::new();
        let other = scene.register(10, "other");
        let [one_side, two_side] = ["one", "two"].map(|name| Side {
            reactor: Arc::clone(&scene.reactor),
            waker: scene.waker(10, name),
            other,
        });
        let after = move || {
            watch(Diagnosis::Deadlock, || scene.reactor.turn(10));
            scene.all_are_woken_once(&asked, &may);
        };
        (move || one(&one_side), move || two(&two_side), after)
    });
}

/// The reactor as a waker sees it: nobody watches the calls, for a lock is what they may wait for.
pub struct Inside(Scene);

impl Inside {
    pub fn register(&self, at: Tick, name: &str) -> Id {
        self.0.reactor.register(at, &self.0.waker(at, name))
    }

    /// Registers on another thread, and waits for that.
    pub fn register_elsewhere(&self, at: Tick, name: &'static str) {
        let scene = self.0.clone();
        let thread = thread::spawn(move || Inside(scene).register(at, name));
        thread.join().expect("`register` does not panic");
    }

    pub fn deregister(&self, id: Id) {
        self.0.reactor.deregister(id);
    }

    pub fn turn(&self, now: Tick) {
        self.0.reactor.turn(now);
    }

    /// A turn of this reactor on another thread, for which the waker waits.
    pub fn turn_elsewhere(&self, now: Tick) {
        let reactor = Arc::clone(&self.0.reactor);
        let thread = thread::spawn(move || reactor.turn(now));
        thread.join().expect("`turn` does not panic");
    }

    pub fn next_deadline(&self) {
        self.0.reactor.next_deadline();
    }
}

/// Whether each name is in `all` at least as often as in `some`.
fn within(some: &[&str], all: &[&str]) -> bool {
    let times = |list: &[&str], name: &str| list.iter().filter(|other| **other == name).count();
    some.iter()
        .all(|name| times(some, name) <= times(all, name))
}

/// The result of a call that another thread makes, and comes back from.
#[track_caller]
pub fn on_another_thread<T: Send>(call: impl FnOnce() -> T + Send) -> T {
    watch(Diagnosis::Deadlock, || {
        thread::scope(|scope| scope.spawn(call).join())
    })
    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
