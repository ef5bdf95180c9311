//! The rules, each on a tree that breaks it and nothing else.

use super::{Rule, Tree};
use super::{
    answers, clock, diagnoses, files, lessons, names, readme, rules, stubs, texts, translations,
};
use crate::sample::{SECTION, Sample};

/// A course that keeps every rule.
fn sound() -> Sample {
    let sample = Sample::new();
    let files = &sample.files;
    let index = format!("| [x](exercises/{SECTION}/README.md) | `countdown`, `delay` |\n");
    files.write("README.md", &index);
    files.write("README.ja.md", &index);
    for code in ["lost-wake", "busy-poll"]
        .iter()
        .chain(&dojo::codes::OF_THE_JUDGE)
    {
        let test = format!("crates/probe/tests/{}.rs", code.replace('-', "_"));
        files.write(&test, "");
        let page = |headings: [&str; 5]| headings.map(|h| format!("## {h}\n")).join("\n");
        files.write(
            &format!("crates/probe/explain/{code}.md"),
            page([
                "What it means",
                "Why it is bad",
                "How it is noticed",
                "Example",
                "Instead",
            ]),
        );
        files.write(
            &format!("crates/probe/explain/{code}.ja.md"),
            page(["意味", "なぜ悪いのか", "検出のしかた", "例", "直し方"]),
        );
    }
    let mut codes = [&["lost-wake", "busy-poll"][..], &dojo::codes::OF_THE_JUDGE].concat();
    codes.sort_unstable();
    let line = |code: &&str| format!("{code} | hangs | 止まる\n");
    let symptoms: String = codes.iter().map(line).collect();
    files.write(dojo::symptoms::FILE, symptoms);
    let toml = section_toml();
    files.edit(&toml, "ready-too-late", "lost-wake");
    for kata in ["countdown", "delay"] {
        let first = format!("crates/{SECTION}/wrong/{kata}/name_the_mistake.rs");
        files.edit(&first, "ready-too-late", "lost-wake");
        for n in 1..8 {
            let wrong = format!("crates/{SECTION}/wrong/{kata}/wrong_{n}.rs");
            files.write(&wrong, "//~ lost-wake in ready_on_the_first_poll\n");
        }
        for n in 1..4 {
            files.write(&format!("crates/{SECTION}/right/{kata}/other_{n}.rs"), "");
        }
    }
    // As an author leaves it behind.
    for path in dojo::walk::files(sample.root()).unwrap() {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let is_stub = path.extension().is_some_and(|e| e == "rs")
            && path.starts_with(sample.root().join("exercises"));
        if text.contains("TODO") && !is_stub && !path.starts_with(sample.root().join(".git")) {
            std::fs::write(&path, text.replace("TODO", "done")).unwrap();
        }
    }
    sample.refresh();
    sample
}

fn section_toml() -> String {
    format!("crates/{SECTION}/section.toml")
}

fn tests() -> String {
    format!("crates/{SECTION}/tests/countdown.rs")
}

fn wrong() -> String {
    format!("crates/{SECTION}/wrong/countdown/wrong_1.rs")
}

fn lesson(extension: &str) -> String {
    format!("exercises/{SECTION}/countdown.{extension}")
}

fn faults(rule: Rule, sample: &Sample) -> Vec<String> {
    let tree = Tree::at(sample.root()).unwrap_or_else(|e| panic!("{e}"));
    rule(&tree).unwrap_or_else(|e| panic!("{e}"))
}

/// `rule` is silent on a sound course, and says `said` after `spoil`.
#[track_caller]
fn finds(rule: Rule, spoil: impl Fn(&Sample), said: &[&str]) {
    let sample = sound();
    assert_eq!(faults(rule, &sample), [""; 0], "the sound course is not");
    spoil(&sample);
    let found = faults(rule, &sample);
    assert_eq!(found.len(), said.len(), "{found:#?}");
    for (found, said) in found.iter().zip(said) {
        assert!(found.contains(said), "`{said}` is not in `{found}`");
    }
}

#[test]
fn a_section_in_one_tree_only() {
    finds(
        names::the_trees_have_the_same_sections,
        |sample| {
            sample.files.write("exercises/s03-x/README.md", "");
            sample.files.write("crates/s04-y/Cargo.toml", "");
        },
        &[
            "exercises/s03-x: there is no",
            "crates/s04-y/section.toml: the file is missing",
        ],
    );
}

