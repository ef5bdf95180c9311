//! What the judge withstands: answers of every kind, in surroundings of every kind.
//!
//! real time: some answers here never end, and the judge has to end them.

use std::fs::{self, File};
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

#[cfg(target_os = "linux")]
use crate::mini::runs;
use crate::mini::{Mini, SOLUTION, STUB, summary, verdict};

fn double(body: &str) -> String {
    format!(
        "pub fn double(n: u32) -> u32 {{\n    {body}\n    #[allow(unreachable_code)]\n    {{ n * 2 }}\n}}\n"
    )
}

#[test]
fn right_wrong_and_stub() {
    let mini = Mini::new();
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    assert_eq!(summary(&mini.judge(STUB)), "stub");
    assert_eq!(summary(&mini.judge(STUB.replace('\n', "\r\n"))), "stub");
    let off = "pub fn double(n: u32) -> u32 {\n    n * 2 + u32::from(n > 0)\n}\n";
    assert_eq!(
        summary(&mini.judge(off)),
        "unsolved, passed, failed off-by-one"
    );
    assert_eq!(
        summary(&mini.judge("pub fn double(n: u32) -> u32 { n + 2 }")),
        "unsolved, failed, passed"
    );
}

#[test]
fn exit_status_says_solved_or_not_or_wrong_usage() {
    let mini = Mini::new();
    let status = |arguments: &[&str]| mini.run(arguments).status.code();
    assert_eq!(status(&["check", "double", "--solution"]), Some(0));
    assert_eq!(status(&["check", "double"]), Some(1));
    assert_eq!(status(&["check", "duoble"]), Some(2));
    assert_eq!(status(&["check", "double", "--answer", "none.rs"]), Some(2));
    assert_eq!(status(&["check", "double", "--answer", "crates"]), Some(2));
}

#[test]
fn answers_of_every_form() {
    let mini = Mini::new();
    let compile_error = "compile_error";
    assert_eq!(summary(&mini.judge("")), compile_error);
    assert_eq!(summary(&mini.judge(b"// caf\xe9\n")), compile_error);
    assert_eq!(summary(&mini.judge("pub fn double(")), compile_error);
    let wrong_type = mini.judge("pub fn double(n: u32) -> u64 { n }");
    assert_eq!(summary(&wrong_type), compile_error);
    assert_eq!(wrong_type["compile"]["codes"][0], "E0308");
    let rendered = wrong_type["compile"]["rendered"].as_str().unwrap();
    assert!(rendered.contains("--> answer.rs:1:"), "{rendered}");
    let solved = "solved, passed, passed";
    assert_eq!(summary(&mini.judge(SOLUTION.replace('\n', "\r\n"))), solved);
    assert_eq!(summary(&mini.judge(format!("\u{feff}{SOLUTION}"))), solved);
    assert_eq!(
        summary(&mini.judge(format!("#![allow(warnings)]\n{SOLUTION}"))),
        solved
    );
    let warned = mini.judge(double("let unused = 1;"));
    assert_eq!(summary(&warned), solved);
    assert_eq!(warned["compile"]["warnings"], 1);
}

#[test]
fn kata_is_built_with_the_features_that_it_names() {
    let mini = Mini::new();
    mini.write(
        "crates/s01-mini/Cargo.toml",
        "[package]\nname = \"s01-mini\"\nedition = \"2024\"\n\
         [features]\ndefault = [\"heavy\"]\nheavy = []\nsolution = []\n",
    );
    let library = "crates/s01-mini/src/lib.rs";
    let without = "#[cfg(feature = \"heavy\")]\ncompile_error!(\"nobody asked for it\");\n";
    mini.write(library, without);
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    let with = "#[cfg(not(feature = \"heavy\"))]\ncompile_error!(\"it was asked for\");\n";
    mini.write(library, with);
    let manifest = "crates/s01-mini/section.toml";
    let section = fs::read_to_string(mini.root.join(manifest)).unwrap();
    let asking = section.replace("stub =", "features = [\"heavy\"]\nstub =");
    mini.write(manifest, &asking);
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
}

#[test]
fn own_tests_are_shown_and_do_not_count() {
    let mini = Mini::new();
    let own =
        "\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn fails() {\n        panic!();\n    }\n}\n";
    let verdict = mini.judge(format!("{SOLUTION}{own}"));
    assert_eq!(summary(&verdict), "solved, passed, passed");
    assert_eq!(verdict["own_tests"][0]["name"], "double::tests::fails");
    assert_eq!(verdict["own_tests"][0]["outcome"], "failed");
    assert_eq!(verdict["own_tests"].as_array().unwrap().len(), 1);
}

