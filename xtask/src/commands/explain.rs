//! `cargo xtask explain`: what a diagnosis means, and which diagnosis it is that somebody sees.

use std::process::ExitCode;

use dojo::Error;
use dojo::course::Course;
use dojo::files;
use dojo::pages::Pages;
use dojo::show;
use dojo::symptoms::Symptoms;
use lang::{Lang, text};
use shell::term::Out;

/// So many diagnoses are shown for some words, and so many katas for each.
const DIAGNOSES: usize = 3;
const KATAS: usize = 3;

pub fn run(course: &Course, words: &[String], out: &Out) -> Result<ExitCode, Error> {
    let view = out.view;
    let (pages, lints) = (Pages::load(&course.root)?, Pages::of_lints(&course.root)?);
    let text = match words {
        [] => {
            let titles = pages
                .codes
                .iter()
                .map(|code| Ok((code.clone(), pages.title(code, view.lang)?)))
                .collect::<Result<Vec<_>, Error>>()?;
            show::explain_list(&titles, view)
        }
        [code] if pages.explains(code) => show::explanation(course, code, view)?,
        [lint] if lints.explains(lint) => show::markdown(&lints.page(lint, view.lang)?, view),
        words => {
            let asked = words.join(" ");
            let symptoms = Symptoms::load(&course.root)?;
            // A name with a slip in it is met with a guess.
            if let [word] = words
                && !word.contains(char::is_whitespace)
                && !symptoms.know(word)
            {
                show::explanation(course, word, view)?
            } else {
                show::found(&found(course, &pages, &symptoms, &asked, view.lang)?, view)
            }
        }
    };
    out.print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The diagnoses that the words describe, each with its title and the katas that fit best.
fn found(
    course: &Course,
    pages: &Pages,
    symptoms: &Symptoms,
    asked: &str,
    lang: Lang,
) -> Result<Vec<(String, String, Vec<String>)>, Error> {
    let codes = symptoms.described_by(asked, DIAGNOSES);
    if codes.is_empty() {
        return Err(Error::Asked(text!(
            "no diagnosis fits to `{asked}`; `cargo xtask explain` lists them",
            "`{asked}` に当てはまる診断はありません。一覧は `cargo xtask explain` で見られます",
        )));
    }
    let row = |code: &str| {
        let mut katas = Vec::new();
        for kata in course.katas() {
            if kata.diagnoses.iter().any(|other| other == code) {
                let lesson = files::read(&kata.lesson(Lang::En))?;
                let japanese = files::read(&kata.lesson(Lang::Ja))?;
                let lesson = format!("{lesson}\n{japanese}");
                let fits = symptoms.fits(asked, code, &kata.id, &lesson);
                katas.push((fits, kata.id.clone()));
            }
        }
        // Among equals the order of the course.
        katas.sort_by(|a, b| b.0.total_cmp(&a.0));
        let katas = katas.into_iter().map(|(_, kata)| kata).take(KATAS);
        Ok((code.to_owned(), pages.title(code, lang)?, katas.collect()))
    };
    codes.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use dojo::course::{Course, STARTER};

    use super::*;

    /// What somebody types, and what they have to find: the diagnosis in the first place, and a kata
    /// to practise it, where one has it yet.
    const SEARCHES: [(&str, &str, Option<&str>); 24] = [
        (
            "CPU 100 % after the channel closed",
            "busy-poll",
            Some("event_loop"),
        ),
        (
            "block_on inside async panics",
            "nested-runtime",
            Some("runtime_builder"),
        ),
        ("deadlock with tokio Mutex and select", "deadlock", None),
        (
            "there is no reactor running",
            "missing-reactor",
            Some("runtime_agnostic"),
        ),
        (
            "Cannot drop a runtime in a context where blocking is not allowed",
            "nested-runtime",
            Some("runtime_builder"),
        ),
        (
            "`async fn` resumed after completion",
            "polled-after-ready",
            Some("state_machine"),
        ),
        (
            "future cannot be sent between threads safely",
            "thread-bound",
            Some("boxed_futures"),
        ),
        ("`T` cannot be unpinned", "needless-pin", Some("unpin")),
        ("my task never wakes up", "lost-wake", Some("countdown")),
        ("memory keeps growing", "leaked-memory", Some("value_slot")),
        ("timeout never fires", "restarted-timer", Some("event_loop")),
        ("thread::sleep in an async fn", "blocked-executor", None),
        (
            "CPU-bound work blocks everything",
            "starved-task",
            Some("polite_loop"),
        ),
        (
            "too many open files",
            "unbounded-concurrency",
            Some("join_set"),
        ),
        (
            "await in a for loop is slow",
            "sequential-await",
            Some("interleave"),
        ),
        ("select loses messages", "lost-message", None),
        ("MutexGuard held across await", "lock-across-await", None),
        (
            "spawn_blocking never starts, 512 threads",
            "pool-exhaustion",
            Some("sync_or_async"),
        ),
        (
            "チャネルが閉じた後に CPU が 100 %",
            "busy-poll",
            Some("event_loop"),
        ),
        (
            "async の中で block_on するとパニックする",
            "nested-runtime",
            Some("runtime_builder"),
        ),
        (
            "tokio の Mutex と select でデッドロックする",
            "deadlock",
            None,
        ),
        ("タスクが二度と起きない", "lost-wake", Some("countdown")),
        ("メモリが増え続ける", "leaked-memory", Some("value_slot")),
        (
            "キャンセルしても処理が続く",
            "works-after-drop",
            Some("first_wins"),
        ),
    ];

    #[test]
    fn what_people_see_leads_to_its_name() {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        // Students may have fewer katas.
        if repository.join(STARTER).exists() {
            return;
        }
        let course = Course::load(repository).unwrap();
        let pages = Pages::load(repository).unwrap();
        let symptoms = Symptoms::load(repository).unwrap();
        let mut faults = Vec::new();
        for (asked, code, kata) in SEARCHES {
            let rows = found(&course, &pages, &symptoms, asked, Lang::En).unwrap();
            let is_practised = |(first, _, katas): &(String, String, Vec<String>)| {
                let is_listed = |kata| katas.iter().any(|other| other == kata);
                first == code && kata.is_none_or(is_listed)
            };
            if !rows.first().is_some_and(is_practised) {
                faults.push(format!("{asked}: {rows:?}, not {code} with {kata:?}"));
            }
        }
        assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    }
}
