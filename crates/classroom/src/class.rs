//! All results of a class, from one file of lines or from several that belong together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dojo::pages::Pages;
use dojo::{Course, Error, walk};
use lang::{Lang, Text, text};
use serde_json::Value;

use crate::points::{self, Score, Test};
use crate::policy::{Policy, Task};
use crate::record::{Line, Sheet, State};

/// A class, ready to be reported.
#[derive(Debug)]
pub struct Class {
    pub policy: Policy,
    /// How answers were shut in.
    pub sandbox: String,
    pub students: Vec<Student>,
    /// The titles of the katas.
    pub titles: BTreeMap<String, Text>,
    /// The pages of the mistakes, in the language that was asked for.
    pub pages: BTreeMap<String, String>,
}

/// One student's results, a unit for each kata of the policy, in its order.
#[derive(Debug)]
pub struct Student {
    pub name: String,
    pub units: Vec<Unit>,
}

/// One unit, with its points.
#[derive(Debug)]
pub struct Unit {
    pub line: Line,
    pub score: Score,
    /// Katas that are missing for the points of this one.
    pub needs: Vec<String>,
}

impl Class {
    /// Reads results: files, or folders of them.
    ///
    /// # Errors
    ///
    /// There are none, one cannot be read, they do not belong together, or units are missing.
    pub fn load(course: &Course, from: &[PathBuf], lang: Lang) -> Result<Class, Error> {
        let mut sheets = Vec::new();
        for path in from {
            for file in files(path)? {
                sheets.push((file.clone(), Sheet::read(&file)?));
            }
        }
        let Some((first, header)) = sheets.first().map(|(path, sheet)| (path, &sheet.header))
        else {
            let shown: Vec<String> = from.iter().map(|path| path.display().to_string()).collect();
            let shown = shown.join(", ");
            return Err(Error::Asked(text!(
                "there are no results in `{shown}`; `cargo xtask grade` makes them",
                "`{shown}` に結果がありません。結果は `cargo xtask grade` で作ります",
            )));
        };
        for (path, sheet) in &sheets {
            for of in ["policy", "keys", "sandbox", "partition"] {
                if sheet.header[of] != header[of] {
                    let (one, other) = (first.display(), path.display());
                    return Err(Error::Asked(text!(
                        "`{one}` and `{other}` do not belong together: their `{of}` differs; grade all of it with the same course and the same submissions",
                        "`{one}` と `{other}` は一緒に扱えません（`{of}` が違います）。同じ教材と同じ提出物で採点し直してください",
                    )));
                }
            }
        }
        let shards = header["shard"][1].as_u64().unwrap_or(1);
        let has = |number: u64| {
            let mut headers = sheets.iter().map(|(_, sheet)| &sheet.header);
            headers.any(|header| header["shard"][0] == number && header["shard"][1] == shards)
        };
        let missing: Vec<String> = (1..=shards)
            .filter(|number| !has(*number))
            .map(|number| format!("{number}/{shards}"))
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Err(Error::Asked(text!(
                "these parts are missing: {missing}; grade them with `--shard`, or name their folders",
                "足りない分割分: {missing}。`--shard` で採点するか、そのフォルダーも指定してください",
            )));
        }
        let policy = Policy::from_json(&header["policy"]).ok_or_else(|| {
            let shown = first.display();
            Error::Machine(text!(
                "`{shown}` does not say how it was graded; grade again into an empty folder",
                "`{shown}` に採点方法が書かれていません。空のフォルダーに採点し直してください",
            ))
        })?;
        let sandbox = header["sandbox"].as_str().unwrap_or_default().to_owned();
        let wanted = header["units"].as_u64().unwrap_or(0);
        let mut lines: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        let mut count = 0;
        for line in sheets
            .into_iter()
            .flat_map(|(_, sheet)| sheet.lines.into_values())
        {
            if policy.task(&line.kata).is_some() {
                count += 1;
                lines.entry(line.student.clone()).or_default().push(line);
            }
        }
        if count < wanted {
            let left = wanted - count;
            return Err(Error::Machine(text!(
                "{left} of {wanted} units are not graded yet; run `cargo xtask grade` again, which goes on where it was",
                "{wanted} 件のうち {left} 件がまだ採点されていません。`cargo xtask grade` をもう一度実行すると、続きから再開します",
            )));
        }
        let titles = policy.katas.iter().map(|task| {
            let kata = course.kata(&task.kata).ok();
            let title = kata.map_or_else(|| text!("", ""), |kata| kata.title.clone());
            (task.kata.clone(), title)
        });
        Ok(Class {
            titles: titles.collect(),
            pages: pages(course, lang),
            students: lines
                .into_iter()
                .map(|(name, lines)| Student::of(name, lines, &policy))
                .collect(),
            sandbox,
            policy,
        })
    }

    /// What was graded in how far it was shut in, where that is nothing: every report says it.
    pub fn warning(&self, lang: Lang) -> Option<&'static str> {
        (self.sandbox == "none").then(|| {
            lang.pick(
                "graded without a sandbox",
                "サンドボックスなしで採点しました",
            )
        })
    }

    /// The katas that count toward the maximum, and those that do not.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.policy.katas.iter()
    }

    /// The points that can be had, without extra credit.
    pub fn max(&self) -> f64 {
        let asked = self.tasks().filter(|task| !task.extra);
        points::rounded(asked.map(|task| task.points).sum())
    }
}