#[test]
fn what_never_ends_is_ended_and_named() {
    let mut mini = Mini::new();
    mini.limit = 3;
    // The other test may take its time to the end as well, or not be waited for.
    let hung = "unsolved, hung hang";
    let judged = |mini: &Mini, body: &str| {
        let all = summary(&mini.judge(double(body)));
        let tests: Vec<&str> = all.split(", ").collect();
        assert_eq!(tests.len(), 3, "{all}");
        tests[..2].join(", ")
    };
    assert_eq!(judged(&mini, "loop { std::hint::spin_loop() }"), hung);
    assert_eq!(
        judged(
            &mini,
            "std::thread::sleep(std::time::Duration::from_secs(3600));"
        ),
        hung
    );
    let twice = "let m = std::sync::Mutex::new(()); let _a = m.lock(); let _b = m.lock();";
    assert_eq!(judged(&mini, twice), hung);
    mini.limit = 10;
    // Long lines: a busy machine does not come to the bound in short ones before the time is over.
    let flood = "let line = \"without end, \".repeat(5000); loop { println!(\"{line}\") }";
    assert_eq!(judged(&mini, flood), "unsolved, failed output-flood");
}

#[test]
fn what_comes_after_a_failed_test_is_not_waited_for() {
    let mini = Mini::new();
    let sleeps_at = |n: u32| {
        let body = format!(
            "if n == {n} {{ std::thread::sleep(std::time::Duration::from_secs(3600)) }} return n + 1;"
        );
        summary(&mini.judge(double(&body)))
    };
    assert_eq!(sleeps_at(2), "unsolved, failed, unfinished");
    assert_eq!(sleeps_at(0), "unsolved, hung hang, failed");
}

