//! A person who is greeted, the ways to greet, and what is asked of them.

use std::fmt::{self, Display};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use probe::trace::Subject;
use probe::{Child, ChildView, Crowd, Diagnosis, demand, expect};

use crate::async_move::{greet_later, greet_twice};

/// How long a thread may take to let go of what it has, on the way to a failure only.
const SETTLE: Duration = Duration::from_millis(200);

/// What is known of all clones of a person.
struct Register {
    name: Mutex<&'static str>,
    prints: AtomicUsize,
    alive: AtomicUsize,
}

/// Each clone has a name of its own to drop; they all are called the same.
pub struct Person {
    register: Arc<Register>,
}

impl Clone for Person {
    fn clone(&self) -> Person {
        self.register.alive.fetch_add(1, SeqCst);
        Person {
            register: Arc::clone(&self.register),
        }
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        self.register.alive.fetch_sub(1, SeqCst);
    }
}

impl Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.register.prints.fetch_add(1, SeqCst);
        Subject::named("task", &"the name").say("is printed", "出力された");
        f.pad(*self.register.name.lock().expect("nobody panics with it"))
    }
}

pub type Greeting = Pin<Box<dyn Future<Output = String> + Send>>;

/// Both ask no more of a name, and of a signal, than the stub does.
fn later<N, S>(name: N, signal: S) -> Greeting
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    Box::pin(greet_later(name, signal))
}

fn twice<N, S>(name: &N, signal: S) -> (String, Greeting)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let (now, later) = greet_twice(name, signal);
    (now, Box::pin(later))
}

/// By which function a future was made.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    Later,
    Twice,
}

impl Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Way::Later => "`greet_later`",
            Way::Twice => "`greet_twice`",
        })
    }
}

pub const WAYS: [Way; 2] = [Way::Later, Way::Twice];

/// A future that greets Ada, and what is known of its parts.
pub struct Scene {
    register: Arc<Register>,
    signal: ChildView<()>,
    way: Way,
    /// What `greet_twice` said at once.
    pub now: Option<String>,
    threads: usize,
}

impl Scene {
    /// The person is dropped before this returns, where it was only lent.
    pub fn of(way: Way) -> (Scene, Greeting) {
        let register = Arc::new(Register {
            name: Mutex::new("Ada"),
            prints: AtomicUsize::new(0),
            alive: AtomicUsize::new(1),
        });
        let person = Person {
            register: Arc::clone(&register),
        };
        let (child, signal) = Child::waiting_as("the signal");
        let crowd = Crowd::begin();
        let call = Subject::named("task", &way);
        call.say("is called", "呼ばれる");
        let (now, greeting) = match way {
            Way::Later => (None, later(person, child)),
            Way::Twice => {
                let (now, later) = twice(&person, child);
                (Some(now), later)
            }
        };
        call.say("has returned a future", "Future を返した");
        let scene = Scene {
            register,
            signal,
            way,
            now,
            threads: crowd.grown_by(),
        };
        (scene, greeting)
    }

    /// The person is called so from now on, and so is every clone.
    pub fn rename(&self, name: &'static str) {
        *self.register.name.lock().expect("nobody panics with it") = name;
    }

    /// Gives the signal.
    pub fn signal(&self) {
        self.signal.finish(());
    }

    /// Asks that the call has made a future, and begun nothing.
    #[track_caller]
    pub fn has_not_begun(&self) {
        let (way, polls, threads) = (self.way, self.signal.polls(), self.threads);
        demand(
            polls == 0 && threads == 0,
            Diagnosis::EagerStart,
            format!(
                "{way}: before the first poll of the future, the signal was polled {polls} times, \
                 and {threads} threads were started"
            ),
            format!(
                "{way}: Future が最初にポーリングされる前に、signal が {polls} 回ポーリングされ、\
                 スレッドが {threads} 個作られました"
            ),
        );
        self.has_not_greeted();
    }

    /// Asks that the name has not been printed for the future.
    #[track_caller]
    pub fn has_not_greeted(&self) {
        let prints = self.register.prints.load(SeqCst);
        // The first greeting of `greet_twice`.
        let at_once = usize::from(self.way == Way::Twice);
        demand(
            prints <= at_once,
            Diagnosis::EagerStart,
            format!(
                "{}: the name was printed {prints} times before the signal came; {at_once} are \
                 enough",
                self.way
            ),
            format!(
                "{}: signal の前に、名前が {prints} 回出力されました ({at_once} 回で足ります)",
                self.way
            ),
        );
    }

    /// Asks for a greeting of a person whose name was another one before the signal.
    #[track_caller]
    pub fn greets_anew(&self, output: &str, former: &str, name: &str) {
        demand(
            !output.contains(former),
            Diagnosis::EagerStart,
            format!(
                "{}: at the signal the name was `{name}`; the output is `{output}`, which was made \
                 before it",
                self.way
            ),
            format!(
                "{}: signal のときの名前は `{name}` です。出力 `{output}` は、それより前に作られた\
                 ものです",
                self.way
            ),
        );
        greets(output, name);
    }

    /// Asks that the person and the signal are gone, after the future is.
    #[track_caller]
    pub fn nothing_is_left(&self, when: [&str; 2]) {
        let left = || (self.register.alive.load(SeqCst), self.signal.is_dropped());
        let until = Instant::now() + SETTLE;
        while left() != (0, true) && Instant::now() < until {
            thread::yield_now();
        }
        let (alive, is_dropped) = left();
        let [en, ja] = when;
        demand(
            alive == 0,
            Diagnosis::LateDrop,
            format!(
                "{}: the future was dropped {en}; names alive: {alive}",
                self.way
            ),
            format!(
                "{}: Future は{ja}ドロップされましたが、名前が {alive} 個残っています",
                self.way
            ),
        );
        demand(
            is_dropped,
            Diagnosis::LateDrop,
            format!(
                "{}: the future was dropped {en}; the signal is still alive",
                self.way
            ),
            format!(
                "{}: Future は{ja}ドロップされましたが、signal が残っています",
                self.way
            ),
        );
    }

    /// Asks that the signal was not polled after its end.
    #[track_caller]
    pub fn left_the_signal_alone(&self) {
        self.signal.never_polled_after_ready();
    }
}

#[track_caller]
pub fn greets(output: &str, name: &str) {
    expect(
        output,
        &*format!("Hello, {name}!"),
        "the greeting",
        "あいさつ",
    );
}
