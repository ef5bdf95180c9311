//! What is watched, what is judged, and what is shown: one loop over all that happens.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use dojo::judge::{Answer, Config};
use dojo::lesson::Lesson;
use dojo::pages::Pages;
use dojo::progress::Progress;
use dojo::sandbox::Cancel;
use dojo::show::{self, Context, Style, View};
use dojo::state::{Standing, State};
use dojo::verdict::{Outcome, TestOutcome, TestReport};
use dojo::{Course, Error, Kata, Verdict};
use lang::{Text, text};
use shell::means;
use unicode_width::UnicodeWidthStr as _;

use crate::check::Check;
use crate::keys::{self, Key, LETTERS};
use crate::page::Page;
use crate::saves::{LOOK, Saves};
use crate::screen::Screen;

/// For so long after a save it is looked again and again: an editor may save in several steps.
const RESTLESS: Duration = Duration::from_millis(200);

/// How often, then.
const TICK: Duration = Duration::from_millis(20);

/// Lines below the page: what is going on, and the keys.
const FOOT: usize = 2;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where to begin; without it, the next unsolved.
    pub kata: Option<String>,
    /// Judge only when asked, for file systems on which every look is slow.
    pub manual: bool,
}

/// Something that happened.
pub enum Event {
    Key(Key),
    Resized,
    /// There may be something to see.
    Saved,
    /// What an answer stands on is being built, for the check of that number.
    Building {
        number: u64,
        line: String,
    },
    Judged {
        number: u64,
        verdict: Box<Result<Verdict, Error>>,
    },
}

/// What is on the page, from which its text can be made at any width.
enum Content {
    Verdict(Box<Verdict>),
    Lesson,
    Hints(usize),
    Explanation(String),
    Solution,
    List,
    Keys,
    Said(Text),
}

/// A learner at the screen.
pub struct Session {
    course: Arc<Course>,
    config: Config,
    manual: bool,
    view: View,
    events: Receiver<Event>,
    sender: Sender<Event>,
    saves: Saves,
    screen: Screen,
    page: Page,
    content: Content,
    /// The id of the kata that keys speak of.
    kata: String,
    /// The one that was judged last, and what was said.
    last: Option<Verdict>,
    check: Option<Check>,
    number: u64,
    /// What is going on, while something is.
    doing: Option<Text>,
    /// What came of the latest check of the current kata, in a few words.
    said: Option<Text>,
    /// The kata whose reference is shown when it is asked for once more.
    spoil: Option<String>,
}

impl Session {
    /// Takes over the terminal.
    ///
    /// # Errors
    ///
    /// There is no such kata, or the terminal cannot be taken over.
    pub fn new(course: Course, options: &Options, view: View) -> Result<Session, Error> {
        let course = Arc::new(course);
        let kata = match &options.kata {
            Some(name) => course.chosen(name)?.first().map(|kata| kata.id.clone()),
            None => {
                let (progress, _) = Progress::load(&course.root);
                let standing = Standing::of(&course, &progress);
                let next = standing.next().or_else(|| course.katas().next());
                next.map(|kata| kata.id.clone())
            }
        };
        let kata = kata.ok_or_else(|| {
            Error::Asked(text!("the course has no katas yet", "課題はまだありません"))
        })?;
        let config = means::config(None)?;
        let (sender, events) = mpsc::channel();
        let saves = Saves::of(&course, &sender);
        let screen = Screen::take()?;
        keys::listen(sender.clone());
        Ok(Session {
            course,
            config,
            manual: options.manual,
            view,
            events,
            sender,
            saves,
            screen,
            page: Page::default(),
            content: Content::Lesson,
            kata,
            last: None,
            check: None,
            number: 0,
            doing: None,
            said: None,
            spoil: None,
        })
    }

