//! Every instruction of a call as a place where something else happens.
//!
//! The call is run once under the processor's trap flag, which writes down what it executes. After
//! that each instruction can have a breakpoint of its own in a run at full speed: a step costs
//! twelve microseconds on a virtual machine, so stepping to each place anew would be forty times
//! dearer. Whatever follows is a schedule that a real machine may take.

mod local;
mod symbol;
mod system;
mod trap;

use std::collections::HashMap;
use std::env;
use std::fs::{self, File};
use std::os::fd::{FromRawFd, IntoRawFd};
use std::sync::atomic::{AtomicI32, AtomicU32, AtomicU64, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use trap::STATE;

/// Set by somebody who debugs a test: a debugger takes the traps for its own.
const VARIABLE: &str = "KATA_NO_STEPPING";

/// The one who steps. There is one breakpoint in a process at a time.
pub(crate) struct Stepper(#[expect(dead_code, reason = "held")] MutexGuard<'static, ()>);

/// An instruction, and how often it is run before it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    address: u64,
    pub(crate) before: u64,
    /// The how-manieth instruction of the call it is.
    pub(crate) number: usize,
    /// It touches registers and its own stack frame only.
    pub(crate) local: bool,
}

/// How a run to a breakpoint went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Reached,
    /// The call took another way.
    Missed,
    /// Another thread came by first, or no breakpoint can be set there.
    GivenUp,
}

/// What happens at the breakpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Then {
    /// The other thread has its [`Turn`].
    Turn,
    /// Time goes by until then, see [`now`].
    Sleep(Duration),
}

impl Stepper {
    /// The stepper, once nobody else has it; nothing where the traps do not work.
    pub(crate) fn get() -> Option<Stepper> {
        static ONE: Mutex<()> = Mutex::new(());
        static WORKS: OnceLock<bool> = OnceLock::new();
        let stepper = Stepper(ONE.lock().unwrap_or_else(PoisonError::into_inner));
        let works = *WORKS.get_or_init(|| install() && stepper.works());
        (works && !system::traps_are_blocked()).then_some(stepper)
    }

    /// Runs `call`, and returns the places in it.
    pub(crate) fn record<R>(&self, call: impl FnOnce() -> R) -> (R, Vec<Place>) {
        self.begin_recording();
        let result = within(call);
        (result, self.recorded())
    }

    /// What [`enter`] begins next on some thread is recorded.
    pub(crate) fn begin_recording(&self) {
        WAITING.store(0, SeqCst);
        GIVEN.store(0, SeqCst);
        STATE.length.store(0, SeqCst);
        STATE.mode.store(trap::RECORD, SeqCst);
    }

    /// Instructions recorded so far.
    pub(crate) fn length(&self) -> usize {
        STATE.length.load(SeqCst) as usize
    }

    /// The places recorded so far.
    pub(crate) fn recorded(&self) -> Vec<Place> {
        let mut seen = HashMap::new();
        let path = STATE.path[..self.length()].iter().enumerate();
        path.map(|(number, address)| {
            let address = address.load(SeqCst);
            // SAFETY: it was executed a moment ago.
            let local = || unsafe { local::is_local(address) };
            let (before, local) = seen.entry(address).or_insert_with(|| (0, local()));
            *before += 1;
            Place {
                address,
                before: *before - 1,
                number,
                local: *local,
            }
        })
        .collect()
    }

    /// Runs `call`, and does `then` at that place of it.
    pub(crate) fn stop<R>(&self, place: Place, then: Then, call: impl FnOnce() -> R) -> (R, Stop) {
        let armed = self.arm(place, then);
        let result = within(call);
        (result, if armed { self.stopped() } else { Stop::GivenUp })
    }

    /// What [`enter`] begins next on some thread does `then` at that place. Returns whether a
    /// breakpoint can be set there.
    pub(crate) fn arm(&self, place: Place, then: Then) -> bool {
        let Some(byte) = peek(place.address) else {
            STATE.mode.store(trap::IDLE, SeqCst);
            return false;
        };
        let arrived = match then {
            Then::Turn => hand_over as extern "C" fn(),
            Then::Sleep(until) => {
                let until = u64::try_from(until.as_nanos()).unwrap_or(u64::MAX);
                UNTIL.store(until, SeqCst);
                sleep
            }
        };
        WAITING.store(0, SeqCst);
        GIVEN.store(0, SeqCst);
        STATE.arrived.store(arrived as *mut (), SeqCst);
        STATE.skip.store(place.before, SeqCst);
        STATE.hit.store(trap::NOT_YET, SeqCst);
        let word = place.address | u64::from(byte) << 56;
        STATE.at.store(word, SeqCst);
        STATE.mode.store(trap::BREAK, SeqCst);
        true
    }

