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

#[test]
fn ready_on_the_first_poll() {
    Probe::new({{kata}}()).ready();
}
