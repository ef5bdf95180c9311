//! The simplest reactor that there can be, a list of those who wait, beside the one that is judged.
//! The calls come at random, and from inside the wakes as well.

use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Wake, Waker};

use probe::{Diagnosis, Finding, watch};

use crate::reactor::{Id, Reactor, Tick};

/// Programs of random calls: the first are short, and in the first quarter no wake calls anything.
const PROGRAMS: u64 = 400;

/// Turns inside the wakes of turns.
const DEEPEST: usize = 3;

/// Calls that are shown.
const SHOWN: usize = 16;

/// Compares the reactor with the list.
#[track_caller]
pub fn does_what_a_list_does() {
    for program in 1..=PROGRAMS {
        let both = Both(Arc::new((
            watch(Diagnosis::Deadlock, Reactor::new),
            Mutex::default(),
        )));
        {
            let mut list = both.list();
            list.numbers = Numbers(program.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            list.calls_inside = program > PROGRAMS / 4;
        }
        for _ in 0..program / 4 + 4 {
            watch(Diagnosis::WakeUnderLock, || both.call());
            let mistake = both.list().mistake.take();
            if let Some(mistake) = mistake {
                both.list().tell(mistake);
            }
        }
    }
}

/// A reactor and the list. Calls of the reactor are made while nobody holds the list.
#[derive(Clone)]
struct Both(Arc<(Reactor, Mutex<List>)>);

#[derive(Default)]
struct List {
    waiting: Vec<Entry>,
    /// Registrations that were served or taken back.
    gone: Vec<(usize, Id)>,
    registered: usize,
    /// The turns that run now, each inside a wake of the one before.
    turns: Vec<Turn>,
    now: Tick,
    numbers: Numbers,
    calls_inside: bool,
    calls: Vec<String>,
    mistake: Option<Mistake>,
}

struct Entry {
    number: usize,
    at: Tick,
    id: Option<Id>,
}

struct Turn {
    now: Tick,
    /// The first registration that belongs to a later turn.
    later: usize,
    woken: usize,
}

/// What it is, in both languages.
struct Mistake(Diagnosis, String, String);

/// Tells the list that this one was woken.
struct Numbered(Both, usize);

impl Wake for Numbered {
    fn wake(self: Arc<Self>) {
        let Numbered(both, number) = &*self;
        let calls = both.list().wakes(*number);
        for _ in 0..calls {
            both.call();
        }
    }
}

impl Both {
    fn list(&self) -> MutexGuard<'_, List> {
        self.0.1.lock().expect("the list does not panic")
    }

    /// One call, whichever comes.
    fn call(&self) {
        let (roll, no_turn) = {
            let mut list = self.list();
            let no_turn = list.turns.len() == DEEPEST;
            (list.numbers.below(10), no_turn)
        };
        match roll {
            0..5 => self.register(),
            5 => self.deregister(true),
            6 => self.deregister(false),
            _ if no_turn => {}
            _ => self.turn(),
        }
        self.next_deadline();
    }

    fn register(&self) {
        let (number, at) = {
            let mut list = self.list();
            let (now, number) = (list.now, list.registered);
            let at = list.numbers.moment(now);
            list.registered += 1;
            list.say(format!("register({at}) is number {number}"));
            list.waiting.push(Entry {
                number,
                at,
                id: None,
            });
            (number, at)
        };
        let waker = Waker::from(Arc::new(Numbered(self.clone(), number)));
        let id = self.0.0.register(at, &waker);
        let mut list = self.list();
        if let Some(entry) = list.waiting.iter_mut().find(|entry| entry.number == number) {
            entry.id = Some(id);
        }
    }

    fn deregister(&self, waits: bool) {
        let id = {
            let mut list = self.list();
            let from = if waits {
                list.waiting.len()
            } else {
                list.gone.len()
            };
            if from == 0 {
                return;
            }
            let place = list.numbers.below(from as u64) as usize;
            if waits {
                let entry = list.waiting.swap_remove(place);
                let Some(id) = entry.id else { return };
                list.gone.push((entry.number, id));
            }
            let place = if waits { list.gone.len() - 1 } else { place };
            let (number, id) = list.gone[place];
            list.say(format!("deregister(number {number})"));
            id
        };
        self.0.0.deregister(id);
    }

    fn turn(&self) {
        let now = self.list().begin_turn();
        let count = self.0.0.turn(now);
        self.list().end_turn(count);
    }

    fn next_deadline(&self) {
        let next = self.0.0.next_deadline();
        let mut list = self.list();
        // Nobody is later than the end of time: the last case is that nobody waits.
        let moment = |at: Option<Tick>| (at.is_none(), at);
        let at = list.waiting.iter().map(|entry| entry.at);
        let earliest = at.clone().min();
        // Of those whom a running turn is about to wake it may speak, and need not.
        let is_left = |entry: &&Entry| !list.turns.iter().any(|turn| turn.is_for(entry));
        let latest = list.waiting.iter().filter(is_left).map(|entry| entry.at);
        let right = moment(earliest)..=moment(latest.min());
        let is_known = next.is_none_or(|next| at.clone().any(|at| at == next));
        if !right.contains(&moment(next)) || !is_known {
            list.say(format!("next_deadline() = {next:?}"));
            list.is_wrong(
                Diagnosis::WrongResult,
                format!("the next deadline: expected `{earliest:?}`, got `{next:?}`"),
                format!("次の期限: 期待値は `{earliest:?}`、実際は `{next:?}`"),
            );
        }
    }
}