    /// Waits on another thread than the one under test, where this one meets no breakpoint, until
    /// a turn is given at the place, up to the limit. [`until_somebody_waits`] returns as soon as
    /// it has begun.
    pub(crate) fn wait_for_the_place(&self, limit: Duration) {
        system::wait_quietly(&GIVEN, &WAITING, limit);
    }

    /// Whether a turn was given at the place.
    pub(crate) fn gave_a_turn(&self) -> bool {
        GIVEN.load(SeqCst) == 1
    }

    /// How the latest run to a breakpoint went.
    pub(crate) fn stopped(&self) -> Stop {
        match STATE.hit.load(SeqCst) {
            trap::REACHED => Stop::Reached,
            trap::GIVEN_UP => Stop::GivenUp,
            _ => Stop::Missed,
        }
    }

    /// Whether a call can be recorded, and stopped at one of its instructions. An emulator, a
    /// debugger, or a filter of system calls may take the traps away.
    fn works(&self) -> bool {
        if system::traps_are_blocked() {
            return false;
        }
        let sum = || (0..3_u64).fold(0, |sum, n| std::hint::black_box(sum + n));
        let (_, places) = self.record(sum);
        // Another thread may come by at some of them, but not at all.
        for place in places.iter().skip(2).take(16) {
            match self.stop(*place, Then::Sleep(Duration::ZERO), sum) {
                (3, Stop::Reached) => return true,
                (3, Stop::GivenUp) => {}
                _ => return false,
            }
        }
        false
    }
}

/// The thread that waits for the place to be reached has begun to.
static WAITING: AtomicU32 = AtomicU32::new(0);

/// A turn was given at the place.
static GIVEN: AtomicU32 = AtomicU32::new(0);

/// Waits until the place is waited for, up to the limit.
pub(crate) fn until_somebody_waits(limit: Duration) {
    let until = system::now() + limit;
    while WAITING.load(SeqCst) == 0 && system::now() < until {
        system::wait(&WAITING, 0, limit);
    }
}

/// The function of the answer that the latest recording had come to at that instruction; nothing
/// where the symbols do not tell.
pub(crate) fn function_at(number: usize) -> Option<String> {
    let length = STATE.length.load(SeqCst) as usize;
    let until = number.min(length.checked_sub(1)?);
    let instructions = STATE.path[..=until].iter().rev();
    let handler = trap::on_trap as extern "C" fn() as usize as u64;
    symbol::of(
        instructions.map(|address| address.load(SeqCst)),
        (handler, "4step4trap7on_trap17h"),
    )
}

/// Begins on this thread what the stepper was told.
#[inline(always)]
pub(crate) fn enter() {
    STATE.thread.store(system::this_thread(), SeqCst);
    trap::enter();
}

/// Ends it.
#[inline(always)]
pub(crate) fn leave() {
    trap::leave();
}

/// Never inlined, so that a call has the same addresses each time.
#[inline(never)]
fn within<R>(call: impl FnOnce() -> R) -> R {
    struct Leave;
    impl Drop for Leave {
        fn drop(&mut self) {
            leave();
        }
    }
    let leave = Leave;
    enter();
    let result = call();
    drop(leave);
    result
}

/// The time of the clock that [`Then::Sleep`] goes by.
pub(crate) fn now() -> Duration {
    system::now()
}

/// Has the traps handled. Returns whether that is possible.
fn install() -> bool {
    if env::var_os(VARIABLE).is_some_and(|value| !value.is_empty() && value != "0") || is_traced() {
        return false;
    }
    let memory = File::options()
        .read(true)
        .write(true)
        .open("/proc/self/mem");
    if let Ok(memory) = memory {
        // Open for as long as the process lives.
        STATE.memory.store(memory.into_raw_fd(), SeqCst);
    }
    // SAFETY: both are written for that.
    unsafe { system::handle_traps(trap::on_trap, trap::restorer) }
}

fn is_traced() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let tracer = status
        .lines()
        .find_map(|line| line.strip_prefix("TracerPid:"));
    tracer.is_some_and(|tracer| tracer.trim() != "0")
}

/// The byte of an instruction, which can be replaced now.
fn peek(address: u64) -> Option<u8> {
    let writable = STATE.memory.load(SeqCst) >= 0 || system::make_writable(address);
    // SAFETY: the instruction was executed a moment ago, and code stays where it is.
    writable.then(|| unsafe { *(address as *const u8) })
}

static UNTIL: AtomicU64 = AtomicU64::new(0);

extern "C" fn sleep() {
    system::sleep_until(Duration::from_nanos(UNTIL.load(SeqCst)));
}

