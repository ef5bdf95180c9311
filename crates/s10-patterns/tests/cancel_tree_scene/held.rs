//! The memory that is taken from the heap, and not given back.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, which counts the bytes that each thread has taken and not given back.
pub struct Held;

thread_local! {
    // Not lazy and without a destructor, so that it can be used inside of the allocator.
    static HELD: Cell<isize> = const { Cell::new(0) };
}

/// The bytes that this thread has taken and not given back.
pub fn now() -> isize {
    HELD.get()
}

fn taken(size: usize) {
    HELD.set(HELD.get().wrapping_add_unsigned(size));
}

fn given_back(size: usize) {
    HELD.set(HELD.get().wrapping_sub_unsigned(size));
}

// SAFETY: every call is handed on to the system's allocator, as it is.
unsafe impl GlobalAlloc for Held {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        given_back(layout.size());
        taken(size);
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        given_back(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(block, layout) }
    }
}
