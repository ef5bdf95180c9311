//! What clippy says of an answer.

use crate::mini::{Mini, SOLUTION, STUB};

const EXERCISE: &str = "exercises/s01-mini/double.rs";

fn polished(mini: &Mini, answer: &str) -> (Option<i32>, String, String) {
    mini.write(EXERCISE, answer);
    let output = mini.run(&["polish", "double"]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn remarks_of_an_answer_and_none() {
    let mini = Mini::new();
    let page = include_str!("../../lints/let_underscore_future.md");
    mini.write("xtask/lints/let_underscore_future.md", page);
    let (status, out, _) = polished(&mini, SOLUTION);
    assert_eq!((status, &*out), (Some(0), "Nothing to remark.\n"));
    let forgotten = "pub fn double(n: u32) -> u32 {\n    let _ = async { n };\n    n * 2\n}\n";
    let (status, out, _) = polished(&mini, forgotten);
    assert_eq!(status, Some(0), "{out}");
    assert!(out.contains(&format!("--> {EXERCISE}:2:5")), "{out}");
    assert!(out.contains("= why: a future is dropped where"), "{out}");
    let command = "cargo xtask explain let_underscore_future";
    assert!(out.contains(command), "{out}");
    assert!(out.ends_with("double: remarks: 1\n"), "{out}");
}

#[test]
fn stub_is_not_polished() {
    let mini = Mini::new();
    let (status, _, said) = polished(&mini, STUB);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("cargo xtask check double"), "{said}");
}