#[test]
fn a_package_of_another_name() {
    finds(
        names::packages_are_named_after_their_folders,
        |sample| {
            let manifest = format!("crates/{SECTION}/Cargo.toml");
            sample.files.edit(
                &manifest,
                &format!("name = \"{SECTION}\""),
                "name = \"other\"",
            );
            sample.files.edit(&manifest, "scratch.rs", "play.rs");
            sample.files.edit(&manifest, "solution = []", "");
        },
        &["is not named", "-scratch", "no feature `solution`"],
    );
}

#[test]
fn two_katas_of_one_id() {
    finds(
        names::ids_are_well_formed_and_unique,
        |sample| {
            sample
                .files
                .edit(&section_toml(), "id = \"delay\"", "id = \"countdown\"");
            sample.files.write(
                "crates/s02-other/section.toml",
                "title = { en = \"x\", ja = \"x\" }\nchapter = \"2\"\n",
            );
        },
        &[
            "another kata `countdown`",
            "another section is `s02` already",
        ],
    );
}

#[test]
fn a_need_that_comes_later() {
    finds(
        names::needs_refer_to_earlier_katas,
        |sample| {
            let text = sample.files.read(&section_toml());
            let text = text.replacen("needs = []", "needs = [\"delay\"]", 1);
            sample.files.write(&section_toml(), text);
        },
        &["`countdown` needs `delay`"],
    );
}

#[test]
fn a_solution_that_is_not_listed() {
    finds(
        names::solutions_list_every_kata,
        |sample| {
            let main = format!("solutions/{SECTION}/main.rs");
            sample.files.edit(&main, "mod delay;", "mod dealy;");
        },
        &["no line `mod delay;`", "`mod dealy;` is no kata"],
    );
}

#[test]
fn a_file_that_is_missing() {
    finds(
        files::every_kata_has_its_files,
        |sample| {
            sample.files.remove(&lesson("ja.md"));
            sample
                .files
                .remove(&format!("exercises/{SECTION}/scratch.rs"));
        },
        &[
            "countdown.ja.md: the file is missing",
            "scratch.rs: the file is missing",
        ],
    );
}

#[test]
fn files_that_are_left_over() {
    finds(
        files::no_file_is_left_over,
        |sample| {
            sample
                .files
                .write(&format!("exercises/{SECTION}/old.rs"), "");
            sample
                .files
                .write(&format!("crates/{SECTION}/tests/old.rs"), "");
            sample
                .files
                .write(&format!("crates/{SECTION}/tests/support/mod.rs"), "");
            sample
                .files
                .write(&format!("crates/{SECTION}/wrong/old/x.rs"), "");
            sample
                .files
                .write(&format!("crates/{SECTION}/right/delay/x.txt"), "");
        },
        &[
            "exercises/",
            "tests/old.rs",
            "wrong/old",
            "right/delay/x.txt",
        ],
    );
}

#[test]
fn a_stub_without_its_head() {
    finds(
        stubs::stubs_begin_with_three_lines,
        |sample| {
            sample.files.edit(
                &Sample::exercise("delay"),
                "//! 日本語: ",
                "//! In Japanese: ",
            );
            sample.refresh();
        },
        &["exercises/s02-future-trait/delay.rs"],
    );
}

#[test]
fn a_stub_that_has_changed() {
    finds(
        stubs::stub_ids_are_fresh,
        |sample| {
            sample
                .files
                .edit(&Sample::exercise("delay"), "todo!", "panic!");
            sample.commit();
        },
        &["`delay` has the id of another file"],
    );
}

/// Nobody is told to ship his answer: not before the first check, and not after it.
#[test]
fn an_answer_is_no_stub() {
    let sample = sound();
    sample.commit();
    let answer = "fn nothing_of_the_stub() {}\n";
    sample.files.write(&Sample::exercise("delay"), answer);
    let silent = |sample: &Sample| {
        assert_eq!(faults(stubs::stubs_begin_with_three_lines, sample), [""; 0]);
        assert_eq!(faults(stubs::stub_ids_are_fresh, sample), [""; 0]);
    };
    silent(&sample);
    // As `check` leaves it behind, with the answer committed.
    dojo::progress::Progress::update(sample.root(), |progress| {
        progress.entry_mut("delay").answer_sha256 = Some("00".to_owned());
    })
    .unwrap();
    sample.commit();
    silent(&sample);
}

