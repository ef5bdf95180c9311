//! Which diagnosis do these words describe?
//!
//! Somebody who has met a mistake does not know its name. They have an error message, or a few words
//! in English or Japanese: those are looked for in the names, the titles, and the texts of the pages,
//! in `symptoms.txt` beside them, which says what people say, and in the table "By mistake" of the
//! READMEs, which also says where to practise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::error::Error;
use crate::files;
use crate::pages::Pages;
use lang::Lang;

/// Where it is written what people say.
pub const FILE: &str = "crates/probe/explain/symptoms.txt";

/// What a word is worth, by where it stands.
const IN_A_SYMPTOM: f64 = 5.0;
const IN_THE_NAME: f64 = 4.0;
const IN_THE_TITLE: f64 = 3.0;
const IN_THE_TEXT: f64 = 1.0;
/// What all words of the best single symptom are worth besides: together they say more.
const TOGETHER: f64 = 4.0;

/// A page that is worth less than this part of the best one is left out.
const FAR_BEHIND: f64 = 0.4;

/// Words that say nothing of a mistake.
const EMPTY: [&str; 42] = [
    "a", "after", "all", "an", "and", "any", "are", "as", "at", "be", "by", "do", "does", "for",
    "from", "has", "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "of", "on", "or",
    "that", "the", "then", "there", "this", "to", "was", "what", "when", "while", "why", "with",
    "you",
];

/// The words of all pages.
#[derive(Debug)]
pub struct Symptoms {
    entries: Vec<Entry>,
    /// On how many pages each word stands.
    pages_with: BTreeMap<String, usize>,
    rows: Vec<Row>,
}

/// A row of the table "By mistake".
#[derive(Debug)]
struct Row {
    symptom: String,
    codes: Vec<String>,
    katas: Vec<String>,
}

#[derive(Debug)]
struct Entry {
    code: String,
    /// What each of its words is worth.
    worth: BTreeMap<String, f64>,
    symptoms: Vec<BTreeSet<String>>,
}

impl Symptoms {
    /// # Errors
    ///
    /// A page cannot be read.
    pub fn load(root: &Path) -> Result<Symptoms, Error> {
        let pages = Pages::load(root)?;
        let lines = lines(root)?;
        let rows = rows(root)?;
        let mut entries = Vec::new();
        for code in &pages.codes {
            let mut entry = Entry {
                code: code.clone(),
                worth: BTreeMap::new(),
                symptoms: Vec::new(),
            };
            for lang in [Lang::En, Lang::Ja] {
                entry.add(&pages.page(code, lang)?, IN_THE_TEXT);
                entry.add(&pages.title(code, lang)?, IN_THE_TITLE);
            }
            entry.add(&code.replace('-', " "), IN_THE_NAME);
            let of_table = rows.iter().filter(|row| row.codes.contains(code));
            let of_table = of_table.map(|row| &row.symptom);
            let lines = lines.iter().filter(|line| line.code == *code);
            let said = lines.flat_map(|line| line.english.iter().chain(&line.japanese));
            for symptom in said.chain(of_table) {
                entry.add(symptom, IN_A_SYMPTOM);
                entry.symptoms.push(words(symptom));
            }
            entries.push(entry);
        }
        let mut pages_with = BTreeMap::new();
        for word in entries.iter().flat_map(|entry| entry.worth.keys()) {
            *pages_with.entry(word.clone()).or_default() += 1;
        }
        Ok(Symptoms {
            entries,
            pages_with,
            rows,
        })
    }

    /// Whether somebody has ever said this word of a mistake.
    pub fn know(&self, word: &str) -> bool {
        let word = stem(&word.to_lowercase());
        self.pages_with.contains_key(&word) || word.chars().any(is_japanese)
    }

