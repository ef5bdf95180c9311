use super::*;
use crate::sample::view;

fn parsed(line: &str) -> Result<Command, Error> {
    parse(line.split_whitespace().map(OsString::from).collect())
}

fn refused(line: &str) -> Text {
    match parsed(line) {
        Err(Error::Asked(text)) => text,
        other => panic!("`{line}` gave {other:?}"),
    }
}

#[test]
fn no_word_is_the_status() {
    assert!(matches!(parsed("").unwrap(), Command::Status));
    assert!(matches!(parsed("--lang ja").unwrap(), Command::Status));
}

#[test]
fn check_takes_all_its_flags() {
    let line = "check a b --section s02 --answer x.rs --solution --format json --jobs 3 --all";
    let Command::Check(options) = parsed(line).unwrap() else {
        panic!("not check");
    };
    assert_eq!(options.katas, ["a", "b"]);
    assert_eq!(options.section.as_deref(), Some("s02"));
    assert_eq!(options.answer, Some(PathBuf::from("x.rs")));
    assert!(options.solution && options.json && options.all);
    assert_eq!(options.jobs.map(|jobs| jobs.get()), Some(3));
}

#[test]
fn every_command_of_the_table_is_understood_with_all_its_flags() {
    for spec in COMMANDS {
        let mut line = format!("{} one two", spec.name);
        if spec.name == "help" {
            line = "help check".to_owned();
        } else if !spec.operands.contains('…') {
            // `list` takes a section as an operand or as a flag.
            let words = match spec.name {
                "list" => 0,
                _ => spec.operands.split_whitespace().count(),
            };
            let operands = ["one", "two"][..words].join(" ");
            line = format!("{} {operands}", spec.name);
        }
        for flag in spec.flags {
            let value = match flag.value {
                Some("human|json") => "json",
                Some("KIND") => "program",
                Some(_) => "7",
                None => "",
            };
            line += &format!(" --{} {value}", flag.name);
        }
        parsed(&line).unwrap_or_else(|e| panic!("`{line}`: {e}"));
    }
}

#[test]
fn help_is_had_in_every_way() {
    for line in ["help", "--help", "-h", "help --help", "--lang en -h"] {
        assert!(
            matches!(parsed(line).unwrap(), Command::Help(None)),
            "{line}"
        );
    }
    for line in [
        "check --help",
        "help check",
        "check -h",
        "check x --nothing -h",
    ] {
        match parsed(line) {
            Ok(Command::Help(Some(spec))) => assert_eq!(spec.name, "check"),
            other => assert!(line.contains("nothing"), "`{line}` gave {other:?}"),
        }
    }
}

#[test]
fn slips_are_met_with_a_guess() {
    let mut said = String::new();
    for line in [
        "chekc",
        "zzz",
        "check --jbos 3",
        "check --qqq",
        "--alll",
        "check -x",
        "reset",
        "lesson a b",
        "nwe s02 x",
        "check --jobs",
        "check --jobs 0",
        "check --format xml",
        "check --all=yes",
        "list --lang fr",
        "help chekc",
    ] {
        let text = refused(line);
        said += &format!("$ cargo xtask {line}\n{}\n{}\n\n", text.en, text.ja);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn habits_lead_on() {
    for (line, command) in [
        ("next", "Status"),
        ("start", "Status"),
        ("test delay", "Check"),
        ("run", "Check"),
        ("list s02", "List"),
        ("--version", "Version"),
        ("check -V", "Version"),
    ] {
        let parsed = format!("{:?}", parsed(line).unwrap());
        assert!(parsed.starts_with(command), "{line}: {parsed}");
    }
    let words = |line: &str| -> Vec<OsString> { line.split(' ').map(OsString::from).collect() };
    let is_known = |word: &str| word == "delay" || word == "s02";
    assert_eq!(
        with_check(words("delay --lang ja"), is_known),
        words("check delay --lang ja")
    );
    assert_eq!(with_check(words("s02"), is_known), words("check s02"));
    assert_eq!(with_check(words("list"), is_known), words("list"));
    assert_eq!(with_check(words("dealy"), is_known), words("dealy"));
}

#[test]
fn the_language_is_found_in_a_wrong_line_too() {
    let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
    assert_eq!(lang(&words("chekc --lang ja")), Lang::Ja);
    assert_eq!(lang(&words("--lang=en chekc")), Lang::En);
}

#[test]
fn help_overview() {
    insta::assert_snapshot!("help_en", help(None, view(Lang::En)));
    insta::assert_snapshot!("help_ja", help(None, view(Lang::Ja)));
}

#[test]
fn help_of_check() {
    let spec = named("check").unwrap();
    insta::assert_snapshot!("help_check_en", help(Some(spec), view(Lang::En)));
    insta::assert_snapshot!("help_check_ja", help(Some(spec), view(Lang::Ja)));
}