#[test]
fn a_test_that_only_libtest_knows() {
    finds(
        answers::tests_are_plain_functions,
        |sample| {
            let text = sample.files.read(&tests());
            let odd = "#[test]\n#[should_panic]\nfn a() {}\n#[tokio::test]\nasync fn b() {}\n";
            sample.files.write(&tests(), text + odd);
        },
        &["`a` has `#[should_panic]`", "`b` has `#[tokio::test]`"],
    );
}

#[test]
fn rules_that_no_test_demonstrates() {
    finds(
        rules::rules_and_tests_are_one_list,
        |sample| {
            sample
                .files
                .edit(&lesson("md"), "## Why", "2. Nobody tests this.\n\n## Why");
            let text = sample.files.read(&tests());
            let more = "\n// rule: \"Nobody has written this.\"\n#[test]\nfn odd() {}\n\n#[test]\nfn silent() {}\n";
            sample.files.write(&tests(), text + more);
        },
        &[
            "no test quotes Rule 2",
            "`Nobody has written this.` is no Rule",
            "`silent` quotes no Rule",
        ],
    );
}

#[test]
fn a_test_file_that_is_no_contract() {
    finds(
        answers::test_files_are_contracts,
        |sample| {
            let text = sample.files.read(&tests());
            let machinery = "// A line of machinery.\n".repeat(300);
            sample.files.write(&tests(), machinery + &text);
        },
        &["lines, at most 250", "the first test is on line 3"],
    );
}

#[test]
fn texts_that_nobody_has_written() {
    finds(
        texts::nothing_is_left_to_write,
        |sample| {
            sample
                .files
                .edit(&lesson("md"), "## Why", "## Why\n\nTODO: why");
            sample
                .files
                .edit(&section_toml(), "chapter", "# TODO\nchapter");
        },
        &["section.toml:2: ", "countdown.md:"],
    );
}

#[test]
fn titles_of_one_language() {
    finds(
        texts::titles_are_written_twice,
        |sample| {
            sample.files.edit(
                &section_toml(),
                "Pending、起床、Ready",
                "Pending, woken, ready",
            );
            sample.files.edit(&lesson("md"), ": pending", ": Pending");
        },
        &["`countdown` is the same", "begins with a capital"],
    );
}

#[test]
fn too_few_answers() {
    finds(
        answers::there_are_eight_wrong_and_four_right,
        |sample| {
            sample.files.remove(&wrong());
            sample
                .files
                .remove(&format!("crates/{SECTION}/right/delay/other_1.rs"));
        },
        &["wrong/countdown: answers: 7", "right/delay: answers: 3"],
    );
}

#[test]
fn reasons_that_mean_nothing() {
    for (reason, said) in [
        ("//! no reason\n", "the first line is not"),
        ("//~ lost-wake\n", "is neither"),
        ("//~ lost-wake in no_such_test\n", "no test `no_such_test`"),
        (
            "//~ lost-wake in ready_on_first_poll\n",
            "did you mean `ready_on_the_first_poll`?",
        ),
        (
            "//~ lots-wake in ready_on_the_first_poll\n",
            "`lots-wake` is not among the diagnoses of `countdown` in crates/s02-future-trait/section.toml; did you mean `lost-wake`?",
        ),
        (
            "//~ busy-poll in ready_on_the_first_poll\n",
            "section.toml; add it there",
        ),
        ("//~ E27\n", "no error code"),
    ] {
        let spoil = |sample: &Sample| sample.files.write(&wrong(), reason);
        finds(answers::wrong_answers_declare_their_reason, spoil, &[said]);
    }
}

#[test]
fn lessons_without_their_parts() {
    finds(
        lessons::lessons_have_the_fixed_headings,
        |sample| {
            sample.files.edit(&lesson("md"), "## Rules", "## Rule");
            sample
                .files
                .edit(&lesson("ja.md"), "## ヒント 3", "## ヒント 3\n\n## 付録");
        },
        &["no `## Rules`", "`## 付録` stands after"],
    );
}

#[test]
fn bounds_that_the_lesson_hides() {
    finds(
        lessons::lessons_name_every_bound,
        |sample| {
            let text = sample.files.read(&tests());
            let bounds = "
// lesson: \"at most 4 polls\"
// lesson.ja: \"何を書くか\"
const POLLS: usize = 4;
/// The test's own.
const SHORT: Duration = Duration::from_millis(1);

const LIMIT: Duration = Duration::from_secs(1);
// lesson: \"what to write\"
";
            sample.files.write(&tests(), text + bounds);
        },
        &[
            "does not say \"at most 4 polls\"",
            "2 lines `// lesson:`, 1 lines",
            "`const LIMIT",
        ],
    );
}