/// The turn of the other thread: what it runs while the one under test stands still.
pub(crate) struct Turn;

static TURN: AtomicU32 = AtomicU32::new(OVER);
const OVER: u32 = 0;
const GO: u32 = 1;
const INSIDE: u32 = 2;

/// The kernel's account of the other thread.
static ACCOUNT: AtomicI32 = AtomicI32::new(-1);

/// A turn that neither ends nor sleeps may spin for what the thread under test holds.
const LONGEST_TURN: Duration = Duration::from_micros(100);

/// How long to wait before a look whether the other thread sleeps.
const LOOK: Duration = Duration::from_micros(30);

/// A thread that does not begin its turn in this time has been starved, and the place is missed.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

impl Turn {
    /// Reserves the turns for a thread that is about to start.
    pub(crate) fn reserve() {
        TURN.store(INSIDE, SeqCst);
    }

    /// Makes this thread the one that has the turns.
    pub(crate) fn sit_down() {
        let account = File::open(format!("/proc/self/task/{}/stat", system::this_thread()));
        // Open until another thread sits down.
        let former = ACCOUNT.swap(account.map_or(-1, File::into_raw_fd), SeqCst);
        if former >= 0 {
            // SAFETY: it came from `into_raw_fd`, and nobody else has it.
            drop(unsafe { File::from_raw_fd(former) });
        }
    }

    /// Ends this thread's turn, if it had one, and waits for the next.
    pub(crate) fn wait() {
        system::wait_for_a_turn(TURN.as_ptr(), OVER, GO, INSIDE);
    }

    /// Nobody waits for a turn any more.
    pub(crate) fn stand_up() {
        TURN.store(OVER, SeqCst);
    }

    /// Gives the other thread its turn, and does not wait for its end.
    pub(crate) fn give() {
        TURN.store(GO, SeqCst);
        system::wake(&TURN);
    }

    /// Whether the other thread has had its turn, and waits for the next.
    pub(crate) fn is_over() -> bool {
        TURN.load(SeqCst) == OVER
    }

    /// Waits for that, up to the limit.
    pub(crate) fn is_over_within(limit: Duration) -> bool {
        let until = system::now() + limit;
        loop {
            let turn = TURN.load(SeqCst);
            let left = until.saturating_sub(system::now());
            if turn == OVER || left.is_zero() {
                return turn == OVER;
            }
            system::wait(&TURN, turn, left);
        }
    }
}

/// Gives the other thread its turn: to its end, or until it waits for the thread that stands here.
extern "C" fn hand_over() {
    Turn::give();
    GIVEN.store(1, SeqCst);
    system::wake(&GIVEN);
    let began = system::now();
    let mut inside_since = None;
    loop {
        let turn = TURN.load(SeqCst);
        if turn == OVER {
            return;
        }
        system::wait(&TURN, turn, LOOK);
        let now = system::now();
        match TURN.load(SeqCst) {
            OVER => return,
            INSIDE => {
                let since = *inside_since.get_or_insert(now);
                if other_is_asleep() || now.saturating_sub(since) >= LONGEST_TURN {
                    return;
                }
            }
            _ if now.saturating_sub(began) >= LONGEST_WAIT => return,
            _ => {}
        }
    }
}

/// Whether the other thread sleeps.
fn other_is_asleep() -> bool {
    let mut buffer = [0; 128];
    let Some(got) = system::read(ACCOUNT.load(SeqCst), &mut buffer) else {
        return true;
    };
    // The name stands in parentheses and may hold any character; the state follows it.
    let mut state = b'?';
    let mut at = 0;
    while at + 2 < got {
        if buffer[at] == b')' {
            state = buffer[at + 2];
        }
        at += 1;
    }
    matches!(state, b'S' | b'D')
}

/// Both threads on one processor, for as long as this lives: handing a turn over is then one
/// switch of the scheduler. Between two processors it would take a wake-up, which a busy machine
/// delays by milliseconds each time.
pub(crate) struct OneProcessor(Option<system::Processors>);

impl OneProcessor {
    pub(crate) fn begin() -> OneProcessor {
        let former = system::processors();
        if former.is_some() {
            system::run_on(&system::this_processor());
        }
        system::slack(1);
        OneProcessor(former)
    }
}

