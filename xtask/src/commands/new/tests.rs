use std::path::Path;

use crate::commands::new::{self, Options};
use crate::sample::{SECTION, Said, Sample};
use lang::Lang;

fn run(sample: &Sample, section: &str, kata: &str) -> Said {
    let options = Options {
        section: section.to_owned(),
        kata: kata.to_owned(),
        guide: None,
        title: None,
        title_ja: None,
        kind: new::Kind::Future,
    };
    sample.run(Lang::En, |course, out| new::run(course, &options, out))
}

#[test]
fn a_kata_joins_its_section() {
    let sample = Sample::new();
    let said = run(&sample, "s02", "value-slot");
    insta::assert_snapshot!(said.done());
    let toml = sample.files.read(&format!("crates/{SECTION}/section.toml"));
    insta::assert_snapshot!("section_toml", toml);
    let main = sample.files.read(&format!("solutions/{SECTION}/main.rs"));
    insta::assert_snapshot!("solutions_main", main);
}

#[test]
fn a_section_comes_with_its_first_kata() {
    let sample = Sample::new();
    insta::assert_snapshot!(run(&sample, "s04-runtime", "run_all").done());
    let course = sample.course();
    let section = course.section("s04").unwrap();
    assert_eq!((&*section.chapter, &*section.title.en), ("4", "Runtime"));
    assert_eq!(course.kata("run_all").unwrap().guide, "4");
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_written() {
    let sample = Sample::new();
    let count = || dojo::walk::files(sample.root()).unwrap().len();
    let before = count();
    for (section, kata) in [
        ("s02", "countdown"),
        ("s02", "Value"),
        ("s02", "main"),
        ("s02", "yield"),
        ("s02", "tokio"),
        ("s02", "aux"),
        ("s02", "com1"),
        ("s2-x", "one"),
        ("../s09-x", "one"),
        ("s09-x/y", "one"),
    ] {
        let said = run(&sample, section, kata);
        assert!(said.ended(2), "{section} {kata}: {said:?}");
    }
    assert_eq!(count(), before);
}

#[test]
fn no_file_is_overwritten() {
    let sample = Sample::new();
    sample
        .files
        .write(&Sample::exercise("one"), "// somebody's\n");
    let said = run(&sample, "s02", "one");
    assert!(
        said.ended(2) && said.stderr.contains("exists already"),
        "{said:?}"
    );
    assert_eq!(
        sample.files.read(&Sample::exercise("one")),
        "// somebody's\n"
    );
    assert!(!Path::new(&sample.root().join("exercises").join(SECTION).join("one.md")).exists());
}

#[test]
fn each_kind_brings_what_its_files_use() {
    for (word, dependencies) in [
        ("future", "probe"),
        ("program", "probe tokio"),
        ("service", "anyhow loopback probe reqwest tokio"),
    ] {
        let sample = Sample::new();
        let kind = new::Kind::parse(word).unwrap();
        let options = Options {
            section: "s04-runtime".to_owned(),
            kata: "run_all".to_owned(),
            guide: None,
            title: None,
            title_ja: None,
            kind,
        };
        sample
            .run(Lang::En, |course, out| new::run(course, &options, out))
            .done();
        let manifest = sample.files.read("crates/s04-runtime/Cargo.toml");
        let lines = manifest
            .lines()
            .skip_while(|line| *line != "[dependencies]");
        let named: Vec<&str> = lines
            .skip(1)
            .map_while(|line| line.strip_suffix(".workspace = true"))
            .collect();
        assert_eq!(named.join(" "), dependencies);
        let tests = sample.files.read("crates/s04-runtime/tests/run_all.rs");
        let test = format!("fn {}()", kind.test());
        assert!(tests.contains(&test), "{tests}");
        for file in dojo::walk::files(sample.root()).unwrap() {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            assert!(!text.contains("{{"), "{}: {text}", file.display());
        }
    }
}

#[test]
fn dependencies_are_added_where_they_are_missing() {
    let manifest = "[dependencies]\nanyhow = \"1\"\n# Why.\nprobe.workspace = true\n\n[x]\n";
    let with =
        new::manifest::with_dependencies(manifest, &["anyhow", "loopback", "probe", "tokio"]);
    assert_eq!(
        with,
        "[dependencies]\nanyhow = \"1\"\nloopback.workspace = true\n# Why.\nprobe.workspace = true\ntokio.workspace = true\n\n[x]\n"
    );
}

#[test]
fn modules_stand_in_alphabetical_order() {
    let main = "//! Head.\n\nmod alpha;\nmod gamma;\n\nfn main() {}\n";
    let with = new::with_module(&new::with_module(main, "beta"), "omega");
    assert_eq!(
        with,
        "//! Head.\n\nmod alpha;\nmod beta;\nmod gamma;\nmod omega;\n\nfn main() {}\n"
    );
}

#[test]
fn a_title_after_a_colon_keeps_its_names() {
    for (title, small) in [
        ("Pending, woken, ready", "pending, woken, ready"),
        ("A timer", "a timer"),
        ("HEAD before GET", "HEAD before GET"),
        ("JoinSet or join", "JoinSet or join"),
    ] {
        assert_eq!(new::small(title), small);
    }
}

#[test]
fn a_name_with_capitals_is_told_how_it_is_written() {
    let sample = Sample::new();
    for name in ["ValueSlot", "Value_Slot", "value_Slot"] {
        let said = run(&sample, "s02", name);
        assert!(said.ended(2), "{said:?}");
        assert!(
            said.stderr.contains("did you mean `value_slot`?"),
            "{said:?}"
        );
    }
}

const SECTION_WITHOUT_HTTP: &str = "[features]
# Judges the solutions.
solution = []

[dependencies]
probe.workspace = true

# Editors see it.
[[example]]
name = \"s04-runtime-solutions\"
path = \"../../solutions/s04-runtime/main.rs\"
";

#[test]
fn a_service_in_a_section_without_any_stands_behind_a_feature() {
    let crates = new::Kind::Service.dependencies();
    let with = new::manifest::with_feature(SECTION_WITHOUT_HTTP, crates, "first");
    let with = new::manifest::with_feature(&with, crates, "second");
    insta::assert_snapshot!(with);
    assert!(!new::manifest::has_http_for_all(&with));
    let with = new::manifest::with_dependencies(SECTION_WITHOUT_HTTP, crates);
    assert!(new::manifest::has_http_for_all(&with));
}

#[test]
fn a_service_joins_the_features_of_its_section() {
    let manifest = SECTION_WITHOUT_HTTP
        .replace(
            "# Judges",
            "default = [\"io\"]\n# Reading.\nio = [\"tokio/io-util\"]\n# Judges",
        )
        .replace("main.rs\"\n", "main.rs\"\nrequired-features = [\"io\"]\n");
    let crates = new::Kind::Service.dependencies();
    insta::assert_snapshot!(new::manifest::with_feature(&manifest, crates, "first"));
}
