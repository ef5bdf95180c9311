//! The unit of work: one student's answer to one kata.

use std::fs;
use std::path::{Path, PathBuf};

use dojo::{Course, Error, Kata, digest, files, walk};
use jiff::Timestamp;
use lang::text;

use crate::policy::{Policy, moment};

/// Who handed in what, for one kata.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The student, as the folder or the manifest says.
    pub student: String,
    /// The kata.
    pub kata: String,
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// When it was handed in, where that is known.
    pub received: Option<Timestamp>,
}

impl Unit {
    /// `student/kata`.
    pub fn id(&self) -> String {
        format!("{}/{}", self.student, self.kata)
    }

    /// When it was handed in, as RFC 3339 writes it; empty where nobody knows.
    pub fn received_word(&self) -> String {
        self.received.map_or_else(String::new, |at| at.to_string())
    }
}

/// All units of a class: each student with each kata that is graded, in that order.
///
/// `from` is one student's folder where `student` says whose, or where it holds `exercises`; else
/// a folder with a folder for each student, or a list: a file of comma-separated values
/// with the columns `student`, `path`, and `time` (which may be empty, or missing).
///
/// # Errors
///
/// There is no such folder or list, nobody is in it, or a line of the list cannot be read.
pub fn all(
    course: &Course,
    policy: &Policy,
    from: &Path,
    student: Option<&str>,
) -> Result<Vec<Unit>, Error> {
    let shown = from.display();
    if !from.exists() {
        return Err(Error::Asked(text!(
            "there is no folder of submissions `{shown}`",
            "提出物のフォルダー `{shown}` がありません",
        )));
    }
    let mut students = match from.is_dir() {
        true if student.is_some() || from.join("exercises").is_dir() => vec![alone(from, student)?],
        true => folders(from)?,
        false => listed(from)?,
    };
    students.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(pair) = students
        .windows(2)
        .find(|pair| pair[0].name == pair[1].name)
    {
        let name = &pair[0].name;
        return Err(Error::Asked(text!(
            "`{shown}` has the student `{name}` twice",
            "`{shown}` には `{name}` が 2 回あります",
        )));
    }
    if students.is_empty() {
        return Err(Error::Asked(text!(
            "`{shown}` holds no submission: a folder for each student, or a list with the columns student, path, time",
            "`{shown}` に提出物がありません。学生ごとのフォルダー、または student, path, time の列を持つ一覧が必要です",
        )));
    }
    let mut units = Vec::new();
    for student in &students {
        for task in &policy.katas {
            let kata = course.kata(&task.kata)?;
            units.push(Unit {
                student: student.name.clone(),
                kata: kata.id.clone(),
                path: student.answer(kata),
                received: student.received,
            });
        }
    }
    Ok(units)
}

/// One student's submission.
struct Student {
    name: String,
    folder: PathBuf,
    received: Option<Timestamp>,
}

impl Student {
    /// The answer to a kata, in any of the usual places. A link is never followed out of the
    /// folder: it could lead to somebody else's answer.
    fn answer(&self, kata: &Kata) -> Option<PathBuf> {
        let file = format!("{}.rs", kata.id);
        let at = [
            format!("exercises/{}/{file}", kata.section),
            format!("{}/{file}", kata.section),
            file.clone(),
        ];
        if self.folder.is_file() {
            let is_it = self.folder.file_name().is_some_and(|name| *name == *file);
            return is_it.then(|| self.folder.clone());
        }
        let inside = |path: &PathBuf| {
            let real = path.canonicalize().ok();
            let folder = self.folder.canonicalize().ok();
            real.zip(folder)
                .is_some_and(|(real, folder)| real.starts_with(folder))
        };
        at.iter()
            .map(|place| self.folder.join(place))
            .find(|path| path.symlink_metadata().is_ok() && inside(path))
    }
}

/// The student whose folder it is: named after it, where nobody says whose it is.
fn alone(folder: &Path, student: Option<&str>) -> Result<Student, Error> {
    let real = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let of_folder = || {
        let name = real.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    Ok(Student {
        name: student.map_or_else(of_folder, str::to_owned),
        folder: only_folder(folder.to_path_buf())?,
        received: None,
    })
}

/// A folder for each student; one of a single project inside it is looked into.
fn folders(from: &Path) -> Result<Vec<Student>, Error> {
    let mut students = Vec::new();
    for path in walk::entries(from)? {
        let is_dir = fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir());
        let Some(name) = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
        else {
            continue;
        };
        if !is_dir || name.starts_with('.') {
            continue;
        }
        students.push(Student {
            name,
            folder: only_folder(path)?,
            received: None,
        });
    }
    Ok(students)
}