impl Student {
    fn of(name: String, mut lines: Vec<Line>, policy: &Policy) -> Student {
        let at = |kata: &str| policy.katas.iter().position(|task| task.kata == kata);
        lines.sort_by_key(|line| at(&line.kata));
        let solved: Vec<String> = lines
            .iter()
            .filter(|line| points::is_solved(line))
            .map(|line| line.kata.clone())
            .collect();
        let unit = |line: Line| {
            let task = policy.task(&line.kata).expect("it was looked for");
            let mut score = points::score(policy, task, &line);
            let needs = task.needs.iter().filter(|kata| !solved.contains(kata));
            let needs: Vec<String> = needs.cloned().collect();
            if !needs.is_empty() {
                score.points = 0.0;
            }
            Unit { line, score, needs }
        };
        Student {
            name,
            units: lines.into_iter().map(unit).collect(),
        }
    }

    /// All points, extra credit included.
    pub fn points(&self) -> f64 {
        points::rounded(self.units.iter().map(|unit| unit.score.points).sum())
    }

    /// Whether a unit could not be judged: then the sum is not the student's.
    pub fn is_open(&self) -> bool {
        let mut units = self.units.iter();
        units.any(|unit| unit.line.state == State::Unjudged)
    }
}

impl Unit {
    /// Its tests, with what each is worth of the kata's points before anything is taken off.
    pub fn tests<'u>(&'u self, task: &Task) -> Vec<(Test<'u>, f64)> {
        let tests = points::tests(task, &self.line);
        let all: f64 = tests.iter().map(|test| test.weight).sum();
        let worth = |test: &Test<'_>| match all > 0.0 {
            true => task.points * test.weight / all,
            false => 0.0,
        };
        tests.into_iter().map(|test| (test, worth(&test))).collect()
    }

    /// The name of the first mistake; else the code of the compiler, or how it stands.
    pub fn headline(&self) -> Option<String> {
        if self.line.state != State::Judged {
            return None;
        }
        let verdict = &self.line.verdict;
        let failed = verdict["tests"].as_array().into_iter().flatten();
        let mut failed = failed.filter(|test| test["outcome"] != "passed");
        if let Some(test) = failed.next() {
            let code = test["diagnoses"][0]["code"].as_str();
            return Some(code.unwrap_or_else(|| unnamed(test)).to_owned());
        }
        if verdict["outcome"] == "compile_error" {
            let code = verdict["compile"]["codes"][0].as_str();
            return Some(code.unwrap_or("compile_error").to_owned());
        }
        None
    }

    /// Whether it is solved, hidden tests included.
    pub fn is_solved(&self) -> bool {
        points::is_solved(&self.line)
    }

    /// How it stands, in one word of [`State`], or of the verdict.
    pub fn word(&self) -> &str {
        match self.line.state {
            State::Judged if self.is_solved() => "solved",
            State::Judged => match self.line.verdict["outcome"].as_str() {
                // Only a hidden test fails.
                Some("solved") | None => "unsolved",
                Some(word) => word,
            },
            state => state.word(),
        }
    }

    /// What the student reads.
    pub fn shown(&self, lang: Lang) -> &str {
        let [en, ja] = &self.line.shown;
        lang.pick(en, ja)
    }
}

/// The files of results at `path`.
fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        let shown = path.display();
        return Err(Error::Asked(text!(
            "there is no folder of results `{shown}`",
            "結果のフォルダー `{shown}` がありません",
        )));
    }
    let mut files = walk::entries(path)?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("grades") && name.ends_with(".jsonl")
    });
    files.sort();
    Ok(files)
}

/// What a failed test without a diagnosis is called: by who panicked, the answer or the test.
fn unnamed(test: &Value) -> &'static str {
    let output = test["output"].as_str().unwrap_or_default();
    let Some((_, said)) = output.split_once("panicked at exercises/") else {
        return "assertion";
    };
    let mut lines = said.lines().skip(1);
    match lines.next() {
        Some(line) if line.starts_with("not yet implemented") => "todo",
        _ => "panic",
    }
}

/// The pages of all mistakes.
fn pages(course: &Course, lang: Lang) -> BTreeMap<String, String> {
    let Ok(all) = Pages::load(&course.root) else {
        return BTreeMap::new();
    };
    let codes = all.codes.iter();
    codes
        .filter_map(|code| Some((code.clone(), all.page(code, lang).ok()?)))
        .collect()
}
