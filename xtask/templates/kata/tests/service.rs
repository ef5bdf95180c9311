//! TODO: what these tests demonstrate, and which to make green first.
//!
//! real time: sockets are real. The clock stands still until a test moves it.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/{{section}}/{{kata}}.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/{{section}}/{{kata}}.rs"
)]
mod {{kata}};

use loopback::frozen::run;
use loopback::server::Server;
use probe::expect;

use {{kata}}::{{kata}};

// rule: "TODO: everything that the tests observe, with every bound: each sentence a test."
// rule.ja: "TODO: テストが観察することすべて（上限・下限の数値も含む）。一文ごとにテストがあります。"
#[test]
fn good_answer_then_its_body() {
    let server = Server::start();
    let url = server.url("/ok");
    let output = run(|client| async move { {{kata}}(&client, &url).await });
    expect(output.ok().as_deref(), Some("200 /ok"), "the body", "本文");
}
