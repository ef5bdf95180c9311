//! Answers that would rather be accepted than right: none is solved, the runner always ends, and
//! nothing is left running.
//!
//! real time: some answers here never end, and the judge has to end them.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::mini::{Mini, SOLUTION, runs, summary, verdict};

/// A wrong answer that does `body` first.
fn wrong(body: &str) -> String {
    format!(
        "#![allow(unused, static_mut_refs)]\npub fn double(n: u32) -> u32 {{\n    {body}\n    #[allow(unreachable_code)]\n    {{ n + 7 }}\n}}\n"
    )
}

/// Judges a hostile answer: it is not solved, and the verdict comes in time.
#[track_caller]
fn defeated(mini: &Mini, answer: &str, within: Duration) -> Value {
    let began = Instant::now();
    let verdict = mini.judge(answer);
    let took = began.elapsed();
    println!("{took:?}: {}", summary(&verdict));
    assert_ne!(verdict["outcome"], "solved", "{verdict:#}");
    assert!(took < within, "{took:?}");
    verdict
}

/// Room for a busy machine; what is asserted is that the end comes.
const SOON: Duration = Duration::from_secs(60);

const LINE: &str = r#"println!("\nrunning 1 test\ntest two_becomes_four ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n");"#;

#[test]
fn forged_lines_and_early_exits() {
    let mini = Mini::new();
    let exit = "std::process::exit(0);";
    let hook = format!("std::panic::set_hook(Box::new(|_| {{ {LINE} {exit} }})); panic!();");
    let thread = format!("std::thread::spawn(|| {{ {LINE} {exit} }}).join().unwrap();");
    for body in [format!("{LINE} {exit}"), exit.to_owned(), hook, thread] {
        let verdict = defeated(&mini, &wrong(&body), SOON);
        assert_eq!(
            summary(&verdict),
            "unsolved, failed exited-early, failed exited-early"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn code_before_and_after_main() {
    let mini = Mini::new();
    let early = format!(
        "#[unsafe(link_section = \".init_array\")]\n#[used]\nstatic EARLY: extern \"C\" fn() = early;\n\
         extern \"C\" fn early() {{ {LINE} std::process::exit(0) }}\n"
    );
    defeated(&mini, &(wrong("") + &early), SOON);
    let exit = format!(
        "#[unsafe(no_mangle)]\npub extern \"C\" fn exit(_: i32) -> ! {{ {LINE} std::process::abort() }}\n"
    );
    defeated(&mini, &(wrong("") + &exit), SOON);
}

/// The channel of the receipt can neither be found nor used a second time.
#[cfg(unix)]
#[test]
fn forged_receipts() {
    let mini = Mini::new();
    let forges = [
        // The harness, called by the answer.
        "let _ = ::receipt::main(&[(\"two_becomes_four\", || true), (\"zero_stays_zero\", || true)]);",
        "let _ = crate::main();",
        // Whatever is at standard input.
        "use std::{io::{Read, Write}, os::fd::AsFd, os::unix::net::UnixStream};
         let mut s = UnixStream::from(std::io::stdin().as_fd().try_clone_to_owned().unwrap());
         let _ = s.set_read_timeout(Some(std::time::Duration::from_millis(20)));
         let mut nonce = [0; 16]; let _ = s.read(&mut nonce); let _ = s.write_all(b\"passed\");
         std::process::exit(0);",
        // Every descriptor, through the file system.
        "use std::io::{Read, Write};
         for n in 0..64 { for folder in [\"/proc/self/fd\", \"/dev/fd\"] {
             if let Ok(mut f) = std::fs::File::options().read(true).write(true).open(format!(\"{folder}/{n}\")) {
                 let _ = f.write_all(b\"passed\"); } } }
         std::process::exit(0);",
        // A child that may have inherited it.
        "let script = \"for n in 0 3 4 5 6 7 8 9; do echo passed >&$n; done\";
         let _ = std::process::Command::new(\"sh\").args([\"-c\", script]).status(); std::process::exit(0);",
    ];
    for body in forges {
        defeated(&mini, &wrong(body), SOON);
    }
}

/// A test that says it has passed, and in which something was found, has not.
#[test]
fn findings_that_the_answer_would_rather_not_have() {
    let mini = Mini::new();
    let finding = r#"{"code":"off-by-one","message":{"en":"one too many","ja":"一つ多い"},"notes":[],"location":null,"hung":false}"#;
    let answer = format!(
        "pub fn double(n: u32) -> u32 {{ std::fs::write(std::env::var(\"KATA_REPORT\").unwrap(), {finding:?}).unwrap(); n * 2 }}"
    );
    let verdict = defeated(&mini, &answer, SOON);
    assert_eq!(
        summary(&verdict),
        "unsolved, failed off-by-one, failed off-by-one"
    );
}

#[cfg(unix)]
#[test]
fn report_that_is_no_file_any_more() {
    let mini = Mini::new();
    let at = "let report = std::env::var(\"KATA_REPORT\").unwrap(); let _ = std::fs::remove_file(&report);";
    let swaps = [
        "let _ = std::process::Command::new(\"mkfifo\").arg(&report).status();",
        "let _ = std::os::unix::fs::symlink(\"/dev/zero\", &report);",
        "let _ = std::fs::create_dir(&report);",
        "std::fs::File::create(&report).unwrap().set_len(3 << 30).unwrap();",
        "",
    ];
    for swap in swaps {
        let verdict = defeated(&mini, &wrong(&format!("{at} {swap}")), SOON);
        let seen = summary(&verdict);
        assert_eq!(seen, "unsolved, failed tampering, failed tampering");
    }
    // In place: too long, and no line of it a finding.
    for fill in [
        "std::fs::File::options().write(true).open(&report).unwrap().set_len(3 << 30).unwrap();",
        "std::fs::write(&report, \"\\u{1b}[2J passed\").unwrap();",
    ] {
        let body = format!("let report = std::env::var(\"KATA_REPORT\").unwrap(); {fill}");
        let seen = summary(&defeated(&mini, &wrong(&body), SOON));
        assert_eq!(seen, "unsolved, failed tampering, failed tampering");
    }
    let left = fs::read_dir(mini.root.join("target/dojo/reports")).unwrap();
    assert_eq!(left.count(), 0, "reports are left behind");
}

#[cfg(unix)]
#[test]
fn test_program_that_replaces_itself() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    let solved = mini.root.join("solved");
    fs::copy(mini.root.join("target/dojo/check/double/test"), &solved).unwrap();
    let answer = wrong(&format!(
        "let me = std::env::current_exe().unwrap(); let draft = me.with_extension(\"new\");
         std::fs::copy({solved:?}, &draft).unwrap(); std::fs::rename(&draft, &me).unwrap();"
    ));
    for _ in 0..3 {
        let verdict = defeated(&mini, &answer, SOON);
        let seen = summary(&verdict);
        assert!(seen.contains("failed tampering"), "{seen}");
    }
}

/// The reference solution is not within reach of an answer in its place.
#[test]
fn solution_by_its_path() {
    let mini = Mini::new();
    for answer in [
        "include!(\"../../solutions/s01-mini/double.rs\");",
        "#[path = \"../../solutions/s01-mini/double.rs\"]\nmod other;\npub use other::double;",
    ] {
        let verdict = defeated(&mini, answer, SOON);
        assert_eq!(verdict["outcome"], "compile_error");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn bombs_for_the_compiler() {
    let mini = Mini::new();
    let judged = |answer: &str, limit: &str| {
        mini.write("answer.rs", answer);
        let began = Instant::now();
        let output = mini
            .judging()
            .env("KATA_BUILD_LIMIT", limit)
            .output()
            .unwrap();
        let verdict = verdict(&output);
        assert_eq!(summary(&verdict), "compile_error");
        println!("{:?}", began.elapsed());
        assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
        verdict["compile"]["rendered"].as_str().unwrap().to_owned()
    };
    let endless = "#![allow(long_running_const_eval)]\npub const N: u32 = { let mut n = 0u64; loop { n += 1; if n == 1 << 40 { break } } 2 };\npub fn double(n: u32) -> u32 { n * N }\n";
    let said = judged(endless, "3");
    assert!(said.contains("did not end within 3 s"), "{said}");
    // Doubles with each step; what it runs out of first, time or memory, is all the same.
    let macros = "macro_rules! twice { ([] $($t:tt)*) => { const _: &[u8] = &[$($t)*]; }; ([$h:tt $($r:tt)*] $($t:tt)*) => { twice!([$($r)*] $($t)* $($t)*); } }\n\
                  twice!([a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a] 1,);\npub fn double(n: u32) -> u32 { n }\n";
    judged(macros, "10");
}

#[cfg(target_os = "linux")]
#[test]
fn large_static_is_no_reason_to_wait() {
    let mini = Mini::new();
    let answer = "pub static BIG: [u8; 1 << 30] = [1; 1 << 30];\npub fn double(n: u32) -> u32 { n + u32::from(BIG[n as usize]) }\n";
    mini.write("answer.rs", answer);
    let output = mini
        .judging()
        .env("KATA_BUILD_LIMIT", "10")
        .output()
        .unwrap();
    assert_ne!(verdict(&output)["outcome"], "solved");
}

#[cfg(target_os = "linux")]
#[test]
fn processes_that_stop_or_wait() {
    let mut mini = Mini::new();
    mini.limit = 4;
    let id = "let me = std::process::id().to_string();";
    let kill = |signal: &str, whom: &str| {
        format!(
            "{id} let _ = std::process::Command::new(\"kill\").args([\"-{signal}\", {whom}]).status();"
        )
    };
    let me = kill("STOP", "&me");
    let guard = "let guard = std::os::unix::process::parent_id().to_string();";
    let stops_guard = format!("{guard} {}", kill("STOP", "&guard"));
    let kills_guard = format!("{guard} {} loop {{}}", kill("KILL", "&guard"));
    for body in [me, stops_guard, kills_guard] {
        defeated(&mini, &wrong(&body), SOON);
    }
    let waits = "#[unsafe(link_section = \".init_array\")]\n#[used]\nstatic W: extern \"C\" fn() = w;\nextern \"C\" fn w() { std::thread::sleep(std::time::Duration::from_secs(3600)) }\n";
    defeated(&mini, &(wrong("") + waits), SOON);
    let tests: String = (0..60)
        .map(|n| format!("#[cfg(test)] #[test] fn t{n}() {{ loop {{ std::thread::park() }} }}\n"))
        .collect();
    defeated(&mini, &(wrong("") + &tests), SOON);
    // Nothing of all that is left.
    let program = mini.root.join("target/dojo/check");
    let until = Instant::now() + Duration::from_secs(10);
    while runs(&program.to_string_lossy()) {
        assert!(Instant::now() < until, "something is left running");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A daemon that ends the runner leaves no verdict, and none of its own children.
#[cfg(target_os = "linux")]
#[test]
fn runner_that_is_killed_from_below() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    let seconds = (9_000_000 + std::process::id()).to_string();
    let answer = wrong(&format!(
        "let stat = std::fs::read_to_string(format!(\"/proc/{{}}/stat\", std::os::unix::process::parent_id())).unwrap();
         let runner = stat.rsplit_once(')').unwrap().1.split_whitespace().nth(1).unwrap().to_owned();
         let script = format!(\"sleep {seconds} & kill -9 {{runner}}; sleep {seconds}\");
         let _ = std::process::Command::new(\"setsid\").args([\"sh\", \"-c\", &script]).spawn();
         loop {{ std::thread::park() }}"
    ));
    mini.write("answer.rs", &answer);
    let status = mini
        .xtask(&["check", "double", "--answer", "answer.rs"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), None);
    let until = Instant::now() + Duration::from_secs(10);
    while runs(&seconds) {
        assert!(Instant::now() < until, "the daemon lives on");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
}

#[test]
fn nothing_that_a_terminal_obeys_is_shown() {
    let mini = Mini::new();
    let prints = r#"println!("\x1b]52;c;YQ==\x07\u{202e}"); panic!("\x1b[2Jgone");"#;
    mini.write("answer.rs", &wrong(prints));
    for words in [
        &["check", "double", "--answer", "answer.rs"][..],
        &[
            "check",
            "double",
            "--answer",
            "answer.rs",
            "--format",
            "json",
        ],
    ] {
        let output = mini
            .xtask(words)
            .env("CLICOLOR_FORCE", "1")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        for obeyed in ["\x1b]", "\x1b[2J", "\x07"] {
            assert!(!text.contains(obeyed), "{text:?}");
        }
    }
}

/// A hard limit of the user's own is kept, and is no reason not to run.
#[cfg(target_os = "linux")]
#[test]
fn limits_of_the_user_s_own_are_not_exceeded() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    mini.write("answer.rs", SOLUTION);
    let xtask = env!("CARGO_BIN_EXE_xtask");
    let output = Command::new("sh")
        .args([
            "-c",
            &format!(
                "ulimit -Hv 1572864; exec '{xtask}' check double --answer answer.rs --format json"
            ),
        ])
        .current_dir(&mini.root)
        .output()
        .unwrap();
    assert_eq!(summary(&verdict(&output)), "solved, passed, passed");
}
