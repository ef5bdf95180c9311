//! The diagnoses that the judge itself makes, beside those of probe.

/// A test that came to no end of its own, by the judge's own account. Each has its page beside
/// those of probe's diagnoses, and any kata can end this way.
pub const OF_THE_JUDGE: [&str; 7] = [
    "aborted",
    "exited-early",
    "hang",
    "memory-limit",
    "output-flood",
    "stack-overflow",
    "tampering",
];