impl Turn {
    /// Whether this turn may wake it.
    fn is_for(&self, entry: &Entry) -> bool {
        entry.at <= self.now && entry.number < self.later
    }
}

impl List {
    fn say(&mut self, call: String) {
        let call = format!("{}{call}", "  ".repeat(self.turns.len()));
        self.calls.push(call);
    }

    /// The first mistake counts.
    fn is_wrong(&mut self, diagnosis: Diagnosis, en: String, ja: String) {
        self.mistake.get_or_insert(Mistake(diagnosis, en, ja));
    }

    #[track_caller]
    fn tell(&self, Mistake(diagnosis, en, ja): Mistake) -> ! {
        let calls = self.calls[self.calls.len().saturating_sub(SHOWN)..].join("\n");
        Finding::new(diagnosis)
            .note(en, ja)
            .note(
                format!("the calls before that:\n{calls}"),
                format!("それまでの呼び出し:\n{calls}"),
            )
            .raise()
    }

    fn begin_turn(&mut self) -> Tick {
        let then = self.numbers.moment(self.now).max(self.now);
        // Seldom to the end of time, from where there is no way on.
        if then - self.now < 6 || self.numbers.below(16) == 0 && self.turns.is_empty() {
            self.now = then;
        }
        let now = self.now;
        self.say(format!("turn({now})"));
        self.turns.push(Turn {
            now,
            later: self.registered,
            woken: 0,
        });
        now
    }

    /// Those who are to be woken in the turn that runs. What is due in another turn around it may be
    /// left to that one. What was registered inside a wake of that one may be woken by this one, and
    /// need not.
    fn due(&self) -> impl Iterator<Item = &Entry> {
        let (last, around) = self.turns.split_last().unzip();
        let later = self.turns.first().map_or(0, |turn| turn.later);
        self.waiting.iter().filter(move |entry| {
            let is_due = last.is_some_and(|turn| turn.is_for(entry)) && entry.number < later;
            is_due
                && !around
                    .unwrap_or_default()
                    .iter()
                    .any(|turn| turn.is_for(entry))
        })
    }

    /// A wake; returns how many calls are to be made in it.
    fn wakes(&mut self, number: usize) -> u64 {
        self.say(format!("wakes number {number}"));
        let place = self.waiting.iter().position(|entry| entry.number == number);
        let is_due = |place: &usize| {
            let turn = self.turns.last();
            turn.is_some_and(|turn| turn.is_for(&self.waiting[*place]))
        };
        let Some(place) = place.filter(is_due) else {
            let (en, ja) = (
                format!("number {number} was woken, which is not due in this turn"),
                format!("この `turn` で期限の来ていない {number} 番が起床しました"),
            );
            self.is_wrong(Diagnosis::NeedlessWake, en, ja);
            return 0;
        };
        let at = self.waiting[place].at;
        let earlier = self.due().map(|entry| entry.at).find(|other| *other < at);
        if let Some(earlier) = earlier {
            let (en, ja) = (
                format!("moment {at} came before moment {earlier}"),
                format!("時刻 {at} が時刻 {earlier} より先になりました"),
            );
            self.is_wrong(Diagnosis::WrongResult, en, ja);
        }
        let entry = self.waiting.swap_remove(place);
        self.gone.extend(entry.id.map(|id| (number, id)));
        if let Some(turn) = self.turns.last_mut() {
            turn.woken += 1;
        }
        if self.calls_inside && self.mistake.is_none() {
            self.numbers.below(5).saturating_sub(1)
        } else {
            0
        }
    }

    fn end_turn(&mut self, count: usize) {
        let left: Vec<_> = self.due().map(|entry| entry.number).collect();
        let Some(Turn { now, woken, .. }) = self.turns.pop() else {
            return;
        };
        self.say(format!("turn({now}) = {count}"));
        if !left.is_empty() {
            self.is_wrong(
                Diagnosis::LostWake,
                format!("turn({now}) did not wake {left:?}, whose moment has come"),
                format!("turn({now}) は、時刻が来ている {left:?} 番を起床させませんでした"),
            );
        }
        if count != woken {
            self.is_wrong(
                Diagnosis::WrongResult,
                format!("turn({now}) returned {count} and woke {woken}"),
                format!("turn({now}) は {count} を返しましたが、起床させたのは {woken} 個です"),
            );
        }
    }
}

/// The same numbers in each run: a xorshift.
#[derive(Default)]
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    /// Often close to `now`, or at an end.
    fn moment(&mut self, now: Tick) -> Tick {
        match self.below(8) {
            0 => [0, 1, Tick::MAX - 1, Tick::MAX][self.below(4) as usize],
            1 => self.below(Tick::MAX),
            _ => now.saturating_add(self.below(6)),
        }
    }
}
