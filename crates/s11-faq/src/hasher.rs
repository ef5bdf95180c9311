//! A checksum that takes the longer the more bytes there are.

use std::fmt;
use std::sync::Arc;

/// What is called with the bytes of each call.
type Told = dyn Fn(&[u8]) + Send + Sync;

/// Computes checksums, and tells whoever made it of each call.
#[derive(Clone)]
pub struct Hasher {
    told: Arc<Told>,
}

impl Hasher {
    /// A hasher that calls `told` first, on the same thread.
    pub fn new(told: impl Fn(&[u8]) + Send + Sync + 'static) -> Hasher {
        Hasher {
            told: Arc::new(told),
        }
    }

    /// The checksum of the bytes. It computes, and does not wait; for many bytes that takes long.
    pub fn hash(&self, bytes: &[u8]) -> u64 {
        (self.told)(bytes);
        value(bytes)
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hasher")
    }
}

/// What [`Hasher::hash`] returns: 64-bit FNV-1a.
///
/// <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>
pub fn value(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
