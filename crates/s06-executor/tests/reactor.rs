//! A reactor wakes those whose moment has come: all of them, nobody else, the earliest first, and
//! with no lock in its hand.
//!
//! Start with `due_are_woken_and_later_ones_wait`; the others can wait until it is green.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s06-executor/reactor.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s06-executor/reactor.rs"
)]
mod reactor;

use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};

use probe::{Diagnosis, demand, expect, meet_at_every_instruction, watch};
use reactor::{Id, Reactor, Tick};

/// Wakers that write their names down when they are called.
#[derive(Clone, Default)]
struct Woken(Arc<Mutex<Vec<&'static str>>>);

struct Named {
    name: &'static str,
    woken: Woken,
}

impl Wake for Named {
    fn wake(self: Arc<Self>) {
        self.woken.0.lock().unwrap().push(self.name);
    }
}

impl Woken {
    fn waker(&self, name: &'static str) -> Waker {
        Waker::from(Arc::new(Named {
            name,
            woken: self.clone(),
        }))
    }

    fn names(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }
}

/// One turn: `asked` are to be woken in it, in this order, and nobody else.
#[track_caller]
fn turn(reactor: &Reactor, woken: &Woken, now: Tick, asked: &[&str]) {
    turn_without(Diagnosis::NeedlessWake, reactor, woken, now, asked);
}

/// [`turn`], where a wake of somebody else is a case of `superfluous`.
#[track_caller]
fn turn_without(
    superfluous: Diagnosis,
    reactor: &Reactor,
    woken: &Woken,
    now: Tick,
    asked: &[&str],
) {
    let before = woken.names().len();
    let count = watch(Diagnosis::WakeUnderLock, || reactor.turn(now));
    let names = woken.names().split_off(before);
    let (en, ja) = (
        format!("at {now} these were woken: {names:?}, due are {asked:?}"),
        format!("時刻 {now} で起床したものは {names:?}、期限が来たものは {asked:?} です"),
    );
    demand(within(&names, asked), superfluous, &en, &ja);
    demand(within(asked, &names), Diagnosis::LostWake, &en, &ja);
    expect(&names[..], asked, "the order of wakes", "起床の順番");
    expect(
        count,
        asked.len(),
        "wakes that `turn` reports",
        "`turn` が返した起床の数",
    );
}

/// Whether each name is in `all` at least as often as in `some`.
fn within(some: &[&str], all: &[&str]) -> bool {
    let times = |list: &[&str], name: &str| list.iter().filter(|other| **other == name).count();
    some.iter()
        .all(|name| times(some, name) <= times(all, name))
}

#[track_caller]
fn next_deadline(reactor: &Reactor, asked: Option<Tick>) {
    expect(
        reactor.next_deadline(),
        asked,
        "the next deadline",
        "次の期限",
    );
}

#[test]
fn nobody_waits_then_nothing_to_do() {
    let reactor = Reactor::new();
    next_deadline(&reactor, None);
    turn(&reactor, &Woken::default(), 10, &[]);
}

#[test]
fn due_are_woken_and_later_ones_wait() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    reactor.register(10, &woken.waker("at 10"));
    reactor.register(20, &woken.waker("at 20"));
    turn(&reactor, &woken, 9, &[]);
    turn(&reactor, &woken, 10, &["at 10"]);
    turn(&reactor, &woken, 19, &[]);
    turn(&reactor, &woken, 25, &["at 20"]);
    turn(&reactor, &woken, 100, &[]);
}

#[test]
fn several_due_then_the_earliest_first() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    let names = ["1", "2", "3", "4", "5", "6", "7", "8"];
    for at in [5, 2, 8, 1, 7, 3, 6, 4] {
        reactor.register(at, &woken.waker(names[at as usize - 1]));
    }
    turn(&reactor, &woken, 8, &names);
}

#[test]
fn equal_deadlines_are_all_woken() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    let one = woken.waker("due");
    for waker in [&one, &one, &woken.waker("due"), &woken.waker("due")] {
        reactor.register(10, waker);
    }
    turn(&reactor, &woken, 10, &["due"; 4]);
}

#[test]
fn deregistered_is_never_woken() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    let first = reactor.register(10, &woken.waker("first"));
    reactor.register(10, &woken.waker("second"));
    reactor.deregister(first);
    turn(&reactor, &woken, 10, &["second"]);
}

#[test]
fn registered_anew_wakes_only_the_new_waker() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    let old = reactor.register(10, &woken.waker("old"));
    reactor.deregister(old);
    reactor.register(10, &woken.waker("new"));
    turn_without(Diagnosis::StaleWaker, &reactor, &woken, 10, &["new"]);
}

#[test]
fn deregistering_after_the_wake_does_nothing() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    let served = reactor.register(10, &woken.waker("served"));
    turn(&reactor, &woken, 10, &["served"]);
    reactor.register(20, &woken.waker("other"));
    reactor.deregister(served);
    turn(&reactor, &woken, 20, &["other"]);
}

#[test]
fn next_deadline_is_the_earliest_that_still_counts() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    reactor.register(30, &woken.waker("at 30"));
    let early = reactor.register(10, &woken.waker("at 10"));
    reactor.register(20, &woken.waker("at 20"));
    next_deadline(&reactor, Some(10));
    reactor.deregister(early);
    next_deadline(&reactor, Some(20));
    turn(&reactor, &woken, 20, &["at 20"]);
    next_deadline(&reactor, Some(30));
    turn(&reactor, &woken, 30, &["at 30"]);
    next_deadline(&reactor, None);
}

