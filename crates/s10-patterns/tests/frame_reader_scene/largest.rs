//! The largest block that was taken from the heap.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, which remembers the largest block of each thread.
pub struct Largest;

thread_local! {
    // Not lazy and without a destructor, so that it can be used inside of the allocator.
    static LARGEST: Cell<usize> = const { Cell::new(0) };
}

/// The largest block that this thread takes during the call, in bytes.
pub fn during<R>(call: impl FnOnce() -> R) -> (R, usize) {
    LARGEST.set(0);
    let result = call();
    (result, LARGEST.get())
}

fn look(size: usize) {
    LARGEST.set(LARGEST.get().max(size));
}

// SAFETY: every call is handed on to the system's allocator, as it is.
unsafe impl GlobalAlloc for Largest {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        look(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        look(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        look(size);
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(block, layout) }
    }
}
