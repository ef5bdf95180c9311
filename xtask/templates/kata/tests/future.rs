//! TODO: what these tests demonstrate, and which to make green first.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/{{section}}/{{kata}}.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/{{section}}/{{kata}}.rs"
)]
mod {{kata}};

use probe::Probe;

use {{kata}}::{{kata}};

// rule: "TODO: everything that the tests observe, with every bound: each sentence a test."
// rule.ja: "TODO: テストが観察することすべて（上限・下限の数値も含む）。一文ごとにテストがあります。"
#[test]
fn ready_on_the_first_poll() {
    Probe::new({{kata}}()).ready();
}