impl Drop for OneProcessor {
    fn drop(&mut self) {
        system::slack(0);
        if let Some(former) = &self.0 {
            system::run_on(former);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hint::black_box;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use super::*;

    fn stepper() -> Stepper {
        Stepper::get().expect("traps work where these tests are run")
    }

    fn is_of_the_handler(address: u64) -> bool {
        /// Bytes, where nothing else of the same file follows it.
        const AT_MOST: u64 = 640;
        let handler = trap::on_trap as extern "C" fn() as usize as u64;
        let others = [trap::enter, trap::leave, trap::restorer].map(|other| other as usize as u64);
        let next = others.into_iter().filter(|other| *other > handler).min();
        let end = next.unwrap_or(u64::MAX).min(handler + AT_MOST);
        (handler..end).contains(&address)
    }

    /// What the tests and the answers of the course are made of.
    fn ordinary() -> usize {
        let shared = Mutex::new(HashMap::new());
        for number in 0..3_u64 {
            let mut map = shared.lock().unwrap();
            map.insert(number, format!("number {number}"));
        }
        let flag = AtomicBool::new(false);
        flag.swap(true, SeqCst);
        let boxed: Box<dyn Fn(usize) -> usize> = Box::new(|n| n + 1);
        boxed(shared.lock().unwrap().values().map(String::len).sum())
    }

    #[test]
    fn handler_runs_nothing_that_others_run() {
        let stepper = stepper();
        let (_, ordinary) = stepper.record(|| black_box(ordinary()));
        assert!(ordinary.len() > 1000, "{}", ordinary.len());
        assert!(
            !ordinary
                .iter()
                .any(|place| is_of_the_handler(place.address))
        );

        // The handler itself, stepped: called like any function, with what the kernel would give
        // it at a breakpoint that does not count yet. The byte put back lies in `code`.
        let code = [0xcc_u8];
        let address = code.as_ptr() as u64;
        let mut info = [0_u8; 128];
        info[8] = 0x80;
        let mut context = [0_u8; 1024];
        context[168..176].copy_from_slice(&(address + 1).to_ne_bytes());
        STATE.skip.store(1, SeqCst);
        let ((), path) = stepper.record(|| {
            STATE.at.store(address | 0x90 << 56, SeqCst);
            trap::call_handler(5, info.as_ptr(), context.as_mut_ptr());
        });
        assert_eq!(black_box(&code)[0], 0x90, "the byte is back");
        assert_eq!(STATE.skip.load(SeqCst), 0);
        assert_eq!(context[168..176], address.to_ne_bytes());
        let inside = |place: &Place| is_of_the_handler(place.address);
        let first = path.iter().position(inside).expect("it was called");
        let last = path.iter().rposition(inside).expect("it was called");
        assert!(last - first > 20, "{}", last - first);
        assert!(path[first..=last].iter().all(inside), "it calls nobody");
    }

    #[test]
    fn every_instruction_is_reached() {
        let stepper = stepper();
        let sum = || (0..black_box(5_u64)).map(|n| n * n).sum::<u64>();
        let (result, places) = stepper.record(sum);
        assert_eq!(result, 30);
        let addresses: HashSet<_> = places.iter().map(|place| place.address).collect();
        assert!(addresses.len() < places.len(), "there is a loop in it");
        for place in places {
            let stop = stepper.stop(place, Then::Sleep(Duration::ZERO), sum);
            assert_eq!(stop, (30, Stop::Reached), "{place:?}");
        }
    }

    #[test]
    fn code_made_writable_will_do() {
        let stepper = stepper();
        let memory = STATE.memory.swap(-1, SeqCst);
        let (_, places) = stepper.record(|| black_box(ordinary()));
        let place = places[places.len() / 2];
        let (_, stop) = stepper.stop(place, Then::Sleep(Duration::ZERO), || black_box(ordinary()));
        STATE.memory.store(memory, SeqCst);
        assert_eq!(stop, Stop::Reached);
    }

    #[inline(never)]
    fn walked_on(flag: &AtomicBool) -> bool {
        black_box(flag).load(SeqCst)
    }

    #[test]
    fn another_thread_comes_by_and_the_place_is_given_up() {
        let stepper = stepper();
        let over = AtomicBool::new(false);
        let (_, places) = stepper.record(|| walked_on(&over));
        let place = places[places.len() / 2];
        thread::scope(|scope| {
            scope.spawn(|| while !walked_on(&over) {});
            let wait = || while STATE.hit.load(SeqCst) == trap::NOT_YET {};
            let ((), stop) = stepper.stop(place, Then::Turn, wait);
            over.store(true, SeqCst);
            assert_eq!(stop, Stop::GivenUp);
        });
    }

    #[test]
    fn recording_ends_where_a_thread_is_made() {
        let stepper = stepper();
        let call = || thread::spawn(|| 7).join().expect("it does not panic");
        let (seven, places) = stepper.record(call);
        assert_eq!(seven, 7);
        for place in places.iter().rev().take(50) {
            let (seven, _) = stepper.stop(*place, Then::Sleep(Duration::ZERO), call);
            assert_eq!(seven, 7);
        }
    }
}
