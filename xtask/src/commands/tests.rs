//! What a learner sees of the commands that judge nothing.

use super::{explain, hint, lesson, list, solution, status, stubs, wrong};
use crate::sample::{Said, Sample};
use lang::Lang;

const BOTH: [Lang; 2] = [Lang::En, Lang::Ja];

/// What a command says in both languages, each on a fresh course that `prepare` made ready.
fn said(prepare: impl Fn(&Sample), command: impl Fn(&Sample, Lang) -> Said) -> String {
    BOTH.map(|lang| {
        let sample = Sample::new();
        prepare(&sample);
        command(&sample, lang).all()
    })
    .join("\n────\n\n")
}

fn edit(sample: &Sample) {
    let file = Sample::exercise("countdown");
    sample.files.edit(&file, "todo!", "unimplemented!");
}

/// `countdown` is solved, `delay` was and has changed since.
fn solve(sample: &Sample) {
    edit(sample);
    let answer = sample.files.read(&Sample::exercise("countdown"));
    let file = Sample::exercise("delay");
    sample.files.edit(&file, "todo!", "unimplemented!");
    let sha = dojo::digest::sha256_hex(answer.as_bytes());
    let text = format!(
        r#"{{"schema":"dojo-progress/1","katas":{{
            "countdown":{{"answer_sha256":"{sha}","solved":true,"hints":0}},
            "delay":{{"answer_sha256":"00","solved":true,"hints":0}}}}}}"#
    );
    sample.files.write(".dojo-progress.json", text);
}

#[test]
fn status_of_a_newcomer() {
    let run = |sample: &Sample, lang| sample.run(lang, status::run);
    insta::assert_snapshot!(said(|_| {}, run));
}

#[test]
fn status_under_way() {
    let run = |sample: &Sample, lang| sample.run(lang, status::run);
    insta::assert_snapshot!(said(solve, run));
}

#[test]
fn status_when_all_is_solved() {
    let run = |sample: &Sample, lang| sample.run(lang, status::run);
    let all = |sample: &Sample| {
        solve(sample);
        let delay = sample.files.read(&Sample::exercise("delay"));
        let sha = dojo::digest::sha256_hex(delay.as_bytes());
        sample
            .files
            .edit(".dojo-progress.json", "\"00\"", &format!("\"{sha}\""));
    };
    insta::assert_snapshot!(said(all, run));
}

#[test]
fn status_of_an_empty_course() {
    let run = |sample: &Sample, lang| {
        let toml = format!("crates/{}/section.toml", crate::sample::SECTION);
        sample.files.remove(&toml);
        sample.run(lang, status::run)
    };
    insta::assert_snapshot!(said(|_| {}, run));
}

#[test]
fn list_of_every_state() {
    let run = |sample: &Sample, lang| {
        sample.run(lang, |course, out| {
            list::run(
                course,
                &list::Options {
                    json: false,
                    ..list::Options::default()
                },
                out,
            )
        })
    };
    let mut all = said(|_| {}, run);
    all += "\n════\n\n";
    all += &said(edit, run);
    all += "\n════\n\n";
    all += &said(solve, run);
    all += "\n════\n\n";
    all += &said(
        |sample| sample.files.remove(&Sample::exercise("delay")),
        run,
    );
    insta::assert_snapshot!(all);
}

#[test]
fn list_for_programs() {
    let sample = Sample::new();
    solve(&sample);
    let said = sample.run(Lang::Ja, |course, out| {
        list::run(
            course,
            &list::Options {
                json: true,
                ..list::Options::default()
            },
            out,
        )
    });
    insta::assert_snapshot!(said.done());
}

#[test]
fn a_checkout_with_other_line_ends_is_new_all_the_same() {
    let sample = Sample::new();
    let file = Sample::exercise("delay");
    let stub = sample.files.read(&file).replace('\n', "\r\n");
    sample.files.write(&file, stub);
    let said = sample.run(Lang::En, |course, out| {
        list::run(
            course,
            &list::Options {
                json: true,
                ..list::Options::default()
            },
            out,
        )
    });
    assert!(!said.done().contains("edited"), "{}", said.stdout);
}

#[test]
fn a_broken_progress_file_is_set_aside_and_the_list_is_shown() {
    let run = |sample: &Sample, lang| {
        sample.run(lang, |course, out| {
            list::run(
                course,
                &list::Options {
                    json: false,
                    ..list::Options::default()
                },
                out,
            )
        })
    };
    let broken = |sample: &Sample| sample.files.write(".dojo-progress.json", "{ oh");
    insta::assert_snapshot!(said(broken, run));
}