    /// Lives until somebody quits.
    ///
    /// # Errors
    ///
    /// The terminal has gone, or a signal asks for the end.
    pub fn run(mut self, cancel: &Cancel) -> Result<(), Error> {
        self.begin(&self.kata.clone());
        self.show(Content::Lesson)?;
        let mut restless = Instant::now();
        loop {
            let wait = if Instant::now() < restless {
                TICK
            } else {
                LOOK
            };
            match self.events.recv_timeout(wait) {
                Ok(Event::Key(Key::Quit)) => return Ok(()),
                Ok(Event::Key(key)) => self.key(key)?,
                Ok(Event::Resized) => self.draw_anew()?,
                Ok(Event::Saved) => restless = Instant::now() + RESTLESS,
                Ok(Event::Building { number, line }) if number == self.number => {
                    self.doing = Some(Text {
                        en: line.clone(),
                        ja: line,
                    });
                    self.draw()?;
                }
                Ok(Event::Judged { number, verdict }) if number == self.number => {
                    self.judged(*verdict)?;
                }
                // Of a check that was called off.
                Ok(Event::Building { .. } | Event::Judged { .. }) => {}
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            cancel.check()?;
            if !self.manual {
                for kata in self.saves.look() {
                    self.begin(&kata);
                    self.draw()?;
                }
            }
        }
    }

    fn kata(&self) -> Result<&Kata, Error> {
        self.course.kata(&self.kata)
    }

    /// Judges the learner's file of a kata; a check under way is ended.
    fn begin(&mut self, kata: &str) {
        self.kata = kata.to_owned();
        self.number += 1;
        self.said = None;
        let Ok(kata) = self.course.kata(kata) else {
            return;
        };
        match Answer::read(kata, &kata.exercise()) {
            Ok(answer) => {
                let id = &kata.id;
                self.doing = Some(text!("judging {id} …", "{id} を判定しています…"));
                self.check = Some(Check::begin(
                    &self.course,
                    &self.config,
                    kata,
                    answer,
                    self.number,
                    &self.sender,
                    self.check.take(),
                ));
            }
            Err(error) => {
                self.check = None;
                self.doing = None;
                self.content = Content::Said(error.text());
            }
        }
    }

    fn judged(&mut self, verdict: Result<Verdict, Error>) -> Result<(), Error> {
        self.doing = None;
        let verdict = match verdict {
            Ok(verdict) => verdict,
            Err(error) => return self.show(Content::Said(error.text())),
        };
        // That it cannot be kept is told by `cargo xtask`, and no reason to hide a verdict here.
        let _ = Progress::record(&self.course.root, &verdict);
        if verdict.outcome == Outcome::Stub {
            self.said = Some(text!("still the stub", "まだスタブのままです"));
            return self.show(Content::Lesson);
        }
        self.said = Some(in_short(&verdict));
        self.last = Some(verdict.clone());
        let solved = verdict.solved();
        self.show(Content::Verdict(Box::new(verdict)))?;
        if solved && let Some(next) = self.next_kata() {
            // The verdict stays in sight; the keys speak of what comes now.
            self.kata = next;
            self.said = None;
            self.draw()?;
        }
        Ok(())
    }

    /// The kata after the current one.
    fn next_kata(&self) -> Option<String> {
        let (progress, _) = Progress::load(&self.course.root);
        let standing = Standing::of(&self.course, &progress);
        let next = standing.after(self.course.kata(&self.kata).ok()?)?;
        Some(next.id.clone())
    }

    fn key(&mut self, key: Key) -> Result<(), Error> {
        let room = self.room();
        if key != Key::Solution {
            self.spoil = None;
        }
        match key {
            Key::Check => {
                self.begin(&self.kata.clone());
                self.draw_anew()
            }
            Key::Lesson => self.show(Content::Lesson),
            Key::Hint => self.hint(),
            Key::Explain => self.explain(),
            Key::Solution => self.solution(),
            Key::Next => self.next(),
            Key::Verdict => match self.last.clone() {
                Some(last) => self.show(Content::Verdict(Box::new(last))),
                None => self.show(Content::Lesson),
            },
            Key::List => self.show(Content::List),
            Key::Help => self.show(Content::Keys),
            Key::Down(step) => {
                self.page.down(step, room);
                self.draw()
            }
            Key::Up(step) => {
                self.page.up(step, room);
                self.draw()
            }
            // The loop has ended before.
            Key::Quit => Ok(()),
        }
    }

    fn hint(&mut self) -> Result<(), Error> {
        let all = Lesson::of(self.kata()?, self.view.lang)?.hints.len();
        let mut shown = 0;
        let id = self.kata.clone();
        let _ = Progress::update(&self.course.root, |progress| {
            let entry = progress.entry_mut(&id);
            entry.hints = (entry.hints + 1).min(all);
            shown = entry.hints;
        });
        self.show(Content::Hints(shown.max(1).min(all)))
    }

    fn explain(&mut self) -> Result<(), Error> {
        let of_this =
            |last: &&Verdict| last.kata == self.kata || matches!(self.content, Content::Verdict(_));
        let tests = self
            .last
            .as_ref()
            .filter(of_this)
            .into_iter()
            .flat_map(|verdict| &verdict.tests);
        let code = tests.flat_map(|test| &test.diagnoses).next();
        match code.map(|finding| finding.code.clone()) {
            Some(code) => self.show(Content::Explanation(code)),
            None => self.show(Content::Said(text!(
                "There is no named mistake to explain.\n",
                "説明する診断はありません。\n",
            ))),
        }
    }

    /// The reference, of the kata that was judged last: at once if it is solved, else when it is
    /// asked for twice.
    fn solution(&mut self) -> Result<(), Error> {
        let (progress, _) = Progress::load(&self.course.root);
        // Below a verdict the keys speak of what comes next, but for this one.
        let id = match &self.content {
            Content::Verdict(last) if last.solved() => last.kata.clone(),
            _ => self.kata.clone(),
        };
        let state = State::of(self.course.kata(&id)?, &progress);
        let is_solved = matches!(state, State::Solved | State::Stale);
        if is_solved || self.spoil.as_ref() == Some(&id) {
            self.kata = id;
            return self.show(Content::Solution);
        }
        let said = text!(
            "{id} is not solved yet. To see the reference all the same, press s once more.\n",
            "{id} はまだ解決していません。それでも模範解答を見るには、もう一度 s を押してください。\n",
        );
        self.spoil = Some(id);
        self.show(Content::Said(said))
    }

    fn next(&mut self) -> Result<(), Error> {
        let is_just_solved = self
            .last
            .as_ref()
            .is_some_and(|last| last.kata != self.kata);
        if !is_just_solved || !matches!(self.content, Content::Verdict(_)) {
            match self.next_kata() {
                Some(next) => self.kata = next,
                None => {
                    return self.show(Content::Said(text!(
                        "There is no other kata left to solve.\n",
                        "ほかに解く課題はありません。\n",
                    )));
                }
            }
        }
        self.begin(&self.kata.clone());
        self.show(Content::Lesson)
    }

    fn show(&mut self, content: Content) -> Result<(), Error> {
        self.content = content;
        let text = self.text()?;
        self.page.turn(&text);
        self.draw()
    }

    /// Draws the same content at another width.
    fn draw_anew(&mut self) -> Result<(), Error> {
        let text = self.text()?;
        self.page.refresh(&text);
        self.draw()
    }

    fn room(&self) -> usize {
        self.screen.size().1 - FOOT
    }

    fn draw(&mut self) -> Result<(), Error> {
        let room = self.room();
        let (mut lines, more) = self.page.seen(room);
        lines.extend(self.foot(more));
        self.screen.draw(&lines)
    }

    fn view(&self) -> View {
        View {
            width: self.screen.size().0,
            ..self.view
        }
    }

    fn text(&self) -> Result<String, Error> {
        let (view, kata) = (self.view(), self.kata()?);
        Ok(match &self.content {
            Content::Verdict(verdict) => self.verdict(verdict, view)?,
            Content::Lesson => {
                let lesson = Lesson::of(kata, view.lang)?;
                show::markdown(&lesson.body, view) + &self.edit(kata, view)
            }
            Content::Hints(shown) => {
                let hints = Lesson::of(kata, view.lang)?.hints;
                show::hints(&kata.id, &hints, 0..*shown, true, view)
            }
            Content::Explanation(code) => show::explanation(&self.course, code, view)?,
            Content::Solution => show::beside_solution(kata, view)?,
            Content::List => {
                let (progress, _) = Progress::load(&self.course.root);
                show::list(&self.course, &Standing::of(&self.course, &progress), view)
            }
            Content::Keys => all_keys(view),
            Content::Said(said) => show::wrap::hanging("", said.in_lang(view.lang), view.width),
        })
    }

    fn verdict(&self, verdict: &Verdict, view: View) -> Result<String, Error> {
        let (progress, _) = Progress::load(&self.course.root);
        let standing = Standing::of(&self.course, &progress);
        let kata = self.course.kata(&verdict.kata)?;
        let context = Context {
            kata,
            own: true,
            keys: true,
            next: standing.after(kata),
            explained: &Pages::load(&self.course.root)?.codes,
        };
        Ok(show::verdict(verdict, context, view))
    }

    /// What to do with a lesson that is on the screen.
    fn edit(&self, kata: &Kata, view: View) -> String {
        let file = kata.short(&kata.exercise());
        let file = view.paint(Style::Code, &file);
        let said = match self.manual {
            true => text!(
                "\nEdit this file, save it, and press c:\n  {file}\n",
                "\n次のファイルを編集して保存し、c を押してください:\n  {file}\n",
            ),
            false => text!(
                "\nEdit this file; each save is judged:\n  {file}\n",
                "\n次のファイルを編集してください。保存するたびに判定します:\n  {file}\n",
            ),
        };
        said.into_lang(view.lang)
    }

    fn foot(&self, more: usize) -> [String; FOOT] {
        let (view, kata) = (self.view(), &self.kata);
        let file = self.kata().map(|kata| kata.short(&kata.exercise()));
        let file = file.unwrap_or_default();
        let doing = match (&self.doing, self.manual) {
            (Some(doing), _) => doing.clone(),
            (None, true) => text!("c judges {file}", "c で {file} を判定します"),
            (None, false) => text!(
                "waiting for a save of {file}",
                "{file} の保存を待っています"
            ),
        };
        let doing = match &self.said {
            Some(said) if self.doing.is_none() => {
                let (en, ja) = (&said.en, &said.ja);
                Text {
                    en: format!("{kata}: {en}; {}", doing.en),
                    ja: format!("{kata}: {ja}。{}", doing.ja),
                }
            }
            _ => doing,
        };
        let doing = doing.into_lang(view.lang);
        let more = match more {
            0 => String::new(),
            _ => {
                let noun = if more == 1 { "line" } else { "lines" };
                text!(
                    "  ({more} more {noun}: space)",
                    "  （続き {more} 行: スペース）"
                )
                .into_lang(view.lang)
            }
        };
        let room = view.width.saturating_sub(more.width());
        let doing = show::wrap::cut(&doing, room) + &more;
        let keys = |with_words: bool| -> (usize, String) {
            let keys = LETTERS.map(|(letter, _, en, ja)| {
                let word = if with_words {
                    view.lang.pick(en, ja)
                } else {
                    ""
                };
                let gap = if with_words { " " } else { "" };
                let width = 1 + gap.len() + word.width();
                let letter = view.paint(Style::Strong, &letter.to_string());
                (width, format!("{letter}{gap}{word}"))
            });
            let width = keys.iter().map(|(width, _)| width + 2).sum::<usize>() - 2;
            (width, keys.map(|(_, key)| key).join("  "))
        };
        let (width, with_words) = keys(true);
        let keys = match width <= view.width {
            true => with_words,
            // The word for one of them says what the others mean.
            false => keys(false).1,
        };
        [view.paint(Style::Frame, &doing), keys]
    }
}

/// A verdict in a few words.
fn in_short(verdict: &Verdict) -> Text {
    let all = verdict.tests.len();
    let passed = |test: &&TestReport| test.outcome == TestOutcome::Passed;
    let passed = verdict.tests.iter().filter(passed).count();
    match verdict.outcome {
        Outcome::CompileError => text!("does not compile", "コンパイルできません"),
        _ => text!("{passed} of {all} passed", "{all} 件中 {passed} 件成功"),
    }
}

fn all_keys(view: View) -> String {
    let rows = [
        (
            "c",
            "judge the answer as it is on disk",
            "ディスク上の解答を判定します",
        ),
        ("h", "one more hint", "ヒントをもうひとつ表示します"),
        ("l", "what the kata asks for", "課題の内容を表示します"),
        (
            "e",
            "the page of the mistake that was named",
            "診断の解説を表示します",
        ),
        (
            "s",
            "the reference beside your answer",
            "自分の解答と模範解答の差分を表示します",
        ),
        (
            "n",
            "the next kata; also Enter",
            "次の課題に進みます（Enter も同じ）",
        ),
        (
            "k",
            "all katas, and how far you are",
            "課題の一覧と進み具合を表示します",
        ),
        ("q", "quit; also Ctrl-C", "終了します（Ctrl-C も同じ）"),
        (
            "space, b, arrows, g, G",
            "move through a long text",
            "長い文章を移動します",
        ),
    ];
    let rows = rows.map(|(keys, en, ja)| {
        let keys = match keys.starts_with("space") {
            true => view.lang.pick(keys, "スペース、b、矢印、g、G"),
            false => keys,
        };
        (keys, view.lang.pick(en, ja))
    });
    let width = rows.iter().map(|(keys, _)| keys.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (keys, does) in rows {
        let gap = " ".repeat(width - keys.width() + 2);
        out += &show::wrap::hanging(&format!("  {keys}{gap}"), does, view.width);
    }
    out
}