#[test]
fn real_time_without_a_reason() {
    let add = |code: &'static str| {
        move |sample: &Sample| {
            let text = sample.files.read(&tests());
            sample.files.write(&tests(), text + code);
        }
    };
    let rule = clock::real_time_is_declared;
    finds(rule, add("thread::sleep(x);\n"), &["`thread::sleep`"]);
    finds(rule, add("time::sleep(x).await;\n"), &["`time::sleep`"]);
    finds(rule, add("// thread::sleep\n"), &[]);
    finds(
        rule,
        add("#[tokio::test(start_paused = true)]\ntime::sleep(x).await;\n"),
        &[],
    );
    let declared = |sample: &Sample| {
        let text = sample.files.read(&tests());
        let head = "//! real time: threads are the subject\n";
        sample
            .files
            .write(&tests(), head.to_owned() + &text + "thread::sleep(x);\n");
    };
    finds(rule, declared, &[]);
}

#[test]
fn a_diagnosis_without_page_or_test() {
    finds(
        diagnoses::every_diagnosis_has_its_pages_and_its_test,
        |sample| {
            sample.files.remove("crates/probe/tests/busy_poll.rs");
            sample.files.remove("crates/probe/explain/busy-poll.ja.md");
            sample.files.edit(
                "crates/probe/explain/lost-wake.md",
                "## Instead",
                "## Better",
            );
        },
        &[
            "busy_poll.rs",
            "busy-poll.ja.md",
            "lost-wake.md: the headings",
        ],
    );
}

#[test]
fn a_lint_without_its_japanese_page() {
    finds(
        diagnoses::every_lint_has_its_page_in_both_languages,
        |sample| {
            sample
                .files
                .write("xtask/lints/unused_async.md", "# unused_async: x\n");
        },
        &[
            "unused_async.md: the headings are not What it means",
            "unused_async.ja.md: the file is missing",
        ],
    );
}

#[test]
fn a_section_with_an_unknown_diagnosis() {
    finds(
        diagnoses::sections_use_known_diagnoses,
        |sample| sample.files.edit(&section_toml(), "lost-wake", "lots-wake"),
        &["countdown, delay may raise `lots-wake`"],
    );
}

#[test]
fn symptoms_of_nothing_and_in_disorder() {
    finds(
        diagnoses::every_diagnosis_has_its_symptoms,
        |sample| {
            let file = dojo::symptoms::FILE;
            sample.files.edit(file, "hang | hangs | 止まる\n", "");
            sample.files.edit(file, "busy-poll | hangs | 止まる\n", "");
            sample.files.edit(
                file,
                "lost-wake | hangs | 止まる\n",
                "lost-wake | hangs | 止まる\nbusy-poll | spins |\nno | no | ない\n",
            );
        },
        &[
            "`busy-poll` has no symptoms in one of the languages",
            "there is no diagnosis `no`",
            "`hang` has no line",
            "`busy-poll` stands behind `lost-wake`",
            "`memory-limit` stands behind `no`",
        ],
    );
}

#[test]
fn a_text_without_translation() {
    finds(
        translations::every_text_is_translated,
        |sample| {
            sample.files.remove("README.ja.md");
            sample.files.remove(&lesson("ja.md"));
        },
        &["README.ja.md", "countdown.ja.md"],
    );
}

#[test]
fn translations_of_another_original() {
    finds(
        translations::translations_are_fresh,
        |sample| {
            sample.files.edit(&lesson("md"), "## Why", "## Why not");
            sample
                .files
                .edit("README.ja.md", "translates", "translated");
            sample
                .files
                .write(&format!("exercises/{SECTION}/lonely.ja.md"), "");
        },
        &[
            "README.ja.md: the first line",
            "countdown.ja.md: the first line",
            "lonely.ja.md: there is no original",
        ],
    );
}

#[test]
fn an_index_with_a_gap() {
    finds(
        readme::the_index_lists_every_kata,
        |sample| {
            sample.files.edit("README.md", "`delay`", "delay");
            sample.files.edit("README.ja.md", SECTION, "s99");
        },
        &["README.md: the row of", "README.ja.md: no row"],
    );
}
