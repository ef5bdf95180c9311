//! One judgement, on a thread of its own. A newer one ends it.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use dojo::judge::{Answer, Config, Event as Seen, Judge, Observer};
use dojo::sandbox::Cancel;
use dojo::{Course, Error, Kata, Verdict};

use crate::session::Event;

/// A judgement that may be under way.
pub struct Check {
    cancel: Cancel,
    thread: Option<JoinHandle<()>>,
}

/// Passes on what a first build says: it takes long enough to make a learner wonder.
struct Aloud {
    number: u64,
    events: Sender<Event>,
}

impl Observer for Aloud {
    fn event(&self, event: Seen<'_>) {
        if let Seen::Building { line } = event {
            let (number, line) = (self.number, line.trim().to_owned());
            // Nobody listens any more who has left.
            let _ = self.events.send(Event::Building { number, line });
        }
    }
}

impl Check {
    /// Begins to judge `answer`, once `before` has ended, which it is told to.
    pub fn begin(
        course: &Arc<Course>,
        config: &Config,
        kata: &Kata,
        answer: Answer,
        number: u64,
        events: &Sender<Event>,
        before: Option<Check>,
    ) -> Check {
        let cancel = Cancel::new();
        let (course, config, kata) = (course.clone(), config.clone(), kata.id.clone());
        let (cancelled, events) = (cancel.clone(), events.clone());
        let thread = thread::spawn(move || {
            drop(before);
            let aloud = Aloud {
                number,
                events: events.clone(),
            };
            let judge = Judge::new(&course, config);
            let verdict: Result<Verdict, Error> = course
                .kata(&kata)
                .and_then(|kata| judge.judge(kata, answer, &cancelled, &aloud));
            let _ = events.send(Event::Judged {
                number,
                verdict: Box::new(verdict),
            });
        });
        Check {
            cancel,
            thread: Some(thread),
        }
    }
}

/// Ends the judgement with all that it has started.
impl Drop for Check {
    fn drop(&mut self) {
        self.cancel.cancel();
        if let Some(thread) = self.thread.take() {
            // It has nothing to say that is still wanted.
            let _ = thread.join();
        }
    }
}
