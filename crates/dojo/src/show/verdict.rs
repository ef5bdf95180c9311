//! A verdict as the learner reads it.

use std::collections::BTreeSet;

use super::finding::{head, label};
use super::wrap::cut;
use super::{Style, View, drawing};
use crate::ansi;
use crate::course::Kata;
use crate::panic::{Panic, printed};
use crate::timeline::{Sources, says_more};
use crate::verdict::{Compile, Finding, Outcome, TestOutcome, TestReport, Verdict};
use lang::text;

/// So many of the answer's own printed lines are shown.
const PRINTED_LINES: usize = 20;

/// What is known around a verdict.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The kata that was judged.
    pub kata: &'a Kata,
    /// The learner's own file was judged: say what to do next.
    pub own: bool,
    /// The kata to do after this one.
    pub next: Option<&'a Kata>,
    /// The reader has keys in place of commands, as in `watch`.
    pub keys: bool,
    /// Diagnoses that have a page.
    pub explained: &'a BTreeSet<String>,
}

/// The whole of it: what was wrong, and what to do next.
pub fn verdict(verdict: &Verdict, context: Context<'_>, view: View) -> String {
    let verdict = &harmless(verdict);
    let shown = Shown {
        verdict,
        context,
        view,
    };
    match verdict.outcome {
        Outcome::Stub => shown.stub(),
        Outcome::CompileError => shown.compile_error(),
        Outcome::Unsolved => shown.unsolved(),
        Outcome::Solved => shown.solved(),
    }
}

/// The verdict without anything that a terminal would obey: what an answer prints, and what it
/// says in a panic or a forged finding, is text and nothing else.
fn harmless(verdict: &Verdict) -> Verdict {
    let clean = |text: &mut String| *text = ansi::plain(text);
    let mut verdict = verdict.clone();
    for test in verdict.tests.iter_mut().chain(&mut verdict.own_tests) {
        clean(&mut test.name);
        clean(&mut test.output);
        if let Some(panic) = &mut test.panic {
            clean(&mut panic.location);
            clean(&mut panic.message);
        }
        for finding in &mut test.diagnoses {
            clean(&mut finding.code);
            finding.location.iter_mut().for_each(clean);
            for text in [&mut finding.message].into_iter().chain(&mut finding.notes) {
                clean(&mut text.en);
                clean(&mut text.ja);
            }
        }
    }
    verdict
}

struct Shown<'a> {
    verdict: &'a Verdict,
    context: Context<'a>,
    view: View,
}

