//! A disk that is slow, and pages to write to it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// The bytes of a page.
pub const PAGE: usize = 64 * 1024;

/// A disk. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    fills: usize,
    logged: Option<u64>,
    asked: usize,
    answered: usize,
    waiting: Option<Waker>,
}

impl Disk {
    /// A disk that answers when the tests say so.
    pub fn new() -> Disk {
        Disk::default()
    }

    /// Fills a page with what belongs to `seed`.
    ///
    /// # Panics
    ///
    /// `page` is not a whole page.
    pub fn fill(&self, seed: u8, page: &mut [u8]) {
        assert_eq!(page.len(), PAGE, "a page has 65,536 bytes");
        self.state().fills += 1;
        fill(seed, page);
    }

    /// Notes a sum in the log. Takes a while.
    pub async fn log(&self, sum: u64) {
        self.state().logged = Some(sum);
        self.answer_of_the_disk().await;
    }

    /// Writes a page, and returns the sum of what was written. Takes a while.
    ///
    /// # Panics
    ///
    /// `page` is not a whole page.
    pub async fn write(&self, page: &[u8]) -> u64 {
        assert_eq!(page.len(), PAGE, "a page has 65,536 bytes");
        self.answer_of_the_disk().await;
        checksum(page)
    }

    /// Reads the page of `seed`, and returns its sum. Somebody else wrote this, and its future holds
    /// a whole page.
    pub async fn verify(&self, seed: u8) -> u64 {
        let mut page = [0; PAGE];
        self.answer_of_the_disk().await;
        fill(seed, &mut page);
        checksum(&page)
    }

    /// For the tests: how many pages were filled.
    pub fn fills(&self) -> usize {
        self.state().fills
    }

    /// For the tests: the sum that was logged last.
    pub fn logged(&self) -> Option<u64> {
        self.state().logged
    }

    /// For the tests: how much has been asked that was not answered yet.
    pub fn asked(&self) -> usize {
        let state = self.state();
        state.asked - state.answered
    }

    /// For the tests: answers all that has been asked so far, and returns how much that was.
    pub fn answer(&self) -> usize {
        let mut state = self.state();
        let new = state.asked - state.answered;
        state.answered = state.asked;
        let waker = state.waiting.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        new
    }

    fn answer_of_the_disk(&self) -> Answer<'_> {
        Answer {
            disk: self,
            number: None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The sum of a page. It depends on each byte, and on where it stands.
pub fn checksum(page: &[u8]) -> u64 {
    page.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

fn fill(seed: u8, page: &mut [u8]) {
    let mut byte = seed;
    for place in page {
        byte = byte.wrapping_mul(5).wrapping_add(17);
        *place = byte;
    }
}

struct Answer<'d> {
    disk: &'d Disk,
    number: Option<usize>,
}

impl Future for Answer<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.disk.state();
        let number = self.number.unwrap_or_else(|| {
            state.asked += 1;
            state.asked
        });
        let is_answered = state.answered >= number;
        if !is_answered {
            state.waiting = Some(context.waker().clone());
        }
        drop(state);
        self.number = Some(number);
        match is_answered {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}
