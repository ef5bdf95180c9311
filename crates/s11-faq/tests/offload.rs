//! TODO: what these tests demonstrate, and which to make green first.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/offload.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s11-faq/offload.rs"
)]
mod offload;

use probe::{ms, program};

use offload::offload;

// rule: "TODO: everything that the tests observe, with every bound: each sentence a test."
// rule.ja: "TODO: テストが観察することすべて（上限・下限の数値も含む）。一文ごとにテストがあります。"
#[test]
fn takes_no_time_and_leaves_no_task() {
    let report = program::run(offload);
    report.took(ms(0));
    report.no_task_left();
}