#[test]
fn the_lesson_ends_before_the_hints() {
    let run = |sample: &Sample, lang| {
        sample.run(lang, |course, out| {
            lesson::run(course, Some("countdown"), out)
        })
    };
    insta::assert_snapshot!(said(|_| {}, run));
}

#[test]
fn the_lesson_names_the_files_that_the_stub_uses() {
    let sample = Sample::new();
    let section = crate::sample::SECTION;
    let clock = format!("crates/{section}/src/clock.rs");
    sample.files.write(&clock, "pub struct Clock;\n");
    let stub = format!("exercises/{section}/delay.rs");
    let uses = "use s02_future_trait::clock::Clock;\nuse s02_future_trait::other::Other;\n";
    let text = uses.to_owned() + &sample.files.read(&stub);
    sample.files.write(&stub, text);
    let run = |lang| sample.run(lang, |course, out| lesson::run(course, Some("delay"), out));
    let given = |label: &str| format!("{stub}\n{label}:\n  {clock}\n");
    assert!(run(Lang::En).done().contains(&given("Given")));
    assert!(run(Lang::Ja).done().contains(&given("用意されているもの")));
}

#[test]
fn the_lesson_names_what_is_better_solved_first() {
    let sample = Sample::new();
    let toml = format!("crates/{}/section.toml", crate::sample::SECTION);
    let text = sample.files.read(&toml);
    let (first, last) = text.rsplit_once("needs = []").unwrap();
    sample
        .files
        .write(&toml, format!("{first}needs = [\"countdown\"]{last}"));
    let run = || {
        sample.run(Lang::En, |course, out| {
            lesson::run(course, Some("delay"), out)
        })
    };
    assert!(
        run()
            .done()
            .contains("Better solved first, countdown:\n  cargo xtask lesson countdown")
    );
    solve(&sample);
    assert!(!run().done().contains("Better solved first"));
}

#[test]
fn one_hint_more_each_time() {
    let run = |sample: &Sample, lang| {
        let mut four = (0..4).map(|_| {
            sample.run(lang, |course, out| {
                hint::run(course, Some("2.1"), false, out)
            })
        });
        let mut first = four.next().unwrap();
        for next in four {
            first.stdout += &format!("\n----\n{}", next.done());
        }
        first
    };
    insta::assert_snapshot!(said(|_| {}, run));
}

#[test]
fn all_hints_at_once() {
    let run = |sample: &Sample, lang| {
        sample.run(lang, |course, out| {
            hint::run(course, Some("countdown"), true, out)
        })
    };
    insta::assert_snapshot!(said(|_| {}, run));
}

#[test]
fn unknown_katas_and_numbers() {
    let mut all = String::new();
    for name in ["cuontdown", "zzz", "9.9"] {
        for lang in BOTH {
            let sample = Sample::new();
            let said = sample.run(lang, |course, out| lesson::run(course, Some(name), out));
            assert!(said.ended(2));
            all += &said.stderr;
        }
    }
    let sample = Sample::new();
    let toml = format!("crates/{}/section.toml", crate::sample::SECTION);
    sample
        .files
        .edit(&toml, "guide = \"2.2\"", "guide = \"2.1\"");
    for lang in BOTH {
        all += &sample
            .run(lang, |course, out| lesson::run(course, Some("2.1"), out))
            .stderr;
    }
    insta::assert_snapshot!(all);
}

