//! `leaked-memory`: what nobody can reach any more still lies on the heap.

mod support;

use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::thread;

use probe::{Child, Diagnosis, Probe, heap};
use support::{caught, passes};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

mod bad {
    use std::mem::{forget, take};
    use std::sync::{Arc, Mutex};

    /// A line that is written down when this is dropped, unless it was cancelled.
    pub struct Note {
        pub line: String,
        pub log: Arc<Mutex<Vec<String>>>,
    }

    impl Note {
        pub fn cancel(self) {
            forget(self);
        }
    }

    impl Drop for Note {
        fn drop(&mut self) {
            self.log.lock().unwrap().push(take(&mut self.line));
        }
    }
}

mod good {
    use std::sync::{Arc, Mutex};

    /// A line that is written down when this is dropped, unless it was cancelled.
    pub struct Note {
        pub line: Option<String>,
        pub log: Arc<Mutex<Vec<String>>>,
    }

    impl Note {
        pub fn cancel(mut self) {
            self.line = None;
        }
    }

    impl Drop for Note {
        fn drop(&mut self) {
            if let Some(line) = self.line.take() {
                self.log.lock().unwrap().push(line);
            }
        }
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LeakedMemory, || {
        heap::gives_all_back(|| {
            let (line, log) = ("late again".to_owned(), Arc::default());
            bad::Note { line, log }.cancel();
        });
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        heap::gives_all_back(|| {
            let (line, log) = (Some("late again".to_owned()), Arc::default());
            good::Note { line, log }.cancel();
        });
    });
}

#[test]
fn forgotten_arc_is_caught() {
    caught(Diagnosis::LeakedMemory, || {
        heap::gives_all_back(|| {
            let shared = Arc::new(Mutex::new(7));
            std::mem::forget(Arc::clone(&shared));
        });
    });
}

#[test]
fn two_that_hold_each_other_are_caught() {
    caught(Diagnosis::LeakedMemory, || {
        struct Node {
            _other: Mutex<Option<Arc<Node>>>,
        }
        heap::gives_all_back(|| {
            let _other = Mutex::new(None);
            let one = Arc::new(Node { _other });
            *one._other.lock().unwrap() = Some(Arc::clone(&one));
        });
    });
}

#[test]
fn given_back_by_another_thread_passes() {
    passes(|| {
        let (sender, values) = mpsc::channel::<Vec<u8>>();
        let other = thread::spawn(move || values.into_iter().for_each(drop));
        heap::gives_all_back(|| sender.send(vec![7; 100]).unwrap());
        drop(sender);
        other.join().unwrap();
    });
}

#[test]
fn kept_once_on_purpose_passes() {
    static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
    passes(|| {
        heap::gives_all_back(|| {
            KEPT.get_or_init(|| vec![7; 100]);
        });
    });
}

#[test]
fn grown_shrunk_and_aligned_passes() {
    #[repr(align(64))]
    struct Line([u8; 64]);
    passes(|| {
        heap::gives_all_back(|| {
            let mut list: Vec<u64> = Vec::new();
            list.extend(0..1000);
            list.truncate(10);
            list.shrink_to_fit();
            assert!(list.iter().copied().eq(0..10));
            let line = Box::new(Line([7; 64]));
            assert_eq!(std::ptr::from_ref(&*line).addr() % 64, 0);
            assert_eq!(line.0[63], 7);
            assert!(vec![0_u8; 1000].iter().all(|byte| *byte == 0));
        });
    });
}

#[test]
fn probe_itself_leaves_nothing() {
    passes(|| {
        heap::gives_all_back(|| {
            let (child, view) = Child::waiting();
            let mut probe = Probe::new(child);
            probe.pending();
            view.finish(7);
            probe.woken();
            assert_eq!(probe.ready(), 7);
        });
    });
}
