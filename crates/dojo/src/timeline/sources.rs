//! The lines of a test that its steps stand for.

use std::fs;

use super::Step;
use crate::course::Kata;

/// Lines behind a step that may have caused what came after it.
const BEHIND: usize = 3;

/// The source of a test file, and of what stands beside it, by the path that events name.
#[derive(Clone, Debug)]
pub struct Sources(Vec<(String, Vec<String>)>);

impl Sources {
    /// The test file, and the scene beside it; what cannot be read is left out.
    pub fn of(kata: &Kata) -> Sources {
        let tests = kata.tests();
        let scene = tests.with_extension("").to_string_lossy().into_owned() + "_scene";
        let mut files = vec![tests];
        if let Ok(entries) = fs::read_dir(scene) {
            files.extend(entries.flatten().map(|entry| entry.path()));
        }
        let read = |file: &std::path::PathBuf| {
            let text = fs::read_to_string(file).ok()?;
            let lines = text.lines().map(|line| line.trim().to_owned()).collect();
            Some((kata.short(file), lines))
        };
        Sources(files.iter().filter_map(read).collect())
    }

    /// The line that an event names, `tests/x.rs:53`.
    fn line(&self, file: &str, line: usize) -> Option<&str> {
        let ends = |path: &str| file.ends_with(path) || path.ends_with(file);
        let (_, lines) = self.0.iter().find(|(path, _)| ends(path))?;
        lines.get(line.checked_sub(1)?).map(String::as_str)
    }

    /// The lines that a step stands for, with their numbers: the one that recorded it, or those
    /// behind it up to the next that records something.
    pub fn lines_of(&self, step: &Step) -> Vec<(usize, &str)> {
        let Some((file, line)) = step.at.rsplit_once(':') else {
            return Vec::new();
        };
        let Ok(line) = line.parse::<usize>() else {
            return Vec::new();
        };
        let at = |line: usize| self.line(file, line);
        if !step.is_after {
            return at(line).map(|source| (line, source)).into_iter().collect();
        }
        let records = |source: &str| source.contains("probe.") || source.starts_with('}');
        let behind = (line + 1..).map_while(|line| Some((line, at(line)?)));
        let behind = behind.take_while(|(_, source)| !records(source));
        let says = |(_, source): &(usize, &str)| !source.is_empty() && !source.starts_with("//");
        behind.filter(says).take(BEHIND).collect()
    }
}
