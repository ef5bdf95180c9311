//! {{kata}}: {{title}}
//! Task and hints: `cargo xtask lesson {{kata}}`, `cargo xtask hint {{kata}}`
//! 日本語: exercises/{{section}}/{{kata}}.ja.md

/// TODO: what the learner writes, and its signature.
pub async fn {{kata}}() {
    todo!("what has to happen here?")
}
