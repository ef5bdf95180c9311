//! How much is taken from the heap, and whether it is given back.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// The system's allocator, which counts for each thread what is taken from it, and remembers on
/// whose behalf. A test binary that asks for counts installs it:
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

/// The blocks that were taken on behalf of one call of [`gives_all_back`] and not given back yet.
type Owner = AtomicUsize;

thread_local! {
    // Not lazy and without a destructor, so that they can be used inside of the allocator.
    static TAKEN: Cell<usize> = const { Cell::new(0) };
    static OWNER: Cell<Option<&'static Owner>> = const { Cell::new(None) };
}

/// Stands in front of each block, since another thread may give it back, at any later time. A list
/// of the blocks beside them would need a lock, and memory of its own.
type Head = Option<&'static Owner>;

/// The layout of a block with its head, and where the block begins in it.
fn with_head(layout: Layout) -> Option<(Layout, usize)> {
    Layout::new::<Head>().extend(layout).ok()
}

/// # Safety
///
/// `base` is null, or a new block of the layout that [`with_head`] gave together with `offset`.
unsafe fn begin(base: *mut u8, offset: usize) -> *mut u8 {
    if base.is_null() {
        return base;
    }
    let owner = OWNER.get();
    TAKEN.set(TAKEN.get() + 1);
    if let Some(owner) = owner {
        owner.fetch_add(1, Ordering::SeqCst);
    }
    // SAFETY: the layout has room for the head, which is aligned at its beginning.
    unsafe {
        base.cast::<Head>().write(owner);
        base.add(offset)
    }
}

// SAFETY: every call is handed on to the system's allocator, for a block with room for the head in
// front of what the caller gets.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some((layout, offset)) = with_head(layout) else {
            return null_mut();
        };
        // SAFETY: the layout is not empty, and the block is a new one of that layout.
        unsafe { begin(System.alloc(layout), offset) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some((layout, offset)) = with_head(layout) else {
            unreachable!("no block has such a layout");
        };
        // SAFETY: the caller keeps the contract of `dealloc`, so that the block begins so far
        // behind its head, and the layout is that of `alloc`.
        unsafe {
            let base = block.sub(offset);
            if let Some(owner) = base.cast::<Head>().read() {
                owner.fetch_sub(1, Ordering::SeqCst);
            }
            System.dealloc(base, layout);
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let Some((layout, offset)) = with_head(layout) else {
            return null_mut();
        };
        // SAFETY: as in `alloc`.
        unsafe { begin(System.alloc_zeroed(layout), offset) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let new = Layout::from_size_align(size, layout.align()).ok();
        let Some(((layout, offset), (new, _))) = with_head(layout).zip(new.and_then(with_head))
        else {
            return null_mut();
        };
        TAKEN.set(TAKEN.get() + 1);
        // SAFETY: the caller keeps the contract of `realloc`; the head moves with the block, and
        // stands as far in front of it as before, for the alignment is the same.
        unsafe {
            let base = System.realloc(block.sub(offset), layout, new.size());
            if base.is_null() {
                base
            } else {
                base.add(offset)
            }
        }
    }
}

/// Runs `call`, and takes what it takes for nobody's.
pub(crate) fn uncounted<R>(call: impl FnOnce() -> R) -> R {
    let (taken, owner) = (TAKEN.get(), OWNER.replace(None));
    let result = call();
    TAKEN.set(taken);
    OWNER.set(owner);
    result
}

/// How often this thread has taken memory from the heap so far; growing what it has counts too.
/// Always 0 where [`Counting`] is not installed.
pub fn taken() -> usize {
    TAKEN.get()
}

/// Runs `call` and counts how often this thread took memory from the heap meanwhile; growing what
/// it has counts too, giving back does not.
///
/// # Panics
///
/// The test binary has not installed [`Counting`].
pub fn count<R>(call: impl FnOnce() -> R) -> (R, usize) {
    is_installed();
    let before = TAKEN.get();
    let output = call();
    (output, TAKEN.get() - before)
}

#[track_caller]
fn is_installed() {
    let before = TAKEN.get();
    drop(black_box(Box::new(0_u8)));
    assert!(TAKEN.get() > before, "`Counting` is not the allocator");
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
        let times = if taken == 1 { "time" } else { "times" };
        Finding::new(Diagnosis::NeedlessAllocation)
            .note(
                format!("memory was taken from the heap {taken} {times}; the limit is {bound}"),
                format!("ヒープから {taken} 回メモリが割り当てられました ({bound} 回で足ります)"),
            )
            .raise();
    }
    output
}

/// How often [`gives_all_back`] runs its call. The first one may fill what is kept on purpose, such
/// as thread-locals; each of the others has to leave something behind.
const ROUNDS: usize = 4;

/// How long threads may take to give back what they were handed, on the way to a failure only.
const SETTLE: Duration = Duration::from_millis(200);

/// Asks that what `call` takes from the heap on this thread is given back, whichever thread does so:
/// no `Arc` that was forgotten, and no value that nobody can read any more. Runs `call` a few
/// times.
///
/// # Examples
///
/// ```
/// #[global_allocator]
/// static HEAP: probe::heap::Counting = probe::heap::Counting;
/// # fn main() {
/// probe::heap::gives_all_back(|| drop(vec![1, 2, 3]));
/// # }
/// ```
///
/// # Panics
///
/// With [`Diagnosis::LeakedMemory`], and as [`count`].
#[track_caller]
pub fn gives_all_back(mut call: impl FnMut()) {
    is_installed();
    let mut least = usize::MAX;
    for round in 0..ROUNDS {
        // Never given back itself: a block may be, at any time, and then it counts here.
        let owner: &'static Owner = Box::leak(Box::default());
        owned_by(owner, &mut call);
        let until = Instant::now() + SETTLE;
        while owner.load(Ordering::SeqCst) > 0 && Instant::now() < until {
            thread::yield_now();
        }
        if round > 0 {
            least = least.min(owner.load(Ordering::SeqCst));
        }
        if least == 0 {
            return;
        }
    }
    Finding::new(Diagnosis::LeakedMemory)
        .note(
            format!("blocks of memory that were still taken when all was over: {least}, each time"),
            format!("すべてが終わった後に残っていたメモリブロックは、毎回 {least} 個でした"),
        )
        .raise();
}

fn owned_by(owner: &'static Owner, call: &mut impl FnMut()) {
    struct Before(Option<&'static Owner>);
    impl Drop for Before {
        fn drop(&mut self) {
            OWNER.set(self.0);
        }
    }
    let _before = Before(OWNER.replace(Some(owner)));
    call();
}
