//! What the file system says of saves, and what a look at the files says where it is silent.
//!
//! A network file system, one of a container, or that of Windows below WSL may tell nothing, and
//! an editor may save by renaming. So whatever is told counts only as a reason to look, and a look
//! is taken once a second without any.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime};

use dojo::{Course, files};
use notify::{EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::session::Event;

/// How often the files are looked at when nobody says anything.
pub const LOOK: Duration = Duration::from_secs(1);

/// Keeps the file system's attention.
pub struct Saves {
    /// Told of, and dropped, with this.
    _watcher: Option<Box<dyn Watcher>>,
    known: HashMap<String, Known>,
}

/// A file as it was seen last.
#[derive(PartialEq)]
struct Known {
    path: PathBuf,
    mark: Option<(u64, SystemTime)>,
    content: Option<Vec<u8>>,
}

impl Saves {
    /// Begins to watch the exercises of the course. What can be had of the file system is had: its
    /// own events, else those of somebody who looks for it, else none.
    pub fn of(course: &Course, events: &Sender<Event>) -> Saves {
        let folder = course.root.join("exercises");
        let own = RecommendedWatcher::new(told(events), notify::Config::default());
        let own = own.map(|watcher| Box::new(watcher) as Box<dyn Watcher>);
        let polling = || {
            let config = notify::Config::default().with_poll_interval(LOOK);
            let watcher = PollWatcher::new(told(events), config);
            watcher.map(|watcher| Box::new(watcher) as Box<dyn Watcher>)
        };
        let watching = |mut watcher: Box<dyn Watcher>| {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
            Ok::<_, notify::Error>(watcher)
        };
        let watcher = own.and_then(watching).or_else(|_| watching(polling()?));
        let katas = course.katas().map(|kata| {
            let path = kata.exercise();
            let known = Known {
                mark: mark(&path),
                content: files::bytes(&path).ok(),
                path,
            };
            (kata.id.clone(), known)
        });
        Saves {
            _watcher: watcher.ok(),
            known: katas.collect(),
        }
    }

    /// The katas whose files have another content than at the last look.
    pub fn look(&mut self) -> Vec<String> {
        let mut changed = Vec::new();
        for (kata, known) in &mut self.known {
            let mark = mark(&known.path);
            if mark.is_some() && mark == known.mark {
                continue;
            }
            let content = files::bytes(&known.path).ok();
            // Some editors empty a file before they fill it: that is half a save.
            if content.as_ref().is_none_or(|content| content.is_empty()) {
                continue;
            }
            known.mark = mark;
            if content != known.content {
                known.content = content;
                changed.push(kata.clone());
            }
        }
        changed.sort();
        changed
    }
}

/// Size and time tell that a file need not be read.
fn mark(path: &Path) -> Option<(u64, SystemTime)> {
    let about = fs::metadata(path).ok()?;
    let time = about.modified().ok()?;
    // A second save within a tick of the file system's clock would have the same mark.
    let settled = time.elapsed().is_ok_and(|age| age > Duration::from_secs(3));
    settled.then_some((about.len(), time))
}

/// Passes on that there may be something to see; that a file was read, or its permissions changed,
/// is nothing.
fn told(events: &Sender<Event>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    let events = events.clone();
    move |event| {
        let kind = event.map(|event| event.kind);
        let is_save = !matches!(
            kind,
            Ok(EventKind::Access(_) | EventKind::Modify(notify::event::ModifyKind::Metadata(_)))
        );
        if is_save {
            let _ = events.send(Event::Saved);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use scratch::mini::{Mini, SOLUTION, STUB};

    use super::*;

    #[test]
    fn a_look_finds_what_nobody_has_told() {
        let mini = Mini::new(&std::env::temp_dir(), "watched");
        let course = Course::load(&mini.root).unwrap();
        let (events, _heard) = mpsc::channel();
        let mut saves = Saves::of(&course, &events);
        assert!(saves.look().is_empty());
        let path = "exercises/s01-mini/double.rs";
        mini.write(path, SOLUTION);
        assert_eq!(saves.look(), ["double"]);
        assert!(saves.look().is_empty());
        // Emptied, then filled; and saved by renaming, with an older time.
        mini.write(path, "");
        assert!(saves.look().is_empty());
        let draft = mini.write("exercises/s01-mini/double.rs~", STUB);
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options()
            .write(true)
            .open(&draft)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        fs::rename(draft, mini.root.join(path)).unwrap();
        assert_eq!(saves.look(), ["double"]);
    }
}