#[test]
fn last_moment_of_all_is_one_like_the_others() {
    let (reactor, woken) = (Reactor::new(), Woken::default());
    reactor.register(Tick::MAX, &woken.waker("last"));
    turn(&reactor, &woken, Tick::MAX - 1, &[]);
    turn(&reactor, &woken, Tick::MAX, &["last"]);
}

/// A reactor that threads share, and somebody called "other" who waits there for moment 10.
fn shared() -> (Arc<Reactor>, Woken, Id) {
    let (reactor, woken) = (Arc::new(Reactor::new()), Woken::default());
    let other = reactor.register(10, &woken.waker("other"));
    (reactor, woken, other)
}

#[test]
fn registered_at_every_instruction_of_a_turn() {
    meet_at_every_instruction(|| {
        let (reactor, woken, _) = shared();
        let [here, there] = [(); 2].map(|()| Arc::clone(&reactor));
        let waker = woken.waker("late");
        let register = move || {
            here.register(10, &waker);
        };
        let turns = move || {
            there.turn(10);
        };
        let asked = move || {
            // One that came too late for that turn has its own in the next.
            watch(Diagnosis::WakeUnderLock, || reactor.turn(10));
            all_are_woken_once(&woken, &["other", "late"]);
        };
        (register, turns, asked)
    });
}

#[test]
fn registered_at_every_instruction_of_a_registration() {
    meet_at_every_instruction(|| {
        let (reactor, woken, _) = shared();
        let [one, two] = ["one", "two"].map(|name| {
            let (reactor, waker) = (Arc::clone(&reactor), woken.waker(name));
            move || {
                reactor.register(10, &waker);
            }
        });
        let asked = move || {
            watch(Diagnosis::WakeUnderLock, || reactor.turn(10));
            all_are_woken_once(&woken, &["other", "one", "two"]);
        };
        (one, two, asked)
    });
}

#[track_caller]
fn all_are_woken_once(woken: &Woken, asked: &[&str]) {
    let names = woken.names();
    let (en, ja) = (
        format!("two threads met in the reactor; woken: {names:?}, registered: {asked:?}"),
        format!("二つのスレッドが reactor で出会いました。起床 {names:?}、登録 {asked:?}"),
    );
    demand(within(asked, &names), Diagnosis::LostWake, &en, &ja);
    demand(within(&names, asked), Diagnosis::NeedlessWake, &en, &ja);
}

#[test]
fn deregistered_at_every_instruction_of_a_turn() {
    meet_at_every_instruction(|| {
        let (reactor, woken, other) = shared();
        reactor.register(10, &woken.waker("stays"));
        let [here, there] = [(); 2].map(|()| Arc::clone(&reactor));
        let deregister = move || here.deregister(other);
        let turns = move || {
            there.turn(10);
        };
        let asked = move || {
            turn(&reactor, &woken, 10, &[]);
            let names = woken.names();
            let (en, ja) = (
                format!("deregistered during a turn; woken: {names:?}"),
                format!("`turn` の最中に登録が取り消されました。起床したものは {names:?}"),
            );
            demand(within(&["stays"], &names), Diagnosis::LostWake, &en, &ja);
            demand(
                within(&names, &["stays", "other"]),
                Diagnosis::NeedlessWake,
                &en,
                &ja,
            );
        };
        (deregister, turns, asked)
    });
}

/// Asks for the next deadline, and deregisters another, inside the call of `wake`.
struct Asks {
    reactor: Arc<Reactor>,
    woken: Woken,
    other: Mutex<Option<Id>>,
}

impl Wake for Asks {
    fn wake(self: Arc<Self>) {
        if let Some(other) = self.other.lock().unwrap().take() {
            self.reactor.deregister(other);
        }
        self.woken.0.lock().unwrap().push("asks");
        let _ = self.reactor.next_deadline();
    }
}

#[test]
fn woken_task_deregisters_and_asks_for_the_deadline() {
    let (reactor, woken) = (Arc::new(Reactor::new()), Woken::default());
    let asks = Waker::from(Arc::new(Asks {
        reactor: Arc::clone(&reactor),
        woken: woken.clone(),
        other: Mutex::new(Some(reactor.register(20, &woken.waker("other")))),
    }));
    reactor.register(10, &asks);
    turn(&reactor, &woken, 10, &["asks"]);
    next_deadline(&reactor, None);
}

/// Registers again, ten ticks later, inside the call of `wake`.
struct Again {
    reactor: Arc<Reactor>,
    woken: Woken,
}

impl Wake for Again {
    fn wake(self: Arc<Self>) {
        let waker = self.woken.waker("again");
        self.reactor.register(20, &waker);
        self.woken.0.lock().unwrap().push("first");
    }
}

#[test]
fn woken_task_registers_again_at_once() {
    let (reactor, woken) = (Arc::new(Reactor::new()), Woken::default());
    let again = Waker::from(Arc::new(Again {
        reactor: Arc::clone(&reactor),
        woken: woken.clone(),
    }));
    reactor.register(10, &again);
    turn(&reactor, &woken, 10, &["first"]);
    next_deadline(&reactor, Some(20));
    turn(&reactor, &woken, 20, &["again"]);
}
