//! How a class is graded: `grading.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dojo::guess::nearest;
use dojo::{Course, Error, Kata, files};
use jiff::Timestamp;
use lang::{Text, text};
use serde_json::{Value as Json, json};
use toml::{Table, Value};

/// What a class agreed on. Everything has a default: the points of `section.toml`, whole.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What the report is called.
    pub title: String,
    /// Points for a solved kata only, or for each test.
    pub points: Points,
    /// When answers are due; never, if nothing is said.
    pub due: Option<Timestamp>,
    /// What a late answer is worth, by how late it is; in order.
    pub late: Vec<Late>,
    /// A folder of tests that students never had: `<section>/<kata>.rs`.
    pub hidden: Option<PathBuf>,
    /// Who sees the hidden tests, in Gradescope's words.
    pub visibility: Visibility,
    /// What each kata is worth, in the order of the course.
    pub katas: Vec<Task>,
}

/// For what there are points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// All of a kata's points when every test passed, else none.
    All,
    /// A share for each test, by its weight.
    Partial,
}

/// Who sees what came of a hidden test, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Visible,
    Hidden,
    AfterDueDate,
    AfterPublished,
}

impl Visibility {
    const WORDS: [(&'static str, Visibility); 4] = [
        ("visible", Visibility::Visible),
        ("hidden", Visibility::Hidden),
        ("after_due_date", Visibility::AfterDueDate),
        ("after_published", Visibility::AfterPublished),
    ];

    /// The word of Gradescope's format.
    pub fn word(self) -> &'static str {
        let found = Visibility::WORDS.iter().find(|(_, known)| *known == self);
        found.map_or("visible", |(word, _)| word)
    }
}

/// From so many hours after the due date on, an answer is worth this part of its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Late {
    /// More than that many hours late.
    pub hours: f64,
    /// So much of the points, from 0 to 100.
    pub percent: f64,
}

/// What one kata is worth.
#[derive(Clone, Debug)]
pub struct Task {
    /// The kata.
    pub kata: String,
    /// Its section.
    pub section: String,
    /// For all of it.
    pub points: f64,
    /// It counts, and is not asked for.
    pub extra: bool,
    /// When it is due.
    pub due: Option<Timestamp>,
    /// Of tests that do not weigh one.
    pub weights: BTreeMap<String, f64>,
    /// Katas without which there are no points for this one.
    pub needs: Vec<String>,
}

impl Policy {
    /// Reads the file, or takes the defaults where there is none.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or says what nobody understands; the sentence names the key.
    pub fn load(course: &Course, path: Option<&Path>) -> Result<Policy, Error> {
        let text = match path {
            Some(path) => files::read(path)?,
            None => String::new(),
        };
        let shown = path.map_or("grading.toml".into(), |path| path.display().to_string());
        let wrong = |cause: Text| {
            let Text { en, ja } = cause;
            Error::Asked(text!("`{shown}`: {en}", "`{shown}`: {ja}"))
        };
        let table: Table = text.parse().map_err(|cause: toml::de::Error| {
            let cause = cause.to_string();
            wrong(text!("{cause}", "{cause}"))
        })?;
        let base = path.and_then(Path::parent).unwrap_or(Path::new("."));
        Reader { course, base }.read(&table).map_err(wrong)
    }

    /// As a record keeps it, so that a report needs no other file.
    pub fn to_json(&self) -> Json {
        let moment = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
        let late: Vec<Json> = (self.late.iter())
            .map(|late| json!({ "after_hours": late.hours, "percent": late.percent }))
            .collect();
        let katas: Vec<Json> = (self.katas.iter())
            .map(|task| {
                json!({
                    "kata": task.kata,
                    "section": task.section,
                    "points": task.points,
                    "extra": task.extra,
                    "due": moment(task.due),
                    "weights": task.weights,
                    "needs": task.needs,
                })
            })
            .collect();
        json!({
            "title": self.title,
            "points": match self.points {
                Points::All => "all",
                Points::Partial => "partial",
            },
            "due": moment(self.due),
            "late": late,
            "visibility": self.visibility.word(),
            "katas": katas,
        })
    }

