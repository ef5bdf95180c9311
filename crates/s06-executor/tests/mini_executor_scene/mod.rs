//! An executor on a thread of its own, tasks that say what became of them, and what is asked.

mod kept;

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::Poll;
use std::thread::{self, ThreadId};

use probe::executor::{End, Running, SelfWake, Yields};
use probe::trace::Subject;
use probe::{Child, ChildView, Diagnosis, demand, expect};

use crate::mini_executor::{Exec, Spawner};

pub use kept::{Kept, wakes_then_yields};

// lesson: "at most 3 polls"
// lesson.ja: "最大 3 回"
const POLLS_OF_A_WAITING_TASK: usize = 3;

// lesson: "10,000 times"
// lesson.ja: "10,000 回"
const YIELDS_BEFORE_GIVING_UP: usize = 10_000;

// lesson: "8 threads call a waker 1,000 times each"
// lesson.ja: "8 つのスレッドが 1,000 回ずつ"
const WAKING_THREADS: usize = 8;

// lesson: "8 threads call a waker 1,000 times each"
// lesson.ja: "8 つのスレッドが 1,000 回ずつ"
const WAKES_A_THREAD: usize = 1000;

/// A task, boxed.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tasks that are done.
#[derive(Clone, Default)]
pub struct Done(Arc<AtomicUsize>);

impl Done {
    pub fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// Asks that so many tasks beside one that panics came to their end.
    #[track_caller]
    pub fn spared_by_the_panic(&self, others: usize) {
        let done = self.count();
        demand(
            done == others,
            Diagnosis::PanicSpreads,
            format!("of {others} other tasks {done} came to their end"),
            format!("ほかの {others} 個のタスクのうち、最後まで動いたのは {done} 個でした"),
        );
    }

    pub fn after(&self, future: impl Future + Send + 'static) -> Task {
        let done = self.clone();
        Box::pin(async move {
            future.await;
            done.0.fetch_add(1, Ordering::SeqCst);
        })
    }
}

/// Runs an executor on a thread of its own, with these tasks. No spawner is left outside when it
/// runs.
pub fn run<T>(tasks: T) -> Running
where
    T: IntoIterator<Item = Task> + Send + 'static,
{
    Running::start(|| {
        let exec = Exec::new();
        for task in tasks {
            exec.spawner().spawn(task);
        }
        exec.run();
    })
}

/// Waits for the end, and asks that so many tasks are done by then.
#[track_caller]
pub fn all_done(running: Running, done: &Done, asked: usize) {
    running.until(Diagnosis::DroppedWake, || done.count() == asked);
    returns(running);
}

/// Asks that `run` comes back.
#[track_caller]
pub fn returns(running: Running) {
    let end = running.end(Diagnosis::NeverReturns);
    expect(end, End::Returned, "the end of `run`", "`run` の終わり方");
}

/// Asks that so many tasks wait at the same time, and each ends when it is woken, in that order.
#[track_caller]
pub fn woken_one_by_one(count: usize, order: impl Fn(usize) -> usize) {
    let (children, views): (Vec<_>, Vec<_>) = (0..count).map(|_| Child::waiting()).unzip();
    let done = Done::default();
    let tasks = children.into_iter().map(|child| done.after(child));
    let running = run(tasks.collect::<Vec<_>>());
    let all_wait = || views.iter().all(|view| view.polls() > 0);
    running.until(Diagnosis::DroppedWake, all_wait);
    for n in 0..count {
        views[order(n)].finish(());
        running.until(Diagnosis::DroppedWake, || done.count() > n);
    }
    returns(running);
    views.iter().for_each(left_alone);
}

/// Asks that a task which was woken once has not been polled more often than the lesson says.
#[track_caller]
pub fn left_alone(view: &ChildView<()>) {
    let polls = view.polls();
    demand(
        polls <= POLLS_OF_A_WAITING_TASK,
        Diagnosis::UnwokenPoll,
        format!("a task that was woken once was polled {polls} times"),
        format!("1 回だけ起床したタスクが {polls} 回ポーリングされました"),
    );
}

