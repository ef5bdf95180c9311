//! `bench`: from edit to verdict, beside plain cargo, in pairs in one run.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use super::copy::Copy;
use dojo::course::{Course, Kata};
use dojo::files;
use dojo::{Error, Op};
use lang::text;
use shell::term::Out;

/// Pairs without a number on the command line.
pub const RUNS: u32 = 11;

/// The katas that are timed without a name on the command line, as far as there are such.
const KATAS: [&str; 5] = [
    "countdown",
    "value_slot",
    "mini_executor",
    "join_three",
    "fallback",
];

#[derive(Clone, Debug)]
pub struct Options {
    pub katas: Vec<String>,
    /// Pairs for each kata.
    pub runs: u32,
    /// Times a fresh copy to its first verdict as well.
    pub cold: bool,
}

/// Times and prints.
///
/// # Errors
///
/// An unknown kata; a copy of the checkout cannot be made; a command cannot be started.
pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    let katas = choose(course, options)?;
    let copy = Copy::make(course, "bench-warm")?;
    out.print(
        "kata           cargo test  xtask check  ratio   (medians of pairs; ratio of each pair)\n",
    )?;
    for kata in &katas {
        let (mut plain, mut ours, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        // The first edits pay for the dependencies.
        for run in 0..options.runs + 2 {
            edit(&copy, kata, run)?;
            let order = run % 2 == 0;
            let first = time(&copy, kata, order)?;
            let second = time(&copy, kata, !order)?;
            let (checked, tested) = if order {
                (first, second)
            } else {
                (second, first)
            };
            if run >= 2 {
                plain.push(tested);
                ours.push(checked);
                ratios.push(checked / tested);
            }
        }
        let (plain, ours, ratio) = (median(plain), median(ours), median(ratios));
        out.print(&format!(
            "{:14} {plain:8.3} s {ours:10.3} s  {ratio:5.2}\n",
            kata.id
        ))?;
    }
    if options.cold {
        for kata in &katas {
            let copy = Copy::make(course, "bench-cold")?;
            edit(&copy, kata, 0)?;
            let seconds = time(&copy, kata, true)?;
            out.print(&format!(
                "{:14} fresh copy to first verdict: {seconds:.1} s\n",
                kata.id
            ))?;
            copy.remove();
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn choose<'c>(course: &'c Course, options: &Options) -> Result<Vec<&'c Kata>, Error> {
    if options.katas.is_empty() {
        let known = KATAS.iter().filter_map(|id| course.kata(id).ok());
        return Ok(known.collect());
    }
    options.katas.iter().map(|name| course.kata(name)).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => values[middle],
        _ => (values[middle - 1] + values[middle]) / 2.0,
    }
}

/// The solution with one more item, so that there is something to compile.
fn edit(copy: &Copy, kata: &Kata, run: u32) -> Result<(), Error> {
    let solution = files::read(&kata.solution())?;
    let text = format!("{solution}\n#[allow(dead_code)]\npub const EDIT: u32 = {run};\n");
    copy.put(kata, text.as_bytes())
}

/// Seconds until the verdict, of `cargo xtask check` or of plain cargo.
fn time(copy: &Copy, kata: &Kata, check: bool) -> Result<f64, Error> {
    let mut command = copy.cargo();
    if check {
        command.args(["xtask", "check", &kata.id]);
    } else {
        command.args(["test", "-q", "-p", &kata.section, "--test", &kata.id]);
    }
    let began = Instant::now();
    let status = command
        .status()
        .map_err(|cause| Error::io(Op::Run, Path::new("cargo"), cause))?;
    let seconds = began.elapsed().as_secs_f64();
    if !status.success() {
        let id = &kata.id;
        return Err(Error::Machine(text!(
            "the solution of `{id}` is not accepted; see `cargo xtask verify {id}`",
            "`{id}` の模範解答が通りません。`cargo xtask verify {id}` を確認してください",
        )));
    }
    Ok(seconds)
}