/// A zip of a repository has all in one folder.
fn only_folder(path: PathBuf) -> Result<PathBuf, Error> {
    let is_hidden = |entry: &PathBuf| {
        let name = entry.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with('.')
    };
    let mut entries = walk::entries(&path)?;
    entries.retain(|entry| !is_hidden(entry));
    Ok(match &entries[..] {
        [only] if only.join("exercises").is_dir() => only.clone(),
        _ => path,
    })
}

/// The students of a list.
fn listed(list: &Path) -> Result<Vec<Student>, Error> {
    let bytes = files::bytes(list)?;
    let shown = list.display();
    let base = list.parent().unwrap_or(Path::new("."));
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(&bytes[..]);
    let odd = |line: u64, what: &str| {
        Error::Asked(text!(
            "`{shown}`, line {line}: {what}; the columns are student, path, time",
            "`{shown}` の {line} 行目: {what}。列は student, path, time です",
        ))
    };
    let headers = reader
        .headers()
        .map_err(|cause| odd(1, &cause.to_string()))?;
    let at = |name: &str| headers.iter().position(|header| header == name);
    let (Some(student), Some(path)) = (at("student"), at("path")) else {
        let found = headers.iter().collect::<Vec<_>>().join(", ");
        return Err(odd(1, &found));
    };
    let time = at("time");
    let mut students = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|cause| {
            let line = cause.position().map_or(0, csv::Position::line);
            odd(line, &cause.to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let name = record.get(student).unwrap_or_default();
        if name.is_empty() {
            return Err(odd(line, "student = \"\""));
        }
        let word = time.and_then(|at| record.get(at)).unwrap_or_default();
        let received = match word {
            "" => None,
            word => Some(moment(word).ok_or_else(|| odd(line, word))?),
        };
        let folder = base.join(record.get(path).unwrap_or_default());
        students.push(Student {
            name: name.to_owned(),
            folder: match folder.is_dir() {
                true => only_folder(folder)?,
                false => folder,
            },
            received,
        });
    }
    Ok(students)
}

/// Which part of the units this machine does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1 on.
    pub number: u64,
    /// How many there are.
    pub of: u64,
}

impl Shard {
    /// `K/N`, or what an engine says: a matrix of GitHub (`SHARD`), GitLab's `parallel`, an array
    /// of Slurm, an indexed job of Kubernetes.
    ///
    /// # Errors
    ///
    /// The word has another form.
    pub fn read(
        word: Option<&str>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Shard, Error> {
        let number = |name: &str| variable(name)?.parse::<u64>().ok();
        let word = match word {
            Some("auto") => {
                let gitlab = number("CI_NODE_INDEX").zip(number("CI_NODE_TOTAL"));
                let slurm = number("SLURM_ARRAY_TASK_ID").and_then(|id| {
                    let first = number("SLURM_ARRAY_TASK_MIN").unwrap_or(0);
                    Some((
                        id.checked_sub(first)? + 1,
                        number("SLURM_ARRAY_TASK_COUNT")?,
                    ))
                });
                let kubernetes = number("JOB_COMPLETION_INDEX")
                    .and_then(|index| Some((index + 1, number("JOB_COMPLETIONS")?)));
                let found = gitlab.or(slurm).or(kubernetes);
                let (number, of) = found.ok_or_else(|| {
                    Error::Asked(text!(
                        "`--shard auto` finds no engine: neither CI_NODE_INDEX and CI_NODE_TOTAL, nor SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, nor JOB_COMPLETION_INDEX and JOB_COMPLETIONS are set",
                        "`--shard auto` で使える変数がありません（CI_NODE_INDEX と CI_NODE_TOTAL、SLURM_ARRAY_TASK_ID と SLURM_ARRAY_TASK_COUNT、JOB_COMPLETION_INDEX と JOB_COMPLETIONS のいずれも設定されていません）",
                    ))
                })?;
                format!("{number}/{of}")
            }
            Some(word) => word.to_owned(),
            None => return Ok(Shard { number: 1, of: 1 }),
        };
        let parts = word.split_once('/');
        let parts = parts.and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if number >= 1 && number <= of => Ok(Shard { number, of }),
            _ => Err(Error::Asked(text!(
                "`--shard` has the form K/N, from 1/N to N/N, or `auto`; it is `{word}`",
                "`--shard` は K/N（1/N から N/N まで）か `auto` です。指定されたのは `{word}` です",
            ))),
        }
    }

    /// Whether a unit is in it: by its name, so that a student more moves no other.
    pub fn holds(self, unit: &Unit) -> bool {
        let digest = digest::sha256_hex(unit.id().as_bytes());
        let number = u64::from_str_radix(&digest[..12], 16).unwrap_or(0);
        number % self.of == self.number - 1
    }
}
