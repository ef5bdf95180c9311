//! The main of our own in every test program, in place of libtest's.
//!
//! It costs nothing to link, and it gives a receipt: see [`SOURCE`].

use super::expected::{self, Test};

/// The crate `receipt`, which stands in every test program. It is compiled once.
pub const SOURCE: &str = include_str!("harness/receipt.rs");

/// The test file as it is compiled: its tests are functions like any other, and a `main` after the
/// last line calls them by name. No line moves.
pub fn with_main(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 1024);
    let tests = expected::tests(source);
    let marks: Vec<usize> = tests.iter().map(|test| test.mark).collect();
    for (number, line) in source.split_inclusive('\n').enumerate() {
        match marks.contains(&number) {
            true => out += &line.replacen("#[test]", "", 1),
            false => out += line,
        }
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out += "#[doc(hidden)]\npub fn main() -> ::std::process::ExitCode {\n    ::receipt::main(&[\n";
    for Test { name, cfg, .. } in &tests {
        out += &format!("        {cfg}(\"{name}\", || ::receipt::passed({name}())),\n");
    }
    out + "    ])\n}\n"
}

#[cfg(test)]
mod tests {
    use super::with_main;

    #[test]
    fn no_line_moves_and_every_test_is_called() {
        let source = "//! Head.\n#[test]\n#[cfg(unix)]\nfn one() {}\n    #[test] // why\nfn two() -> Result<(), E> {}";
        let text = with_main(source);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1..6],
            [
                "",
                "#[cfg(unix)]",
                "fn one() {}",
                "     // why",
                "fn two() -> Result<(), E> {}"
            ]
        );
        assert!(text.contains("#[cfg(unix)] (\"one\", || ::receipt::passed(one())),"));
        assert!(text.contains("(\"two\", || ::receipt::passed(two())),"));
    }
}
