//! {{kata}}: {{title}}
//! Task and hints: `cargo xtask lesson {{kata}}`, `cargo xtask hint {{kata}}`
//! 日本語: exercises/{{section}}/{{kata}}.ja.md

{{imports}}/// TODO: what the learner writes, and its signature.
{{signature}} {
{{unused}}    todo!("what has to happen here?")
}