    /// What [`to_json`](Policy::to_json) has made.
    pub fn from_json(json: &Json) -> Option<Policy> {
        let moment = |value: &Json| value.as_str().and_then(moment);
        let late = json["late"].as_array()?.iter().map(|late| {
            Some(Late {
                hours: late["after_hours"].as_f64()?,
                percent: late["percent"].as_f64()?,
            })
        });
        let katas = json["katas"].as_array()?.iter().map(|task| {
            let weights = task["weights"].as_object()?.iter();
            let weights = weights.map(|(name, weight)| Some((name.clone(), weight.as_f64()?)));
            let needs = task["needs"].as_array()?.iter();
            Some(Task {
                kata: task["kata"].as_str()?.to_owned(),
                section: task["section"].as_str()?.to_owned(),
                points: task["points"].as_f64()?,
                extra: task["extra"].as_bool()?,
                due: moment(&task["due"]),
                weights: weights.collect::<Option<_>>()?,
                needs: needs
                    .map(|kata| kata.as_str().map(str::to_owned))
                    .collect::<Option<_>>()?,
            })
        });
        let mut words = Visibility::WORDS.iter();
        Some(Policy {
            title: json["title"].as_str()?.to_owned(),
            points: match json["points"].as_str()? {
                "partial" => Points::Partial,
                _ => Points::All,
            },
            due: moment(&json["due"]),
            late: late.collect::<Option<_>>()?,
            hidden: None,
            visibility: words.find(|(word, _)| json["visibility"] == *word)?.1,
            katas: katas.collect::<Option<_>>()?,
        })
    }

    /// What a kata is worth; `None` where it is not graded.
    pub fn task(&self, kata: &str) -> Option<&Task> {
        self.katas.iter().find(|task| task.kata == kata)
    }

    /// What part of its points an answer is worth that came so many hours after it was due.
    pub fn worth(&self, hours_late: f64) -> f64 {
        let mut worth = 100.0;
        for late in &self.late {
            if hours_late > late.hours {
                worth = late.percent;
            }
        }
        worth / 100.0
    }
}

struct Reader<'a> {
    course: &'a Course,
    base: &'a Path,
}

const KEYS: [&str; 9] = [
    "title",
    "points",
    "katas",
    "due",
    "late",
    "extra",
    "hidden",
    "visibility",
    "kata",
];
const KATA_KEYS: [&str; 4] = ["points", "due", "weights", "needs"];
const LATE_KEYS: [&str; 2] = ["after_hours", "percent"];

impl Reader<'_> {
    fn read(&self, table: &Table) -> Result<Policy, Text> {
        known(table, &KEYS, "")?;
        let due = time(table, "due")?;
        let chosen = match table.get("katas") {
            None => self.course.katas().collect(),
            Some(words) => self.katas(words, "katas")?,
        };
        let extra = match table.get("extra") {
            None => Vec::new(),
            Some(words) => self.katas(words, "extra")?,
        };
        let of_kata = match table.get("kata") {
            None => Table::new(),
            Some(Value::Table(tables)) => tables.clone(),
            Some(_) => return Err(form("kata", "[kata.NAME]")),
        };
        for name in of_kata.keys() {
            self.course.kata(name).map_err(|error| error.text())?;
        }
        let mut katas = Vec::new();
        for kata in self.course.katas() {
            let is_in = |list: &[&Kata]| list.iter().any(|other| other.id == kata.id);
            if !is_in(&chosen) && !is_in(&extra) {
                continue;
            }
            let own = match of_kata.get(&kata.id) {
                None => Table::new(),
                Some(Value::Table(own)) => own.clone(),
                Some(_) => return Err(form(&kata.id, "a table")),
            };
            katas.push(self.task(kata, &own, is_in(&extra), due)?);
        }
        Ok(Policy {
            title: string(table, "title")?.unwrap_or_else(|| "Async Rust".to_owned()),
            points: match string(table, "points")?.as_deref() {
                None | Some("all") => Points::All,
                Some("partial") => Points::Partial,
                Some(_) => return Err(form("points", "\"all\" or \"partial\"")),
            },
            due,
            late: late(table)?,
            hidden: string(table, "hidden")?.map(|path| self.base.join(path)),
            visibility: match string(table, "visibility")? {
                None => Visibility::Visible,
                Some(word) => {
                    let mut words = Visibility::WORDS.iter();
                    let found = words.find(|(known, _)| *known == word);
                    let words = Visibility::WORDS.map(|(word, _)| word).join(", ");
                    found.ok_or_else(|| form("visibility", &words))?.1
                }
            },
            katas,
        })
    }

    fn task(
        &self,
        kata: &Kata,
        own: &Table,
        extra: bool,
        due: Option<Timestamp>,
    ) -> Result<Task, Text> {
        known(own, &KATA_KEYS, &format!("kata.{}.", kata.id))?;
        let mut weights = BTreeMap::new();
        if let Some(value) = own.get("weights") {
            let table = value.as_table();
            let names = dojo::judge::expected_tests(
                &files::read(&kata.tests()).map_err(|error| error.text())?,
            );
            for (name, weight) in table.ok_or_else(|| form("weights", "{ test = 2 }"))? {
                if !names.contains(name) {
                    let id = &kata.id;
                    let near = nearest(name, names.iter().map(String::as_str));
                    let near = near.unwrap_or_default();
                    return Err(text!(
                        "`{id}` has no test `{name}`; the nearest is `{near}`",
                        "`{id}` にテスト `{name}` はありません。最も近いのは `{near}` です",
                    ));
                }
                weights.insert(name.clone(), number(weight, name)?);
            }
        }
        Ok(Task {
            kata: kata.id.clone(),
            section: kata.section.clone(),
            points: match own.get("points") {
                None => f64::from(kata.points),
                Some(value) => number(value, "points")?,
            },
            extra,
            due: time(own, "due")?.or(due),
            weights,
            needs: match own.get("needs") {
                None => Vec::new(),
                Some(words) => {
                    let needs = self.katas(words, "needs")?.into_iter();
                    needs.map(|kata| kata.id.clone()).collect()
                }
            },
        })
    }

    /// Katas by their ids, numbers, or sections.
    fn katas(&self, words: &Value, key: &str) -> Result<Vec<&Kata>, Text> {
        let words = words.as_array();
        let words = words.ok_or_else(|| form(key, "[\"s02\", \"retry\"]"))?;
        let mut katas = Vec::new();
        for word in words {
            let word = word.as_str().ok_or_else(|| form(key, "[\"s02\"]"))?;
            katas.extend(self.course.chosen(word).map_err(|error| error.text())?);
        }
        Ok(katas)
    }
}