#[test]
fn explanations() {
    let mut all = String::new();
    for words in [
        "",
        "lost-wake",
        "lost_wkae",
        "zzz",
        "it polls again",
        "no such words",
        "何度も起床",
    ] {
        let asked: Vec<String> = words.split_whitespace().map(String::from).collect();
        let run = |sample: &Sample, lang| {
            sample.run(lang, |course, out| explain::run(course, &asked, out))
        };
        let raised_by_delay = |sample: &Sample| {
            let toml = format!("crates/{}/section.toml", crate::sample::SECTION);
            let text = sample.files.read(&toml);
            let (before, delay) = text
                .rsplit_once("diagnoses = [\"ready-too-late\"]")
                .expect("of `delay`");
            let text = format!("{before}diagnoses = [\"lost-wake\"]{delay}");
            sample.files.write(&toml, text);
        };
        all += &format!("$ cargo xtask explain {words}\n");
        all += &said(raised_by_delay, run);
        all += "\n════\n\n";
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_solution_waits_until_it_is_solved() {
    let run = |spoil| {
        move |sample: &Sample, lang| {
            sample.run(lang, |course, out| {
                solution::run(course, Some("countdown"), spoil, out)
            })
        }
    };
    let mut all = said(edit, run(false));
    all += "\n════\n\n";
    all += &said(edit, run(true));
    insta::assert_snapshot!(all);
    let sample = Sample::new();
    assert!(run(false)(&sample, Lang::En).ended(1));
    solve(&sample);
    assert!(
        run(false)(&sample, Lang::En)
            .done()
            .starts_with("--- exercises/")
    );
}

fn note(sample: &Sample, katas: &[&str], edited: bool) -> crate::sample::Said {
    let options = stubs::Options {
        katas: katas.iter().map(|kata| (*kata).to_owned()).collect(),
        edited,
        translations: false,
    };
    sample.run(Lang::En, |course, out| stubs::run(course, &options, out))
}

#[test]
fn a_stub_that_was_edited_is_noted_only_when_told() {
    let sample = Sample::new();
    let toml = format!("crates/{}/section.toml", crate::sample::SECTION);
    sample.files.edit(&toml, "points = 1", "points = 1 # stays");
    sample.commit();
    let before = sample.files.read(&toml);
    edit(&sample);
    let said = note(&sample, &["countdown"], false);
    assert!(said.ended(2), "{said:?}");
    assert!(said.stderr.contains("--edited"), "{said:?}");
    let said = note(&sample, &[], false);
    assert!(said.done().starts_with("left out, "), "{said:?}");
    assert!(said.done().ends_with("changes: 0\n"), "{said:?}");
    assert_eq!(sample.files.read(&toml), before);
    let said = note(&sample, &["countdown"], true);
    assert!(said.done().contains(": countdown: "), "{said:?}");
    assert!(said.done().ends_with("changes: 1\n"), "{said:?}");
    let after = sample.files.read(&toml);
    assert_eq!(before.len(), after.len());
    let answer = sample.files.read(&Sample::exercise("countdown"));
    assert!(after.contains(&dojo::digest::blob_id(answer.as_bytes())));
}

#[test]
fn without_git_no_stub_is_noted() {
    let sample = Sample::new();
    edit(&sample);
    std::fs::remove_dir_all(sample.root().join(".git")).unwrap();
    let said = note(&sample, &[], true);
    assert!(
        said.ended(3) && said.stderr.contains("without git"),
        "{said:?}"
    );
}

#[test]
fn wrong_answers_are_read_to_a_maintainer() {
    let sample = Sample::new();
    let path = format!("crates/{}/wrong/countdown/naps.rs", crate::sample::SECTION);
    let answer =
        "//~ blocking-poll in x\n//! \"I just wait.\" Nobody else gets a turn.\n\nfn nap() {}\n";
    sample.files.write(&path, answer);
    let read =
        |which: &str| sample.run(Lang::En, |course, out| wrong::run(course, Some(which), out));
    let said = read("countdown/naps");
    for part in [
        "blocking-poll in x",
        "\"I just wait.\" Nobody",
        "+fn nap() {}",
    ] {
        assert!(said.done().contains(part), "{part}: {said:?}");
    }
    assert!(read("countdown").done().contains("name_the_mistake"));
    assert!(read("countdown/sleeps").ended(2));
    assert!(read("contdown").ended(2));
}

#[test]
fn exercises_that_cannot_be_read_cost_nothing_else() {
    let sample = Sample::new();
    let exercise = sample.root().join(Sample::exercise("delay"));
    std::fs::remove_file(&exercise).unwrap();
    std::fs::create_dir(&exercise).unwrap();
    let list = sample.run(Lang::En, |course, out| {
        list::run(
            course,
            &list::Options {
                json: false,
                ..list::Options::default()
            },
            out,
        )
    });
    assert!(list.done().contains("not readable"), "{list:?}");
    sample.run(Lang::En, status::run).done();
}

#[test]
fn a_broken_section_file_is_named() {
    let sample = Sample::new();
    let toml = format!("crates/{}/section.toml", crate::sample::SECTION);
    for (from, to, cause) in [
        (
            "points = 1",
            "points = \"x\"",
            "kata `countdown`: `points` is not a whole number",
        ),
        ("chapter = \"2\"", "chapter = ", "TOML"),
        ("id = \"delay\"\n", "", "`id` is missing"),
    ] {
        let sound = sample.files.read(&toml);
        sample.files.edit(&toml, from, to);
        let error = dojo::course::Course::load(sample.root()).unwrap_err();
        let said = &error.text().en;
        assert!(
            said.contains("section.toml") && said.contains(cause),
            "{said}"
        );
        sample.files.write(&toml, sound);
    }
}