    /// The diagnoses that these words describe, the best first, no more than `most`.
    pub fn described_by(&self, asked: &str, most: usize) -> Vec<&str> {
        let asked = words(asked);
        let mut found: Vec<(f64, &str)> = self
            .entries
            .iter()
            .map(|entry| (self.worth(entry, &asked), &*entry.code))
            .filter(|(worth, _)| *worth > 0.0)
            .collect();
        // The order of the names decides between equals.
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let best = found.first().map_or(0.0, |(worth, _)| *worth);
        let near = found
            .into_iter()
            .filter(|(worth, _)| *worth >= FAR_BEHIND * best);
        near.map(|(_, code)| code).take(most).collect()
    }

    /// How well a kata with this lesson fits to these words, of those that may raise `code`: what the
    /// table "By mistake" recommends comes first.
    pub fn fits(&self, asked: &str, code: &str, kata: &str, lesson: &str) -> f64 {
        let asked = words(asked);
        let of_code = self.rows.iter().filter(|row| {
            let is_listed = |names: &[String], name| names.iter().any(|other| other == name);
            is_listed(&row.codes, code) && is_listed(&row.katas, kata)
        });
        let listed = of_code.map(|row| {
            let shared = words(&row.symptom).intersection(&asked).count();
            IN_THE_TITLE + IN_A_SYMPTOM * shared as f64
        });
        let lesson = words(lesson);
        let shared = lesson.intersection(&asked).map(|word| self.rarity(word));
        listed.fold(0.0, f64::max) + IN_THE_TEXT * shared.sum::<f64>()
    }

    fn worth(&self, entry: &Entry, asked: &BTreeSet<String>) -> f64 {
        let known = asked
            .iter()
            .filter_map(|word| Some((word, entry.worth.get(word)?)));
        let (mut single, mut is_more_than_text) = (0.0, false);
        for (word, worth) in known {
            single += worth * self.rarity(word);
            is_more_than_text |= *worth > IN_THE_TEXT;
        }
        let together = entry.symptoms.iter().map(|symptom| {
            let shared = symptom.intersection(asked);
            let rarity: f64 = shared.map(|word| self.rarity(word)).sum();
            // Of two symptoms with the same words the shorter one is nearer.
            let part = symptom.intersection(asked).count() as f64 / symptom.len().max(1) as f64;
            rarity * part.sqrt()
        });
        match is_more_than_text {
            true => single + TOGETHER * together.fold(0.0, f64::max),
            // A word that stands in a text by chance is no symptom.
            false => 0.0,
        }
    }

    /// What a word says: the more, the fewer pages have it.
    fn rarity(&self, word: &str) -> f64 {
        let Some(pages) = self.pages_with.get(word) else {
            return 0.0;
        };
        let rarity = (self.entries.len() as f64 / *pages as f64).ln_1p();
        // A Japanese word is several pairs of characters.
        match word.chars().any(is_japanese) {
            true => rarity / 2.0,
            false => rarity,
        }
    }
}

impl Entry {
    fn add(&mut self, text: &str, worth: f64) {
        for word in words(text) {
            let known = self.worth.entry(word).or_default();
            *known = known.max(worth);
        }
    }
}

/// A line of `symptoms.txt`, `code | English; … | Japanese; …`.
#[derive(Debug)]
pub struct Line {
    /// Which diagnosis it is about.
    pub code: String,
    /// What people say of it in English.
    pub english: Vec<String>,
    /// What they say in Japanese.
    pub japanese: Vec<String>,
}