fn known(table: &Table, keys: &[&str], before: &str) -> Result<(), Text> {
    for key in table.keys() {
        if keys.contains(&&**key) {
            continue;
        }
        let all = keys.join(", ");
        return Err(match nearest(key, keys.iter().copied()) {
            Some(near) => text!(
                "there is no key `{before}{key}`; did you mean `{before}{near}`?",
                "キー `{before}{key}` はありません。`{before}{near}` のことでしょうか",
            ),
            None => text!(
                "there is no key `{before}{key}`; there are: {all}",
                "キー `{before}{key}` はありません。使えるキー: {all}",
            ),
        });
    }
    Ok(())
}

fn form(key: &str, wanted: &str) -> Text {
    text!(
        "`{key}` has the form {wanted}",
        "`{key}` は {wanted} の形で書きます",
    )
}

fn string(table: &Table, key: &str) -> Result<Option<String>, Text> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(form(key, "\"…\"")),
    }
}

fn number(value: &Value, key: &str) -> Result<f64, Text> {
    let number = match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    };
    let fits = |number: &f64| (0.0..=1e6).contains(number);
    number.filter(fits).ok_or_else(|| form(key, "0 … 1000000"))
}

/// A moment, as a date of TOML with an offset, or in quotes.
fn time(table: &Table, key: &str) -> Result<Option<Timestamp>, Text> {
    let word = match table.get(key) {
        None => return Ok(None),
        Some(Value::String(word)) => word.clone(),
        Some(Value::Datetime(date)) => date.to_string(),
        Some(_) => String::new(),
    };
    moment(&word)
        .map(Some)
        .ok_or_else(|| form(key, "2026-12-01T23:59:00+09:00"))
}

/// A moment, as RFC 3339 writes it.
pub fn moment(word: &str) -> Option<Timestamp> {
    word.trim().parse().ok()
}

fn late(table: &Table) -> Result<Vec<Late>, Text> {
    const FORM: &str = "[{ after_hours = 0, percent = 80 }]";
    let Some(value) = table.get("late") else {
        return Ok(Vec::new());
    };
    let rules = value.as_array().ok_or_else(|| form("late", FORM))?;
    let mut late: Vec<Late> = Vec::new();
    for rule in rules {
        let rule = rule.as_table().ok_or_else(|| form("late", FORM))?;
        known(rule, &LATE_KEYS, "late.")?;
        let field = |key: &str| rule.get(key).ok_or_else(|| form("late", FORM));
        let hours = number(field("after_hours")?, "after_hours")?;
        let percent = number(field("percent")?, "percent")?;
        if percent > 100.0 {
            return Err(form("percent", "0 … 100"));
        }
        late.push(Late { hours, percent });
    }
    late.sort_by(|a, b| a.hours.total_cmp(&b.hours));
    Ok(late)
}
