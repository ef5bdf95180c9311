//! A subscriber that keeps what it is told, as data.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// Names and values, in the order in which they were written.
pub type Fields = Vec<(String, String)>;

/// An event, and the spans that it is in, from the outermost to the innermost.
#[derive(Clone, Debug)]
pub struct Seen {
    pub level: Level,
    pub fields: Fields,
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug)]
pub struct Span {
    pub name: String,
    pub level: Level,
    pub fields: Fields,
}

#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Records>>);

#[derive(Default)]
struct Records {
    events: Vec<Seen>,
    begun: Vec<String>,
    closed: usize,
    /// All that anybody wrote.
    texts: Vec<String>,
}

impl Recorder {
    pub fn new() -> Recorder {
        Recorder::default()
    }

    pub fn subscriber(&self) -> impl Subscriber + Send + Sync + use<> {
        tracing_subscriber::registry().with(self.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn events(&self) -> Vec<Seen> {
        self.lock().events.clone()
    }

    /// The names of the spans so far.
    pub fn begun(&self) -> Vec<String> {
        self.lock().begun.clone()
    }

    /// Spans that nobody has closed.
    pub fn open(&self) -> usize {
        let records = self.lock();
        records.begun.len() - records.closed
    }

    /// All names and values.
    pub fn texts(&self) -> Vec<String> {
        self.lock().texts.clone()
    }
}

impl Seen {
    pub fn message(&self) -> &str {
        value(&self.fields, "message").unwrap_or_default()
    }

    /// Whether any field says that.
    pub fn says(&self, words: &str) -> bool {
        self.fields.iter().any(|(_, value)| value.contains(words))
    }
}

impl Span {
    pub fn id(&self) -> Option<&str> {
        value(&self.fields, "id")
    }
}

fn value<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    let field = fields.iter().rev().find(|(field, _)| field == name);
    field.map(|(_, value)| &**value)
}

/// Keeps each field as text.
struct Keeps<'f>(&'f mut Fields);

impl Visit for Keeps<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name().to_owned(), value.to_owned()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push((field.name().to_owned(), format!("{value:?}")));
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::new();
        attributes.record(&mut Keeps(&mut fields));
        let mut records = self.lock();
        records.begun.push(attributes.metadata().name().to_owned());
        records
            .texts
            .extend(fields.iter().map(|(_, value)| value.clone()));
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut extensions = span.extensions_mut();
        let Some(fields) = extensions.get_mut::<Fields>() else {
            return;
        };
        let before = fields.len();
        values.record(&mut Keeps(fields));
        let new = fields[before..].iter().map(|(_, value)| value.clone());
        self.lock().texts.extend(new);
    }

    fn on_close(&self, _: Id, _: Context<'_, S>) {
        self.lock().closed += 1;
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::new();
        event.record(&mut Keeps(&mut fields));
        let scope = context.event_scope(event).into_iter();
        let spans = scope.flat_map(|scope| scope.from_root()).map(|span| Span {
            name: span.name().to_owned(),
            level: *span.metadata().level(),
            fields: span.extensions().get().cloned().unwrap_or_default(),
        });
        let seen = Seen {
            level: *event.metadata().level(),
            spans: spans.collect(),
            fields,
        };
        let mut records = self.lock();
        let texts = seen.fields.iter().map(|(_, value)| value.clone());
        records.texts.extend(texts);
        records.events.push(seen);
    }
}
