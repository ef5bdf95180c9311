//! `cargo xtask compare`: what plain cargo says of every known answer, beside what the judge says.
//!
//! The judge calls rustc itself and has a main of its own. That this changes no verdict is shown
//! here: each answer is put into a copy of the checkout, and compiled and run by cargo and libtest,
//! as a reader without this tool would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use dojo::judge::{Judge, Target, expected_tests};
use dojo::panic::panic_of;
use dojo::sandbox::Cancel;
use dojo::{Course, Error, Kata, Op, declared, files};
use serde_json::Value;

use super::copy::Copy;
use super::verify;
use shell::means::{self, Aloud};
use shell::term::Out;

/// Longer than the judge allows.
const LIMIT: Duration = Duration::from_secs(20);

/// Judges the known answers of the katas both ways.
///
/// # Errors
///
/// A kata that does not exist, or whatever keeps cargo or the judge from its work.
pub fn run(
    course: &Course,
    katas: &[String],
    cancel: &Cancel,
    out: &Out,
) -> Result<ExitCode, Error> {
    let options = verify::Options {
        katas: katas.to_vec(),
        ..verify::Options::default()
    };
    let mut targets = Vec::new();
    for kata in verify::choose(course, &options)? {
        for (role, answer) in verify::answers(course, kata, &mut Vec::new())? {
            let name = format!("{}/{}/{}", kata.id, role.word(), answer.shown);
            targets.push(Target { name, kata, answer });
        }
    }
    let known: Vec<_> = targets
        .iter()
        .map(|target| (target.kata, target.answer.clone()))
        .collect();
    let judge = Judge::new(course, means::config(None)?);
    let prepared = judge.prepare(targets, false, cancel, &Aloud(out.view.lang))?;
    let verdicts = prepared.run(cancel, &Aloud(out.view.lang))?;
    let copy = Copy::make(course, "compare")?;
    let mut differences = 0;
    for ((kata, answer), verdict) in known.iter().zip(&verdicts) {
        cancel.check()?;
        copy.put(kata, &answer.bytes)?;
        let mut plain = by_cargo(&copy, kata)?;
        let mut ours = declared::seen(verdict);
        plain.sort();
        ours.sort();
        ours.dedup();
        plain.dedup();
        if plain != ours {
            differences += 1;
            out.print(&format!(
                "{}\n  the judge:   {}\n  plain cargo: {}\n",
                answer.shown,
                ours.join(", "),
                plain.join(", ")
            ))?;
        }
    }
    out.print(&format!("{} answers, {differences} differ\n", known.len()))?;
    copy.remove();
    Ok(match differences {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Codes of the compiler, or the reasons why tests failed, as `//~` lines have them.
fn by_cargo(copy: &Copy, kata: &Kata) -> Result<Vec<String>, Error> {
    let mut cargo = copy.cargo();
    cargo
        .args(["test", "--no-run", "--message-format=json"])
        .args(["--package", &kata.section, "--test", &kata.id])
        .stdout(Stdio::piped());
    let cannot = |cause| Error::io(Op::Run, Path::new("cargo"), cause);
    let said = cargo.output().map_err(cannot)?;
    let (mut codes, mut program) = (Vec::new(), None);
    for line in String::from_utf8_lossy(&said.stdout).lines() {
        let message: Value = serde_json::from_str(line).unwrap_or_default();
        if message["target"]["kind"][0] != "test" {
            continue;
        }
        if message["reason"] == "compiler-artifact" {
            program = message["executable"].as_str().map(PathBuf::from);
        }
        let code = message["message"]["code"]["code"].as_str();
        codes.extend(code.filter(|code| code.starts_with('E')).map(str::to_owned));
    }
    let Some(program) = program else {
        return Ok(codes);
    };
    let mut seen = Vec::new();
    for test in expected_tests(&files::read(&kata.tests())?) {
        seen.extend(by_libtest(copy, kata, &program, &test)?);
    }
    Ok(seen)
}

fn by_libtest(copy: &Copy, kata: &Kata, program: &Path, test: &str) -> Result<Vec<String>, Error> {
    let cannot = |cause| Error::io(Op::Run, program, cause);
    let (report, output) = (copy.root.join("report"), copy.root.join("output"));
    for path in [&report, &output] {
        fs::write(path, "").map_err(|cause| Error::io(Op::Write, path, cause))?;
    }
    let writer = fs::File::create(&output).map_err(cannot)?;
    let mut command = Command::new(program);
    command
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env_clear()
        .envs(means::environment().for_tests())
        .env("KATA_REPORT", &report)
        .env("RUST_BACKTRACE", "0")
        .current_dir(kata.crate_dir())
        .stdin(Stdio::null())
        .stdout(writer.try_clone().map_err(cannot)?)
        .stderr(writer);
    let began = Instant::now();
    let mut child = command.spawn().map_err(cannot)?;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(cannot)? {
            break Some(status);
        }
        if began.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let output = fs::read(&output).unwrap_or_default();
    let output = String::from_utf8_lossy(&output);
    let lines = files::read(&report)?;
    let lines = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let codes: Vec<String> = lines
        .filter_map(|line| line["code"].as_str().map(str::to_owned))
        .collect();
    let passed = status.is_some_and(|status| status.success());
    let reasons = match status {
        _ if !codes.is_empty() => codes,
        _ if passed => Vec::new(),
        None => vec!["hang".to_owned()],
        Some(status) if status.code() != Some(101) => vec!["abort".to_owned()],
        Some(_) => {
            let panic = panic_of(test, &kata.short(&kata.exercise()), &output);
            let in_tests = panic.is_some_and(|panic| panic.location.contains("/tests/"));
            vec![if in_tests { "assertion" } else { "panic" }.to_owned()]
        }
    };
    Ok(reasons
        .into_iter()
        .map(|reason| format!("{reason} in {test}"))
        .collect())
}
