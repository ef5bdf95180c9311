use super::{Options, answer_of, choose, judge_all, run};
use crate::sample::{Said, Sample};
use dojo::Error;
use dojo::course::Kata;
use dojo::progress::Progress;
use dojo::sandbox::Cancel;
use dojo::verdict::{Compile, Outcome, Verdict};
use lang::{Lang, text};

/// Says `outcome` of every answer.
fn judge(options: &Options, outcome: Outcome) -> impl Fn(&Kata) -> Result<Verdict, Error> {
    move |kata| {
        let answer = answer_of(kata, options)?;
        Ok(Verdict {
            kata: kata.id.clone(),
            section: kata.section.clone(),
            answer: answer.shown,
            answer_sha256: answer.sha256,
            outcome,
            tests: Vec::new(),
            own_tests: Vec::new(),
            timeline: None,
            compile: Compile::default(),
            build_seconds: 0.0,
            run_seconds: 0.0,
        })
    }
}

fn check(sample: &Sample, options: &Options, outcome: Outcome) -> Said {
    sample.run(Lang::En, |course, out| {
        let katas = choose(course, options, out)?;
        judge_all(course, &katas, options, out, judge(options, outcome))
    })
}

fn named(kata: &str) -> Options {
    Options {
        katas: vec![kata.to_owned()],
        ..Options::default()
    }
}

fn solved(sample: &Sample, kata: &str) -> bool {
    let (progress, _) = Progress::load(sample.root());
    progress.entry(kata).is_some_and(|entry| entry.solved)
}

fn write(sample: &Sample, kata: &str) {
    sample.files.write(&Sample::exercise(kata), "// mine\n");
}

#[test]
fn solved_is_remembered_and_forgotten_again() {
    let sample = Sample::new();
    write(&sample, "countdown");
    assert!(check(&sample, &named("countdown"), Outcome::Unsolved).ended(1));
    assert!(!solved(&sample, "countdown"));
    assert!(check(&sample, &named("countdown"), Outcome::Solved).ended(0));
    assert!(solved(&sample, "countdown"));
    assert!(check(&sample, &named("countdown"), Outcome::CompileError).ended(1));
    assert!(!solved(&sample, "countdown"));
}

#[test]
fn another_file_and_the_reference_change_no_progress() {
    let sample = Sample::new();
    let mut options = named("countdown");
    options.solution = true;
    check(&sample, &options, Outcome::Solved).done();
    options.solution = false;
    options.answer = Some(sample.root().join(Sample::exercise("delay")));
    check(&sample, &options, Outcome::Solved).done();
    assert!(!solved(&sample, "countdown"));
}

#[test]
fn without_a_kata_the_next_unsolved_is_judged() {
    let sample = Sample::new();
    write(&sample, "countdown");
    write(&sample, "delay");
    let first = check(&sample, &Options::default(), Outcome::Solved);
    assert!(first.done().starts_with("solved: countdown"), "{first:?}");
    let second = check(&sample, &Options::default(), Outcome::Solved);
    assert!(second.done().starts_with("solved: delay"), "{second:?}");
    for lang in [Lang::En, Lang::Ja] {
        let third = sample.run(lang, |course, out| {
            run(course, &Options::default(), &Cancel::new(), out)
        });
        let word = lang.pick("nothing left to judge", "残っていません");
        assert!(third.done().contains(word), "{third:?}");
    }
}

#[test]
fn several_in_json_are_a_line_each() {
    let sample = Sample::new();
    let options = Options {
        all: true,
        json: true,
        ..Options::default()
    };
    let said = check(&sample, &options, Outcome::Unsolved);
    assert!(said.ended(1));
    let ids: Vec<String> = said
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["kata"].to_string())
        .collect();
    assert_eq!(ids, ["\"countdown\"", "\"delay\""]);
}

#[test]
fn a_section_goes_by_its_prefix() {
    let sample = Sample::new();
    let options = Options {
        section: Some("s02".to_owned()),
        ..Options::default()
    };
    let said = sample.run(Lang::En, |course, out| {
        assert_eq!(choose(course, &options, out)?.len(), 2);
        Ok(std::process::ExitCode::SUCCESS)
    });
    said.done();
}

#[test]
fn odd_selections_are_refused() {
    let sample = Sample::new();
    let odd = [
        Options {
            all: true,
            ..named("delay")
        },
        Options {
            answer: Some("x.rs".into()),
            ..Options::default()
        },
        Options {
            answer: Some("x.rs".into()),
            solution: true,
            ..named("delay")
        },
        Options {
            answer: Some("no such file.rs".into()),
            ..named("delay")
        },
        Options {
            section: Some("s99".to_owned()),
            ..Options::default()
        },
        named("delya"),
    ];
    let mut all = String::new();
    for options in odd {
        for lang in [Lang::En, Lang::Ja] {
            let said = sample.run(lang, |course, out| {
                run(course, &options, &Cancel::new(), out)
            });
            assert!(said.ended(2), "{said:?}");
            all += &said.stderr;
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_missing_file_leads_to_reset() {
    let sample = Sample::new();
    sample.files.remove(&Sample::exercise("delay"));
    let course = sample.course();
    let kata = course.kata("delay").unwrap();
    let error = answer_of(kata, &named("delay")).unwrap_err();
    assert!(
        error.text().en.contains("cargo xtask reset delay"),
        "{error}"
    );
}

#[test]
fn progress_that_cannot_be_kept_does_not_hide_the_verdict() {
    let sample = Sample::new();
    write(&sample, "countdown");
    // A folder in the lock's place: not even root can open it for writing.
    std::fs::create_dir(sample.root().join(".dojo-progress.lock")).unwrap();
    let said = check(&sample, &named("countdown"), Outcome::Solved);
    assert!(said.ended(0), "{said:?}");
    assert!(said.stdout.starts_with("solved: countdown"), "{said:?}");
    assert!(
        said.stderr.starts_with("warning: cannot write `"),
        "{said:?}"
    );
}

#[test]
fn what_the_tool_cannot_do_is_not_the_learners_fault() {
    let sample = Sample::new();
    let said = sample.run(Lang::Ja, |course, out| {
        let katas = choose(course, &named("delay"), out)?;
        judge_all(course, &katas, &named("delay"), out, |_| {
            Err(Error::Machine(text!("no cargo", "cargo がありません")))
        })
    });
    assert!(said.ended(3));
    assert_eq!(said.stderr, "エラー: cargo がありません\n");
}