/// Waits for the child, and wakes its own task twice in the first poll.
pub fn wakes_itself_twice(child: Child<()>) -> impl Future<Output = ()> + Send {
    let (mut child, mut first) = (Box::pin(child), true);
    std::future::poll_fn(move |context| {
        let poll = child.as_mut().poll(context);
        if std::mem::take(&mut first) {
            context.waker().wake_by_ref();
            context.waker().wake_by_ref();
        }
        poll
    })
}

/// An executor with a single task, which waits and has been polled.
pub struct Waiting {
    pub running: Running,
    done: Done,
    view: ChildView<()>,
}

impl Waiting {
    #[track_caller]
    pub fn begin<F>(future: impl FnOnce(Child<()>) -> F) -> Waiting
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (done, (child, view)) = (Done::default(), Child::waiting_as("the task"));
        let running = run([done.after(future(child))]);
        running.until(Diagnosis::DroppedWake, || view.polls() > 0);
        Waiting {
            running,
            done,
            view,
        }
    }

    #[track_caller]
    pub fn has_been_polled(&self, times: usize) {
        let polled = || self.view.polls() >= times;
        self.running.until(Diagnosis::DroppedWake, polled);
    }

    /// Asks that two wakes in the first poll have led to one more poll, or two.
    #[track_caller]
    pub fn polled_once_or_twice_more(&self) {
        let more = self.view.polls() - 1;
        demand(
            more <= 2,
            Diagnosis::UnwokenPoll,
            format!("two wakes in one poll led to {more} more polls"),
            format!("1 回のポーリング中の 2 回の起床で、さらに {more} 回ポーリングされました"),
        );
    }

    /// Wakes the task, and asks that it ends, and `run` with it.
    #[track_caller]
    pub fn ends(self) -> ChildView<()> {
        self.view.finish(());
        all_done(self.running, &self.done, 1);
        self.view
    }
}

/// Where polls took place, and where `run` was called.
#[derive(Clone, Default)]
pub struct Places {
    polls: Arc<Mutex<Vec<ThreadId>>>,
    run: Arc<OnceLock<ThreadId>>,
}

impl Places {
    /// A task that yields a few times, and notes in which threads.
    pub fn of_a_task(&self) -> impl Future<Output = ()> + Send + use<> {
        let places = self.clone();
        async move {
            for _ in 0..3 {
                places.polls.lock().unwrap().push(thread::current().id());
                Yields::new(1, SelfWake::FromAnotherThread).await;
            }
        }
    }

    /// Asks that there was no poll so far: `run` is called now, by this thread.
    #[track_caller]
    pub fn run_begins_here(&self) {
        let polls = self.polls.lock().unwrap().len();
        demand(
            polls == 0,
            Diagnosis::EagerStart,
            format!("polls of the tasks before `run` was called: {polls}"),
            format!("`run` が呼ばれる前に、タスクが {polls} 回ポーリングされました"),
        );
        self.run.get_or_init(|| thread::current().id());
    }

    /// Asks that all polls took place on the thread that called `run`.
    #[track_caller]
    pub fn all_where_the_run_began(&self) {
        let (polls, run) = (self.polls.lock().unwrap(), self.run.get());
        let elsewhere = polls.iter().filter(|place| Some(*place) != run).count();
        let polls = polls.len();
        demand(
            elsewhere == 0,
            Diagnosis::WrongResult,
            format!("of {polls} polls {elsewhere} took place on another thread than `run`"),
            format!("{polls} 回のポーリングのうち {elsewhere} 回は、`run` とは別のスレッドでした"),
        );
    }
}

/// Runs an executor with two tasks, one of which another thread hands in, and calls `before_the_run`.
pub fn handed_in_from_two_threads(
    [one, other]: [Task; 2],
    before_the_run: impl FnOnce() + Send + 'static,
) -> Running {
    Running::start(move || {
        let exec = Exec::new();
        let spawner = exec.spawner();
        spawner.spawn(one);
        let hands_in = thread::spawn(move || spawner.spawn(other));
        hands_in.join().expect("`spawn` does not panic");
        before_the_run();
        exec.run();
    })
}