impl Shown<'_> {
    fn stub(&self) -> String {
        let (kata, file) = (&self.verdict.kata, self.answer());
        let mut out = text!(
            "{kata}: this is still the stub, nothing in it has been changed yet\n",
            "{kata}: まだスタブのままです。何も変更されていません\n"
        )
        .into_lang(self.view.lang);
        if self.context.own {
            let steps = [
                (
                    self.pick("lesson", "課題を読む"),
                    format!("cargo xtask lesson {kata}"),
                ),
                (self.pick("edit", "編集する"), file),
                (
                    self.pick("judge", "判定する"),
                    format!("cargo xtask check {kata}"),
                ),
            ];
            for (label, what) in steps {
                out += &self.label(label, &what);
            }
        }
        out
    }

    fn compile_error(&self) -> String {
        let compile = &self.verdict.compile;
        let mut out = self.first_error(compile);
        out += "\n";
        out += &self.head(
            "",
            self.pick("the answer does not compile", "解答をコンパイルできません"),
        );
        out += &self.arrow(None);
        if let Some(code) = compile.codes.first() {
            out += &self.label(self.help(), &format!("rustc --explain {code}"));
        }
        out += "\n";
        out += &self.with_plain_cargo();
        out += &self.next_when_unsolved();
        out
    }

    /// The first error whole; the others often go with it, and are counted.
    fn first_error(&self, compile: &Compile) -> String {
        let mut errors = compile.messages.iter().filter(|message| message.error);
        let Some(first) = errors.next() else {
            return String::new();
        };
        let mut out = self.rustc(&first.rendered);
        out += "\n";
        let more = errors.count();
        if more > 0 {
            let (noun, go) = match more {
                1 => ("error", "goes"),
                _ => ("errors", "go"),
            };
            out += &text!(
                "… and {more} more {noun}, which often {go} with the first; plain cargo shows all\n",
                "…ほかに {more} 件のエラー（最初のエラーを直すと一緒に消えることがよくあります。素の cargo ならすべて表示されます）\n",
            )
            .into_lang(self.view.lang);
        }
        out
    }

    /// A message of the compiler, in its colours where the reader sees colours.
    fn rustc(&self, rendered: &str) -> String {
        let text = match self.view.color {
            true => ansi::coloured(rendered),
            false => ansi::plain(rendered),
        };
        format!("{}\n", text.trim_end())
    }

    fn unsolved(&self) -> String {
        let tests = &self.verdict.tests;
        let mut failed = tests.iter().filter(|test| !passed(test));
        let mut out = String::new();
        if let Some(first) = failed.next() {
            out += &self.whole(first);
        }
        let others: Vec<&TestReport> = failed.collect();
        if !others.is_empty() {
            let label = self.pick("also not passed:", "ほかに通らなかったテスト:");
            out += &format!("\n{label}\n");
            // What a name means is said once.
            let mut said: Vec<&str> = Vec::new();
            said.extend(tests.iter().find(|test| !passed(test)).and_then(code_of));
            for test in others {
                let line = match code_of(test) {
                    Some(code) if said.contains(&code) => format!("  {}: {code}", test.name),
                    code => {
                        said.extend(code);
                        format!("  {}: {}", test.name, self.in_short(test))
                    }
                };
                out += &cut(&line, self.view.width);
                out += "\n";
            }
        }
        out += &self.own_tests();
        out += "\n";
        out += &self.count();
        out += &self.with_plain_cargo();
        out += &self.next_when_unsolved();
        out += &self.warnings();
        out
    }

    fn solved(&self) -> String {
        let kata = &self.verdict.kata;
        let all = self.verdict.tests.len();
        let mark = self.view.paint(Style::Good, self.pick("solved", "解決"));
        let mut out = text!(
            "{mark}: {kata}, {all} of {all} tests passed\n",
            "{mark}: {kata}（テスト {all} 件すべて成功）\n",
        )
        .into_lang(self.view.lang);
        out += &self.own_tests();
        out += &self.with_plain_cargo();
        if self.context.keys {
            out += "\n";
            out += &self.next_by_keys();
            return out + &self.warnings();
        }
        out += &self.warnings();
        if !self.context.own {
            return out;
        }
        out += "\n";
        if self.context.kata.solution().exists() {
            let compare = format!("cargo xtask solution {kata}");
            out += &self.next(
                self.pick("Compare with the reference", "模範解答と比べる"),
                &compare,
            );
        }
        let polish = format!("cargo xtask polish {kata}");
        out += &self.next(
            self.pick("What clippy remarks", "clippy の指摘を見る"),
            &polish,
        );
        match self.context.next {
            Some(next) => {
                let (id, guide) = (&next.id, &next.guide);
                let title = next.title.in_lang(self.view.lang);
                let label = text!(
                    "Next, {id} ({guide}) {title}",
                    "次の課題 {id}（{guide}）{title}"
                )
                .into_lang(self.view.lang);
                out += &self.next(&label, &format!("cargo xtask lesson {id}"));
            }
            None => {
                out += self.pick(
                    "That was the last: every kata is solved. Well done.\n",
                    "これですべての課題を解決しました。お疲れさまでした。\n",
                );
            }
        }
        out
    }

    /// A failed test, with everything that is known of it.
    fn whole(&self, test: &TestReport) -> String {
        let mut out = String::new();
        let panic = test.panic.as_ref();
        if !test.diagnoses.is_empty() {
            for finding in &test.diagnoses {
                out += &self.finding(finding, &test.name);
            }
            out += &self.drawing(test);
        } else if let Some(panic) = panic.filter(|_| test.outcome == TestOutcome::Failed) {
            out += &self.panic(panic, &test.name);
        } else {
            out += &self.head("", &self.in_short(test));
            out += &self.arrow(None);
            out += &self.label(self.pick("test", "テスト"), &test.name);
            out += &self.label(self.help(), self.without_a_word(test.outcome));
        }
        let printed = printed(&test.output);
        if !printed.is_empty() {
            out += &self.printed(&printed);
        }
        out
    }

    fn finding(&self, finding: &Finding, test: &str) -> String {
        let lang = self.view.lang;
        let mut out = self.head(&finding.code, finding.message.in_lang(lang));
        out += &self.arrow(finding.location.as_deref());
        out += &self.label(self.pick("test", "テスト"), test);
        for note in &finding.notes {
            out += &self.label(self.pick("note", "注記"), note.in_lang(lang));
        }
        if self.context.explained.contains(&finding.code) && !self.context.keys {
            let explain = format!("cargo xtask explain {}", finding.code);
            out += &self.label(self.help(), &explain);
        }
        out
    }

    /// What happened in the test, and where there is more of it.
    fn drawing(&self, test: &TestReport) -> String {
        let code = code_of(test).unwrap_or_default();
        if !says_more(code) {
            return String::new();
        }
        let mut out = String::new();
        if let Some(events) = &self.verdict.timeline {
            let lines = drawing(events, &Sources::of(self.context.kata), self.view);
            if lines.is_empty() {
                return out;
            }
            out += &self.label(self.pick("what happened", "起きたこと"), "");
            for line in lines {
                out += &format!("{line}\n");
            }
        }
        if self.context.own && !self.context.keys {
            let trace = format!("cargo xtask trace {}", self.context.kata.id);
            out += &self.label(self.pick("see", "図"), &trace);
        }
        out
    }

    fn panic(&self, panic: &Panic, test: &str) -> String {
        let (first, rest) = panic
            .message
            .split_once('\n')
            .unwrap_or((&panic.message, ""));
        let in_tests = panic.location.starts_with("crates/");
        let mut out = if in_tests && !self.in_answer(&panic.location) {
            let mut out = self.head("", first);
            out += &self.arrow(Some(&panic.location));
            out
        } else {
            let said = text!(
                "the answer panicked: {first}",
                "解答がパニックしました: {first}"
            )
            .into_lang(self.view.lang);
            let mut out = self.head("", &said);
            if self.in_answer(&panic.location) {
                out += &self.place(&panic.location);
            } else {
                // In a crate that the answer calls.
                out += &self.place(&self.answer());
                let label = self.pick("panicked at", "パニックの位置");
                out += &self.label_of_file(label, &panic.location);
            }
            out
        };
        out += &self.lines(rest);
        out += &self.label(self.pick("test", "テスト"), test);
        out
    }

    /// The panic lies in the file that was judged, not in its tests.
    fn in_answer(&self, location: &str) -> bool {
        let file = location.rsplit_once(':').map_or(location, |(file, _)| file);
        let exercise = self.context.kata.short(&self.context.kata.exercise());
        file == self.answer() || file == exercise
    }

    /// What happened to a test, in one line.
    fn in_short(&self, test: &TestReport) -> String {
        let lang = self.view.lang;
        if let Some(finding) = test.diagnoses.first() {
            return format!("{}: {}", finding.code, finding.message.in_lang(lang));
        }
        match test.outcome {
            TestOutcome::Passed => lang.pick("passed", "成功").to_owned(),
            TestOutcome::Missing => lang
                .pick("the test did not run", "テストが実行されませんでした")
                .to_owned(),
            TestOutcome::Unfinished => lang
                .pick(
                    "not waited for: a test before it did not pass",
                    "前のテストが成功しなかったため、終わりまで待っていません",
                )
                .to_owned(),
            TestOutcome::Hung => {
                let seconds = (test.duration_ms + 500) / 1000;
                text!(
                    "the test did not end, and was stopped after {seconds} s",
                    "テストが終わらないため、{seconds} 秒で打ち切りました"
                )
                .into_lang(lang)
            }
            TestOutcome::Failed => match &test.panic {
                Some(panic) => {
                    let first = panic.message.lines().next().unwrap_or_default().to_owned();
                    if self.in_answer(&panic.location) {
                        return text!(
                            "the answer panicked: {first}",
                            "解答がパニックしました: {first}"
                        )
                        .into_lang(lang);
                    }
                    first
                }
                None => lang
                    .pick(
                        "the test failed without a message",
                        "テストがメッセージなしで失敗しました",
                    )
                    .to_owned(),
            },
        }
    }

    /// Where to look when a test ended without saying why.
    fn without_a_word(&self, outcome: TestOutcome) -> &'static str {
        match outcome {
            TestOutcome::Hung => self.pick(
                "look for a loop that never ends, a lock taken twice, or a wait that nothing ends",
                "終わらないループ、二重のロック、何も終わらせない待機がないか調べてください",
            ),
            TestOutcome::Missing => self.pick(
                "the process ended before this test; look for `std::process::exit` in the answer",
                "このテストの前にプロセスが終了しました。解答に `std::process::exit` がないか調べてください",
            ),
            TestOutcome::Failed | TestOutcome::Passed | TestOutcome::Unfinished => self.pick(
                "run the command below to see the whole output",
                "下のコマンドを実行すると、出力全体を見られます",
            ),
        }
    }

    fn printed(&self, printed: &str) -> String {
        self.label(self.pick("printed", "出力"), "") + &self.lines(printed)
    }

    /// Lines that the answer wrote, as many as a reader may want.
    fn lines(&self, text: &str) -> String {
        let bar = self.view.paint(Style::Frame, "|");
        let mut out = String::new();
        for line in text.lines().take(PRINTED_LINES) {
            out += &format!("  {bar} {line}\n");
        }
        let more = text.lines().count().saturating_sub(PRINTED_LINES);
        if more > 0 {
            let noun = if more == 1 { "line" } else { "lines" };
            out += &text!(
                "  {bar} … and {more} more {noun}\n",
                "  {bar} …ほか {more} 行\n"
            )
            .into_lang(self.view.lang);
        }
        out
    }

    /// The answer's own tests, which do not count.
    fn own_tests(&self) -> String {
        let tests = &self.verdict.own_tests;
        if tests.is_empty() {
            return String::new();
        }
        let (all, good) = (
            tests.len(),
            tests.iter().filter(|test| passed(test)).count(),
        );
        let mut out = text!(
            "\nYour own tests, which do not count: {good} of {all} passed\n",
            "\n解答内のテスト（判定の対象外）: {all} 件中 {good} 件成功\n"
        )
        .into_lang(self.view.lang);
        for test in tests.iter().filter(|test| !passed(test)) {
            let line = format!("  {}: {}", test.name, self.in_short(test));
            out += &cut(&line, self.view.width);
            out += "\n";
        }
        out
    }

    fn count(&self) -> String {
        let tests = &self.verdict.tests;
        let (all, good) = (
            tests.len(),
            tests.iter().filter(|test| passed(test)).count(),
        );
        text!(
            "{good} of {all} tests passed\n",
            "テスト {all} 件中 {good} 件成功\n",
        )
        .into_lang(self.view.lang)
    }

    /// What judges the same without this tool, where there is something.
    fn plain(&self) -> Option<String> {
        let kata = self.context.kata;
        let plain = format!("cargo test -p {} --test {}", kata.section, kata.id);
        let answer = self.answer();
        if answer == kata.short(&kata.exercise()) {
            Some(plain)
        } else if answer == kata.short(&kata.solution()) {
            Some(format!("{plain} --features solution"))
        } else {
            None
        }
    }

    fn with_plain_cargo(&self) -> String {
        let Some(command) = self.plain().filter(|_| !self.context.keys) else {
            return String::new();
        };
        let label = self.pick("The same with plain cargo", "素の cargo では");
        self.next(label, &command)
    }

    /// Warnings keep nothing from being solved.
    fn warnings(&self) -> String {
        let compile = &self.verdict.compile;
        if compile.warnings == 0 {
            return String::new();
        }
        let count = compile.warnings;
        let said = text!(
            "warnings, which do not count: {count}",
            "警告 {count} 件（判定には影響しません）",
        )
        .into_lang(self.view.lang);
        let said = self.view.paint(Style::Warning, &said);
        let warnings = compile.messages.iter().filter(|message| !message.error);
        let warnings: Vec<String> = warnings.map(|each| self.rustc(&each.rendered)).collect();
        format!("\n{said}\n{}", warnings.join("\n"))
    }

    /// After a solved kata, for a reader with keys.
    fn next_by_keys(&self) -> String {
        let key = |key: &str| self.view.paint(Style::Strong, key);
        let (enter, s) = (key("Enter"), key("s"));
        match self.context.next {
            Some(next) => {
                let (id, guide, title) =
                    (&next.id, &next.guide, next.title.in_lang(self.view.lang));
                text!(
                    "  {enter}  next, {id} ({guide}) {title}\n  {s}      the reference beside your answer\n",
                    "  {enter}  次の課題 {id}（{guide}）{title}\n  {s}      自分の解答と模範解答の差分\n",
                )
                .into_lang(self.view.lang)
            }
            None => self
                .pick(
                    "That was the last: every kata is solved. Well done.\n",
                    "これですべての課題を解決しました。お疲れさまでした。\n",
                )
                .to_owned(),
        }
    }

    fn next_when_unsolved(&self) -> String {
        if self.context.keys {
            let key = |key: &str| self.view.paint(Style::Strong, key);
            let (h, e) = (key("h"), key("e"));
            let named = self.verdict.tests.iter().flat_map(|test| &test.diagnoses);
            return match named.map(|finding| &finding.code).next() {
                Some(code) => text!(
                    "  {e}  what `{code}` means\n  {h}  a hint\n",
                    "  {e}  `{code}` の解説\n  {h}  ヒント\n",
                ),
                None => text!("  {h}  a hint\n", "  {h}  ヒント\n"),
            }
            .into_lang(self.view.lang);
        }
        if !self.context.own {
            return String::new();
        }
        let hint = format!("cargo xtask hint {}", self.verdict.kata);
        self.next(self.pick("A hint", "ヒント"), &hint)
    }

    /// A command stands on a line of its own, so that no width breaks it.
    fn next(&self, label: &str, command: &str) -> String {
        format!("{label}:\n  {}\n", self.view.paint(Style::Code, command))
    }

    fn head(&self, code: &str, message: &str) -> String {
        head(code, message, self.view)
    }

    /// Which file was judged, and by which line.
    fn arrow(&self, judge: Option<&str>) -> String {
        let kata = self.context.kata;
        let tests = kata.short(&kata.tests());
        let answer = self.answer();
        let mut out = self.place(&answer);
        let (judge, label) = (judge.unwrap_or(&tests), self.pick("judged by", "判定"));
        out += &self.label_of_file(label, judge);
        out
    }

    fn place(&self, location: &str) -> String {
        let arrow = self.view.paint(Style::Frame, "-->");
        format!("  {arrow} {}\n", self.file(location))
    }

    /// `path`, or `path:line`, as a link to the file where the terminal knows links.
    fn file(&self, location: &str) -> String {
        let path = match location.rsplit_once(':') {
            Some((path, line)) if line.parse::<u32>().is_ok() => path,
            _ => location,
        };
        let path = self.context.kata.long(path);
        let path = path.to_string_lossy().replace(' ', "%20");
        self.view.link(&format!("file://{path}"), location)
    }

    fn label_of_file(&self, label: &str, location: &str) -> String {
        let mark = self.view.paint(Style::Frame, "=");
        let label = self.view.paint(Style::Strong, &format!("{label}:"));
        format!("  {mark} {label} {}\n", self.file(location))
    }

    fn label(&self, name: &str, text: &str) -> String {
        label(name, text, self.view)
    }

    fn help(&self) -> &'static str {
        self.pick("help", "ヘルプ")
    }

    fn pick(&self, en: &'static str, ja: &'static str) -> &'static str {
        self.view.lang.pick(en, ja)
    }

    fn answer(&self) -> String {
        self.verdict.answer.replace('\\', "/")
    }
}

/// The name of what failed a test.
fn code_of(test: &TestReport) -> Option<&str> {
    Some(&test.diagnoses.first()?.code)
}

fn passed(test: &TestReport) -> bool {
    test.outcome == TestOutcome::Passed
}
