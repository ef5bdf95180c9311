//! Requests under a subscriber that keeps all, and what is asked of what it kept.

mod recorder;

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use probe::program::{self, Report};
use probe::{Diagnosis, demand};
use tracing::subscriber::with_default;
use tracing::{Level, Subscriber};
use tracing_subscriber::fmt::MakeWriter;

pub use recorder::Recorder;

/// Runs a program under that recorder.
#[track_caller]
pub fn recorded<F: Future>(recorder: &Recorder, program: impl FnOnce() -> F) -> Report<F::Output> {
    with_default(recorder.subscriber(), || program::run(program))
}

impl Recorder {
    /// Asks for the events of one request, each in its span and in no other.
    #[track_caller]
    pub fn follows(&self, id: u64, messages: &[&str]) {
        let id = id.to_string();
        let events = self.events();
        for event in &events {
            let (said, spans) = (event.message(), &event.spans);
            demand(
                !spans.is_empty(),
                Diagnosis::WrongResult,
                format!("{said:?} is in no span"),
                format!("{said:?} がどの span にも入っていません"),
            );
        }
        let of_it = events.iter().filter(|event| {
            let mut spans = event.spans.iter();
            spans.any(|span| span.id() == Some(&*id))
        });
        let of_it: Vec<_> = of_it.collect();
        demand(
            !of_it.is_empty(),
            Diagnosis::WrongResult,
            format!("no event is in a span with `id={id}`"),
            format!("`id={id}` を持つ span に入った記録がありません"),
        );
        for event in &of_it {
            let named = event
                .spans
                .iter()
                .filter(|span| span.name == "process_request");
            let named: Vec<_> = named.collect();
            demand(
                named.iter().all(|span| span.id() == Some(&*id)),
                Diagnosis::SpanAcrossAwait,
                format!(
                    "{:?} of request {id} is in the span of another one, too",
                    event.message()
                ),
                format!(
                    "リクエスト {id} の {:?} が、別のリクエストの span にも入っています",
                    event.message()
                ),
            );
            demand(
                named.len() == 1 && named[0].level == Level::INFO,
                Diagnosis::WrongResult,
                format!("{:?} is in these spans: {:?}", event.message(), event.spans),
                format!("{:?} が入っている span: {:?}", event.message(), event.spans),
            );
        }
        let said: Vec<_> = of_it.iter().map(|event| event.message()).collect();
        demand(
            said == messages,
            Diagnosis::WrongResult,
            format!("request {id}: the events are {said:?}, expected {messages:?}"),
            format!("リクエスト {id} の記録は {said:?} です (期待値 {messages:?})"),
        );
    }

    /// Asks that what the test itself wrote is in no span.
    #[track_caller]
    pub fn keeps_apart(&self, message: &str) {
        for event in self
            .events()
            .iter()
            .filter(|event| event.message() == message)
        {
            demand(
                event.spans.is_empty(),
                Diagnosis::SpanAcrossAwait,
                format!("{message:?} of the caller is in the span of a request"),
                format!("呼び出し側の {message:?} が、リクエストの span に入っています"),
            );
        }
    }

    /// Asks that no value has a word of the secret in it.
    #[track_caller]
    pub fn keeps_the_secret(&self, secret: &str) {
        let texts = self.texts();
        let mut words = secret.split_whitespace();
        let told = words.find_map(|word| texts.iter().find(|text| text.contains(word)));
        demand(
            told.is_none(),
            Diagnosis::LeakedSecret,
            format!("this was written down: {told:?}"),
            format!("次の値が書き出されました: {told:?}"),
        );
    }
}

/// Lines that somebody writes.
#[derive(Clone, Default)]
pub struct Paper(Arc<Mutex<Vec<u8>>>);

impl Paper {
    pub fn lines(&self) -> Vec<String> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&bytes);
        text.lines().map(str::to_owned).collect()
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Paper {
    type Writer = Paper;

    fn make_writer(&'w self) -> Paper {
        self.clone()
    }
}

/// Asks that each of these words is in the line.
#[track_caller]
pub fn has_all(line: &str, words: &[&str]) {
    let missing: Vec<_> = words.iter().filter(|word| !line.contains(**word)).collect();
    demand(
        missing.is_empty(),
        Diagnosis::WrongResult,
        format!("{missing:?} is missing in the line {line:?}"),
        format!("{missing:?} が行 {line:?} にありません"),
    );
}

/// The same, for whoever writes under a subscriber.
pub fn under(subscriber: impl Subscriber + Send + Sync + 'static, write: impl FnOnce()) {
    with_default(subscriber, write);
}