#[test]
fn what_dies_is_named() {
    let mini = Mini::new();
    let judged = |body: &str| summary(&mini.judge(double(body)));
    assert_eq!(
        judged("std::process::abort();"),
        "unsolved, failed aborted, failed aborted"
    );
    let early = "unsolved, failed exited-early, failed exited-early";
    assert_eq!(judged("std::process::exit(0);"), early);
    assert_eq!(judged("std::process::exit(3);"), early);
    let deep = "fn f(n: u64) -> u64 { let a = [n; 1000]; f(n + 1) + a[3] } \
                std::hint::black_box(f(0));";
    assert_eq!(
        judged(deep),
        "unsolved, failed stack-overflow, failed stack-overflow"
    );
    assert_eq!(judged("panic!(\"on my own\");"), "unsolved, failed, failed");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_without_end_is_bounded() {
    let mini = Mini::new();
    let hoards = "let mut all = Vec::new(); loop { all.push(Vec::<u8>::with_capacity(1 << 26)); }";
    assert_eq!(
        summary(&mini.judge(double(hoards))),
        "unsolved, failed memory-limit, failed memory-limit"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_left_running() {
    let mini = Mini::new();
    // Numbers that no other process on the machine sleeps for.
    let seconds = [0, 1].map(|n| (7_000_000 + 2 * std::process::id() + n).to_string());
    let body = format!(
        "let run = |words: &[&str]| {{ let _ = std::process::Command::new(words[0]).args(&words[1..]).spawn(); }}; \
         run(&[\"sleep\", \"{}\"]); run(&[\"setsid\", \"sleep\", \"{}\"]); \
         std::thread::spawn(|| loop {{ std::thread::park() }});",
        seconds[0], seconds[1]
    );
    assert_eq!(
        summary(&mini.judge(double(&body))),
        "solved, passed, passed"
    );
    assert!(
        !seconds.iter().any(|seconds| runs(seconds)),
        "a child of the answer is left"
    );
}

#[test]
fn older_time_stamp_is_compiled_all_the_same() {
    let mini = Mini::new();
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    let answer = mini.write("answer.rs", "pub fn double(n: u32) -> u32 { n + 2 }");
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    File::options()
        .write(true)
        .open(answer)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    let again = mini.judging().output().unwrap();
    assert_eq!(summary(&verdict(&again)), "unsolved, failed, passed");
}

#[test]
fn answer_in_the_workbench_that_is_not_the_compiled_one_is_compiled_anew() {
    let mini = Mini::new();
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    // As an interrupted run would leave it: new content, and the binary of the old.
    let in_place = "target/dojo/check/double/exercises/s01-mini/double.rs";
    mini.write(in_place, "pub fn double(n: u32) -> u32 { n + 2 }");
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
}

#[test]
fn two_checks_at_the_same_time_judge_their_own_answers() {
    let mini = Mini::new();
    mini.write("right.rs", SOLUTION);
    mini.write("wrong.rs", "pub fn double(n: u32) -> u32 { n + 2 }");
    let start = |file| {
        mini.xtask(&["check", "double", "--answer", file, "--format", "json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let running = [start("right.rs"), start("wrong.rs"), start("right.rs")];
    let seen = running.map(|child| summary(&verdict(&child.wait_with_output().unwrap())));
    let (solved, unsolved) = ("solved, passed, passed", "unsolved, failed, passed");
    assert_eq!(seen, [solved, unsolved, solved]);
}

#[cfg(target_os = "linux")]
#[test]
fn ended_in_the_middle_leaves_nothing_behind() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    for (n, (signal, status)) in [("-INT", Some(130)), ("-TERM", Some(143)), ("-KILL", None)]
        .into_iter()
        .enumerate()
    {
        let seconds = (8_000_000 + 3 * std::process::id() as usize + n).to_string();
        let started = mini.root.join(signal);
        // A child in a session of its own. Nobody can end it for a judge that was killed.
        let leaves = match status {
            Some(_) => format!(
                "let _ = std::process::Command::new(\"setsid\").args([\"sleep\", \"{seconds}\"]).spawn();"
            ),
            None => String::new(),
        };
        let program = mini.root.join("target/dojo/check");
        mini.write(
            "answer.rs",
            &double(&format!(
                "{leaves} std::fs::write({started:?}, \"\").unwrap(); \
                 std::thread::sleep(std::time::Duration::from_secs(3600));"
            )),
        );
        let mut child = mini
            .xtask(&["check", "double", "--answer", "answer.rs"])
            .env("KATA_TEST_LIMIT", "600")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while !started.exists() {
            assert!(child.try_wait().unwrap().is_none(), "ended by itself");
            std::thread::sleep(Duration::from_millis(5));
        }
        let sent = std::process::Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        assert_eq!(child.wait().unwrap().code(), status, "{signal}");
        // A process that got its signal needs a moment to be gone.
        let until = Instant::now() + Duration::from_secs(5);
        while runs(&seconds) || runs(&program.to_string_lossy()) {
            assert!(Instant::now() < until, "{signal} leaves something behind");
            std::thread::sleep(Duration::from_millis(5));
        }
        // The next check is as good as any.
        assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    }
}

#[test]
fn the_user_s_environment_does_not_bend_a_verdict() {
    let mini = Mini::new();
    mini.write("answer.rs", &double("let unused = 1;"));
    let output = mini
        .judging()
        .env("RUSTFLAGS", "-Dwarnings")
        .env("CARGO_ENCODED_RUSTFLAGS", "-Dwarnings")
        .env("CARGO_TARGET_DIR", mini.root.join("elsewhere"))
        .env("CARGO_BUILD_TARGET", "no-such-target")
        .env("CARGO_TERM_COLOR", "always")
        .env("RUST_BACKTRACE", "full")
        .env("RUST_TEST_THREADS", "7")
        .output()
        .unwrap();
    let verdict = verdict(&output);
    assert_eq!(summary(&verdict), "solved, passed, passed");
    let rendered = verdict["compile"]["rendered"].as_str().unwrap();
    assert!(!rendered.contains('\u{1b}'), "{rendered}");
    assert!(!mini.root.join("elsewhere").exists());
}

#[test]
fn the_user_s_configuration_does_not_bend_a_verdict() {
    let mini = Mini::new();
    mini.write(
        ".cargo/config.toml",
        "[build]\nrustflags = [\"-Dwarnings\"]\ntarget-dir = \"elsewhere\"\n\
         [term]\nquiet = true\ncolor = \"always\"\n",
    );
    assert_eq!(
        summary(&mini.judge(double("let unused = 1;"))),
        "solved, passed, passed"
    );
    assert!(!mini.root.join("elsewhere").exists());
}

#[test]
fn test_file_that_shares_a_module_with_others() {
    let mini = Mini::new();
    let tests = "crates/s01-mini/tests";
    let source = fs::read_to_string(mini.root.join(tests).join("double.rs")).unwrap();
    mini.write(
        &format!("{tests}/support/mod.rs"),
        "pub fn four() -> u32 { 4 }\n",
    );
    mini.write(
        &format!("{tests}/double.rs"),
        &format!(
            "mod support;\n{}",
            source.replace("seen, 4", "seen, support::four()")
        ),
    );
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    mini.write(
        &format!("{tests}/support/mod.rs"),
        "pub fn four() -> u32 { 5 }\n",
    );
    assert_eq!(summary(&mini.judge(SOLUTION)), "unsolved, passed, failed");
}

#[test]
fn compile_that_does_not_end_is_ended() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    let answer =
        format!("#![allow(long_running_const_eval)]\npub const LOOP: () = loop {{}};\n{SOLUTION}");
    mini.write("answer.rs", &answer);
    let output = mini
        .judging()
        .env("KATA_BUILD_LIMIT", "2")
        .output()
        .unwrap();
    let verdict = verdict(&output);
    assert_eq!(summary(&verdict), "compile_error");
    let rendered = verdict["compile"]["rendered"].as_str().unwrap();
    assert!(rendered.contains("did not end within 2 s"), "{rendered}");
}

#[cfg(unix)]
#[test]
fn waiting_for_another_cargo_is_not_the_learner_s_fault() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    // With nothing known of it, cargo has to look.
    fs::remove_dir_all(mini.root.join("target/dojo/base")).unwrap();
    let lock = File::open(mini.root.join("target/dojo/build/dojo/.cargo-lock")).unwrap();
    lock.lock().unwrap();
    mini.write("answer.rs", &double("let _ = 1;"));
    let output = mini
        .xtask(&["check", "double", "--answer", "answer.rs"])
        .env("KATA_BUILD_LIMIT", "1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("Blocking waiting"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn machine_whose_linker_is_missing_or_broken_is_not_the_learner_s_fault() {
    for linker in ["no-such-linker", "false"] {
        let mini = Mini::new();
        mini.write(
            ".cargo/config.toml",
            &format!("[target.'cfg(unix)']\nlinker = \"{linker}\"\n"),
        );
        mini.write("answer.rs", SOLUTION);
        let output = mini.run(&["check", "double", "--answer", "answer.rs"]);
        assert_eq!(output.status.code(), Some(3));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(linker), "{stderr}");
    }
}

#[test]
fn name_that_the_linker_does_not_find_is_the_answer_s_fault() {
    let mini = Mini::new();
    let answer = "unsafe extern \"C\" { fn nowhere(n: u32) -> u32; }\n\
                  pub fn double(n: u32) -> u32 { unsafe { nowhere(n) } }\n";
    assert_eq!(summary(&mini.judge(answer)), "compile_error");
}

#[cfg(unix)]
#[test]
fn what_the_answer_says_is_shown_as_it_stands() {
    let mini = Mini::new();
    let verdict = mini.judge(double(r#"println!("a\\b"); let unused = "\n";"#));
    let rendered = verdict["compile"]["rendered"].as_str().unwrap();
    assert!(rendered.contains(r#"let unused = "\n";"#), "{rendered}");
    let output = verdict["tests"][0]["output"].as_str().unwrap();
    assert!(output.contains(r"a\b"), "{output}");
}

#[test]
fn folder_with_spaces_and_japanese_letters() {
    let mini = Mini::at("私の 道場 & co");
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
}

#[cfg(unix)]
#[test]
fn exercises_that_cannot_be_written_are_judged() {
    use std::os::unix::fs::PermissionsExt as _;
    let mini = Mini::new();
    mini.write("exercises/s01-mini/double.rs", SOLUTION);
    let folder = mini.root.join("exercises/s01-mini");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let output = mini.run(&["check", "double", "--format", "json"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(summary(&verdict(&output)), "solved, passed, passed");
}

#[test]
fn without_cargo_it_is_the_tool_that_fails() {
    let mini = Mini::new();
    mini.write("answer.rs", SOLUTION);
    let output = mini
        .xtask(&["check", "double", "--answer", "answer.rs"])
        .env("CARGO", "no-such-cargo")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("rustup.rs"), "{stderr}");
}

#[test]
fn section_that_does_not_compile_is_not_the_learner_s_fault() {
    let mini = Mini::new();
    mini.write("crates/s01-mini/src/lib.rs", "broken");
    mini.write("answer.rs", SOLUTION);
    let output = mini.run(&["check", "double", "--answer", "answer.rs"]);
    assert_eq!(output.status.code(), Some(3));
}