/// What people say, by `symptoms.txt`; nothing where there is no such file. A line that is not of
/// this form has no symptoms.
///
/// # Errors
///
/// The file is there and cannot be read.
pub fn lines(root: &Path) -> Result<Vec<Line>, Error> {
    let path = root.join(FILE);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = files::read(&path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let line = |line: &str| {
        let mut cells = line.split('|');
        let code = cells.next().unwrap_or_default().trim().to_owned();
        let mut symptoms = || -> Vec<String> {
            let symptoms = cells.next().unwrap_or_default().split([';', ',', '、']);
            let symptoms = symptoms.map(|symptom| symptom.trim().to_owned());
            symptoms.filter(|symptom| !symptom.is_empty()).collect()
        };
        Line {
            code,
            english: symptoms(),
            japanese: symptoms(),
        }
    };
    Ok(lines.map(line).collect())
}

/// The rows of the tables "By mistake", in both languages; none where there is no README.
fn rows(root: &Path) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for readme in ["README.md", "README.ja.md"] {
        let path = root.join(readme);
        if !path.is_file() {
            continue;
        }
        let text = files::read(&path)?;
        let cells = text.lines().map(|line| line.split('|').collect::<Vec<_>>());
        rows.extend(cells.filter_map(|cells| {
            let [_, symptom, codes, katas, _] = cells[..] else {
                return None;
            };
            let (codes, katas) = (names(codes), names(katas));
            let symptom = symptom.trim().to_owned();
            (!codes.is_empty() && !katas.is_empty()).then_some(Row {
                symptom,
                codes,
                katas,
            })
        }));
    }
    Ok(rows)
}

/// The words between backquotes.
fn names(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The words of a text: English ones without their endings, Japanese as pairs of characters.
fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let mut words = BTreeSet::new();
    for run in text.split(|character: char| !character.is_alphanumeric() && character != '_') {
        // Japanese and English may stand together without a blank: `poll の中` as well as `poll中`.
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let kind = is_japanese(first);
            let end = rest.find(|character| is_japanese(character) != kind);
            let (part, next) = rest.split_at(end.unwrap_or(rest.len()));
            rest = next;
            if kind {
                words.extend(pairs(part));
            } else {
                words.insert(stem(part));
                words.extend(part.split('_').map(stem));
            }
        }
    }
    words.retain(|word| !word.is_empty() && !EMPTY.contains(&&**word));
    words
}

fn is_japanese(character: char) -> bool {
    character.is_alphabetic() && !character.is_ascii()
}

fn pairs(part: &str) -> Vec<String> {
    let characters: Vec<char> = part.chars().collect();
    match characters.len() {
        1 => vec![part.to_owned()],
        _ => characters
            .windows(2)
            .map(|pair| pair.iter().collect())
            .collect(),
    }
}

/// An English word without its ending: `closes`, `closed`, and `closing` are one word.
fn stem(word: &str) -> String {
    if word.len() < 4 || !word.is_ascii() || word.contains('_') {
        return word.to_owned();
    }
    let endings = ["ing", "ed", "es", "s", "e"];
    let stem = endings.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.len() >= 3).then_some(stem)
    });
    let stem = stem.unwrap_or(word);
    // `dropped` and `drop`.
    let [.., before, last] = stem.as_bytes() else {
        return stem.to_owned();
    };
    let is_doubled = stem.len() < word.len() && before == last && !b"aeiousl".contains(last);
    stem[..stem.len() - usize::from(is_doubled)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    fn listed(text: &str) -> Vec<String> {
        words(text).into_iter().collect()
    }

    #[test]
    fn endings_are_left_out() {
        let one = ["clos"];
        for text in ["close", "closes", "closed", "closing", "the Closed"] {
            assert_eq!(listed(text), one, "{text}");
        }
        assert_eq!(listed("drops"), listed("dropped"));
        assert_eq!(listed("a block_on!"), ["block", "block_on"]);
        assert_eq!(listed("polling; polled, poll"), ["poll"]);
    }

    #[test]
    fn japanese_is_read_in_pairs() {
        assert_eq!(listed("CPUが空回り"), ["cpu", "が空", "回り", "空回"]);
        assert_eq!(listed("値"), ["値"]);
    }

    #[test]
    fn nothing_is_no_word() {
        assert_eq!(listed(" the … 'of' -- "), [""; 0]);
    }
}
