//! offload: Small work here, large work elsewhere
//! Task and hints: `cargo xtask lesson offload`, `cargo xtask hint offload`
//! 日本語: exercises/s11-faq/offload.ja.md

/// TODO: what the learner writes, and its signature.
pub async fn offload() {
    todo!("what has to happen here?")
}
