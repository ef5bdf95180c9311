//! The lines that a program writes about itself.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::subscriber::with_default;

/// Runs a program, and returns what it writes with `tracing`.
pub fn written(program: impl FnOnce()) -> Vec<String> {
    let paper = Paper::default();
    let to = paper.clone();
    let subscriber = tracing_subscriber::fmt()
        .without_time()
        .with_writer(move || to.clone())
        .finish();
    with_default(subscriber, program);
    let bytes = paper.0.lock().unwrap_or_else(PoisonError::into_inner);
    let text = String::from_utf8_lossy(&bytes);
    text.lines().map(str::to_owned).collect()
}

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
