//! Answers that would rather have points than be right, shut in: none gets a point, and none
//! touches what is not its own.
//!
//! real time: some answers here never end, and the judge has to end them.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::school::{SOLUTION, School};

/// A wrong answer that does `body` first.
fn wrong(body: &str) -> String {
    format!(
        "#![allow(unused)]\nuse std::io::{{Read, Write}};\npub fn double(n: u32) -> u32 {{\n    {body}\n    #[allow(unreachable_code)]\n    {{ n + 7 }}\n}}\n"
    )
}

/// What a right answer says of something that it tried: it is solved where that failed.
fn solved_unless(tried: &str) -> String {
    format!(
        "#![allow(unused)]\nuse std::io::{{Read, Write}};\npub fn double(n: u32) -> u32 {{\n    let could = {{ {tried} }};\n    if could {{ n + 7 }} else {{ n * 2 }}\n}}\n"
    )
}

/// The steps that this machine has.
fn levels() -> Vec<&'static str> {
    let bubblewrap = Command::new("bwrap")
        .args(["--unshare-all", "--ro-bind", "/", "/", "true"])
        .output();
    let has = bubblewrap.is_ok_and(|said| said.status.success());
    [Some("landlock"), has.then_some("bwrap")]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn nothing_but_its_own_is_in_reach() {
    let school = School::new();
    let secret = school.put("secret.txt", "the teacher's");
    let victim = school.put("in/victim/double.rs", SOLUTION);
    let (secret, victim) = (secret.display(), victim.display());
    let root = school.course.root.display();
    let tries = [
        ("reads", format!("std::fs::read({secret:?}.to_string()).is_ok()", secret = secret.to_string())),
        ("reads_passwd", "std::fs::read(\"/etc/passwd\").is_ok()".to_owned()),
        ("reads_the_solution", format!("std::fs::read(\"{root}/solutions/s01-mini/double.rs\").is_ok()")),
        ("writes", format!("std::fs::write(\"{victim}\", \"\").is_ok()")),
        ("removes", format!("std::fs::remove_file(\"{victim}\").is_ok()")),
        ("renames", format!("std::fs::rename(\"{victim}\", \"{root}/x\").is_ok()")),
        ("makes", format!("std::fs::create_dir(\"{root}/made\").is_ok()")),
        ("in_tmp", "std::fs::write(\"/tmp/kata-was-here\", \"\").is_ok()".to_owned()),
        ("in_home", "std::fs::write(std::env::var(\"HOME\").unwrap_or_default() + \"/kata\", \"\").is_ok()".to_owned()),
        ("changes_modes", format!("std::fs::set_permissions(\"{victim}\", std::os::unix::fs::PermissionsExt::from_mode(0o777)).is_ok()")),
        ("reads_the_parent", "std::fs::read(format!(\"/proc/{}/environ\", std::os::unix::process::parent_id())).is_ok()".to_owned()),
        ("writes_memory", "std::fs::File::options().write(true).open(\"/proc/self/mem\").is_ok()".to_owned()),
        ("starts_a_program", "std::process::Command::new(\"/bin/true\").status().is_ok()".to_owned()),
        ("connects", "std::net::TcpStream::connect(\"127.0.0.1:1\").is_err_and(|e| e.kind() == std::io::ErrorKind::ConnectionRefused)".to_owned()),
        ("listens", "std::net::TcpListener::bind(\"127.0.0.1:0\").is_ok()".to_owned()),
        ("sends", "std::net::UdpSocket::bind(\"0.0.0.0:0\").is_ok()".to_owned()),
        ("sees_a_secret", "std::env::vars().any(|(name, _)| name == \"TEACHERS_TOKEN\")".to_owned()),
    ];
    for (student, tried) in &tries {
        school.hand_in(student, solved_unless(tried));
    }
    // What is its own is in reach.
    school.hand_in(
        "its_own",
        solved_unless("let at = std::env::temp_dir().join(\"mine\"); std::fs::write(&at, \"x\").is_err() || std::fs::read(&at).is_err()"),
    );
    for level in levels() {
        let said = school
            .command(&["grade", "in", "--out", "grades", "--sandbox", level])
            .env("TEACHERS_TOKEN", "1")
            .output()
            .unwrap();
        assert!(said.status.success(), "{said:?}");
        let students = tries.iter().map(|(student, _)| *student);
        for student in students.chain(["its_own", "victim"]) {
            let line = school.line(student);
            assert_eq!(line["verdict"]["outcome"], "solved", "{student}: {line:#}");
        }
    }
    let left = school.course.root.join("target/dojo/grade");
    let left = fs::read_dir(left).unwrap().flatten();
    let left: Vec<_> = left.filter(|entry| entry.path().is_dir()).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn no_point_for_what_is_not_right() {
    const LINE: &str = r#"println!("\nrunning 1 test\ntest two_becomes_four ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n");"#;
    let school = School::new();
    let exit = "std::process::exit(0);";
    let bodies = [
        ("exits", exit.to_owned()),
        ("forges_a_line", format!("{LINE} {exit}")),
        ("hooks", format!("std::panic::set_hook(Box::new(|_| {{ {exit} }})); panic!();")),
        ("in_a_thread", format!("std::thread::spawn(|| {{ {exit} }}).join().unwrap();")),
        ("removes_the_report", "let _ = std::fs::remove_file(std::env::var(\"KATA_REPORT\").unwrap());".to_owned()),
        ("never_ends", "loop { std::hint::spin_loop() }".to_owned()),
        ("sleeps", "std::thread::sleep(std::time::Duration::from_secs(3600));".to_owned()),
        ("floods", "let line = \"x\".repeat(1 << 16); loop { println!(\"{line}\") }".to_owned()),
        ("fills_memory", "let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 20]) }".to_owned()),
        ("fills_the_disk", "let mut file = std::fs::File::create(std::env::temp_dir().join(\"full\")).unwrap(); let block = vec![0u8; 1 << 20]; while file.write_all(&block).is_ok() {}".to_owned()),
        ("many_threads", "for _ in 0..100_000 { if std::thread::Builder::new().spawn(|| std::thread::park()).is_err() { break } }".to_owned()),
        ("every_descriptor", "for n in 0..64 { if let Ok(mut f) = std::fs::File::options().read(true).write(true).open(format!(\"/proc/self/fd/{n}\")) { let _ = f.write_all(b\"passed\"); } } std::process::exit(0);".to_owned()),
    ];
    for (student, body) in &bodies {
        school.hand_in(student, wrong(body));
    }
    let root = school.course.root.display();
    let files = [
        ("includes", format!("include!(\"{root}/solutions/s01-mini/double.rs\");")),
        ("by_path", format!("#[path = \"{root}/solutions/s01-mini/double.rs\"] mod other; pub use other::double;")),
        ("renamed", "use std::include_str as read; pub fn double(n: u32) -> u32 { read!(\"/etc/passwd\").len() as u32 * n }".to_owned()),
        ("constructor", format!("{} #[unsafe(link_section = \".init_array\")] #[used] static EARLY: extern \"C\" fn() = early; extern \"C\" fn early() {{ {exit} }}", wrong(""))),
        ("no_mangle", format!("{} #[unsafe(no_mangle)] pub extern \"C\" fn exit(_: i32) -> ! {{ std::process::abort() }}", wrong(""))),
        ("never_compiles", "#![allow(long_running_const_eval)]\npub const N: u32 = { let mut n = 0u64; loop { n += 1; if n == 1 << 40 { break } } 2 };\npub fn double(n: u32) -> u32 { n * N }\n".to_owned()),
    ];
    for (student, answer) in &files {
        school.hand_in(student, answer);
    }
    school.hand_in("zoe", SOLUTION);
    let began = Instant::now();
    let said = school
        .command(&["grade", "in", "--out", "grades", "--sandbox", "landlock"])
        .env("KATA_TEST_LIMIT", "3")
        .env("KATA_BUILD_LIMIT", "5")
        .output()
        .unwrap();
    assert!(said.status.success(), "{said:?}");
    println!("{:?}", began.elapsed());
    let bodies = bodies.iter().map(|(student, _)| *student);
    for student in bodies.chain(files.iter().map(|(student, _)| *student)) {
        let line = school.line(student);
        println!(
            "{student}: {} {}",
            line["state"], line["verdict"]["outcome"]
        );
        assert_ne!(line["verdict"]["outcome"], "solved", "{student}: {line:#}");
        assert_ne!(line["state"], "unjudged", "{student}: {line:#}");
    }
    // Who comes last is not kept waiting for ever, and is judged like the first.
    assert_eq!(school.line("zoe")["verdict"]["outcome"], "solved");
    assert!(
        began.elapsed() < Duration::from_secs(300),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn machine_that_cannot_shut_in_is_told_and_nothing_is_graded() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    let words = ["grade", "in", "--out", "grades", "--sandbox", "bwrap"];
    let said = school
        .command(&words)
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(3), "{said:?}");
    assert!(!school.course.root.join("grades").exists());
}

/// What the machine cannot do is no student's zero.
#[test]
fn sandbox_that_breaks_is_no_zero() {
    use std::os::unix::fs::PermissionsExt as _;

    let school = School::new();
    school.hand_in("alice", SOLUTION);
    let fake = school.put(
        "bin/bwrap",
        "#!/bin/sh\nfor last; do :; done\nif [ \"$last\" = true ]; then exit 0; fi\necho 'bwrap: no more namespaces' >&2\nexit 1\n",
    );
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", fake.parent().unwrap().display());
    let said = school
        .command(&["grade", "in", "--out", "grades", "--sandbox", "bwrap"])
        .env("PATH", path)
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(3), "{said:?}");
    let line = school.line("alice");
    assert_eq!(line["state"], "unjudged");
    let why = line["shown"]["en"].as_str().unwrap();
    assert!(why.contains("no more namespaces"), "{why}");
}
