//! How much is taken from the heap.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// The system's allocator, which counts for each thread what is taken from it. A test binary that
/// asks for counts installs it:
///
/// ```
/// #[global_allocator]
/// static HEAP: probe::heap::Counting = probe::heap::Counting;
/// # fn main() {
/// let (list, taken) = probe::heap::count(|| vec![1, 2, 3]);
/// assert_eq!((list.len(), taken), (3, 1));
/// # }
/// ```
#[derive(Debug)]
pub struct Counting;

thread_local! {
    // Not lazy and without a destructor, so that it can be used inside of the allocator.
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

fn note() {
    TAKEN.set(TAKEN.get() + 1);
}

// SAFETY: every call is handed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`, and the block is the system's.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note();
        // SAFETY: the caller keeps the contract of `realloc`, and the block is the system's.
        unsafe { System.realloc(block, layout, size) }
    }
}

/// Runs `call` and counts how often this thread took memory from the heap meanwhile; growing what
/// it has counts too, giving back does not.
///
/// # Panics
///
/// The test binary has not installed [`Counting`].
pub fn count<R>(call: impl FnOnce() -> R) -> (R, usize) {
    let before = TAKEN.get();
    drop(black_box(Box::new(0_u8)));
    assert!(TAKEN.get() > before, "`Counting` is not the allocator");
    let before = TAKEN.get();
    let output = call();
    (output, TAKEN.get() - before)
}

/// Asks that `call` takes memory from the heap `bound` times at most.
///
/// # Panics
///
/// With [`Diagnosis::NeedlessAllocation`], and as [`count`].
#[track_caller]
pub fn at_most<R>(bound: usize, call: impl FnOnce() -> R) -> R {
    let (output, taken) = count(call);
    if taken > bound {
        Finding::new(Diagnosis::NeedlessAllocation)
            .note(
                format!("memory was taken from the heap {taken} times; {bound} are enough"),
                format!("ヒープから {taken} 回メモリが割り当てられました ({bound} 回で足ります)"),
            )
            .raise();
    }
    output
}
