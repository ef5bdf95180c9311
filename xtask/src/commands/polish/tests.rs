//! Each page shows what clippy remarks, and what it does not.

use std::path::Path;
use std::process::Command;

use dojo::pages::Pages;
use lang::Lang;
use scratch::Scratch;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What clippy says of a few lines; nothing where there is no clippy.
fn remarks(source: &str, lint: &str) -> Option<String> {
    let folder = Scratch::new();
    folder.write("example.rs", source);
    let mut clippy = Command::new("clippy-driver");
    clippy.args(["--edition=2024", "--crate-type=lib", "--emit=metadata"]);
    clippy.arg(format!("-Wclippy::{lint}")).arg("example.rs");
    let output = clippy.current_dir(folder.path()).output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{lint}: {said}");
    Some(said)
}

#[test]
fn examples_are_remarked_and_what_stands_instead_is_not() {
    let pages = Pages::of_lints(root()).unwrap();
    assert!(pages.codes.len() > 8);
    for lint in &pages.codes {
        let [english, japanese] = [Lang::En, Lang::Ja].map(|lang| pages.page(lint, lang).unwrap());
        let blocks = |page: &str| -> Vec<String> {
            let parts = page.split("```rust\n").skip(1);
            parts
                .map(|part| part.split("```").next().unwrap().to_owned())
                .collect()
        };
        let [example, instead] = &blocks(&english)[..] else {
            panic!("{lint}: not two examples");
        };
        assert_eq!(blocks(&english), blocks(&japanese), "{lint}");
        let Some(said) = remarks(example, lint) else {
            eprintln!("skipped: there is no clippy");
            return;
        };
        assert!(said.contains(&format!("#{lint}")), "{lint}: {said}");
        let said = remarks(instead, lint).unwrap();
        assert!(!said.contains(&format!("#{lint}")), "{lint}: {said}");
    }
}