/// Runs an executor with a task that has a spawner.
pub fn run_one_that_spawns(task: impl FnOnce(Spawner) -> Task + Send + 'static) -> Running {
    Running::start(|| {
        let exec = Exec::new();
        exec.spawner().spawn(task(exec.spawner()));
        exec.run();
    })
}

/// What tasks write down when they start.
pub type Lines = Arc<Mutex<Vec<&'static str>>>;

/// A task that writes down its name.
pub fn notes(lines: &Lines, name: &'static str) -> impl Future<Output = ()> + Send + use<> {
    let lines = Arc::clone(lines);
    async move {
        Subject::named("task", &name).say("starts", "開始");
        lines.lock().unwrap().push(name);
    }
}

/// Asks that the tasks have started in this order.
#[track_caller]
pub fn started(lines: &Lines, order: &[&str]) {
    expect(
        &**lines.lock().unwrap(),
        order,
        "the tasks, as they started",
        "開始した順のタスク",
    );
}

/// Runs an executor with a task that spawns three children, and a neighbour that was spawned before
/// these.
pub fn run_family(done: &Done, lines: &Lines) -> Running {
    let children = ["child 1", "child 2", "child 3"].map(|name| done.after(notes(lines, name)));
    let parent = done.after(notes(lines, "parent"));
    let neighbour = done.after(notes(lines, "neighbour"));
    Running::start(|| {
        let exec = Exec::new();
        let spawner = exec.spawner();
        exec.spawner().spawn(async move {
            parent.await;
            children.into_iter().for_each(|child| spawner.spawn(child));
        });
        exec.spawner().spawn(neighbour);
        exec.run();
    })
}

/// Runs an executor with a task that spawns the one task, and the other when that had time to end.
pub fn run_one_after_the_other(ends: Task, later: Task) -> Running {
    run_one_that_spawns(move |spawner| {
        Box::pin(async move {
            spawner.spawn(ends);
            Yields::new(2, SelfWake::ByRef).await;
            spawner.spawn(later);
        })
    })
}

/// Runs an executor with a task that spawns a child before it begins its own work.
pub fn run_one_that_spawns_first(child: Task, work: Task) -> Running {
    run_one_that_spawns(move |spawner| {
        Box::pin(async move {
            spawner.spawn(child);
            work.await;
        })
    })
}

/// A task that is done at once, and spawns another one while it is dropped.
pub fn spawns_when_dropped(spawner: Spawner, last: Task) -> Task {
    struct Spawns(Spawner, Option<Task>);

    impl Drop for Spawns {
        fn drop(&mut self) {
            self.0.spawn(self.1.take().expect("it is dropped once"));
        }
    }

    let spawns = Spawns(spawner, Some(last));
    // Not an `async` block: there the value would be dropped during the poll.
    Box::pin(std::future::poll_fn(move |_| {
        let _captured = &spawns;
        Poll::Ready(())
    }))
}

/// Runs two tasks each of which yields until the other has begun, and asks that both did.
#[track_caller]
pub fn take_turns(run: impl FnOnce([Task; 2]) -> Running) {
    let (done, gave_up) = (Done::default(), Arc::new(AtomicBool::new(false)));
    let begun: [Arc<AtomicBool>; 2] = Default::default();
    let tasks = [(0, 1, "first task"), (1, 0, "second task")].map(|(own, other, name)| {
        let (own, other) = (Arc::clone(&begun[own]), Arc::clone(&begun[other]));
        let gives_up = Arc::clone(&gave_up);
        done.after(async move {
            Subject::named("task", &name).say("starts", "開始");
            own.store(true, Ordering::SeqCst);
            for _ in 0..YIELDS_BEFORE_GIVING_UP {
                if other.load(Ordering::SeqCst) {
                    return;
                }
                Yields::new_as(name, 1, SelfWake::ByRef).await;
            }
            gives_up.store(true, Ordering::SeqCst);
        })
    });
    all_done(run(tasks), &done, 2);
    demand(
        !gave_up.load(Ordering::SeqCst),
        Diagnosis::StarvedTask,
        format!("one task yielded {YIELDS_BEFORE_GIVING_UP} times before the other began"),
        format!("一方のタスクが {YIELDS_BEFORE_GIVING_UP} 回譲っても、他方は始まりませんでした"),
    );
}
