//! The drawing as one page that needs no network: both timelines in step, the first difference in
//! view, each event under the pointer or the arrow keys.

use dojo::timeline::{Bar, Event, Pair, Step, bars};
use lang::{Lang, text};
use serde_json::{Value, json};

use crate::record::{Recorded, side_name};

/// Steps on the page, and events in one of them; what lies in the middle of more is left out, with a
/// word. A browser lays out some ten thousand of them in a second.
const STEPS: usize = 2000;
const EVENTS: usize = 200;

/// Bars of one side.
const BARS: usize = 200;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub fn of(recorded: &Recorded, lang: Lang) -> String {
    let title = format!("{}: {}", recorded.kata, recorded.test);
    let data = data(recorded, lang).to_string();
    // `</script>` in a source line must not end the script.
    let data = data.replace('<', "\\u003c");
    let (title, language) = (escaped(&title), lang.pick("en", "ja"));
    let help = lang.pick(
        "Arrow keys go from event to event; Home leads to the first difference; + and - zoom the bars, 0 shows them whole.",
        "矢印キーで次の出来事へ、Home で最初の違いへ移ります。+ と - で棒を拡大・縮小し、0 で全体を表示します。",
    );
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class=\"dim\">{help}</p>\n<div id=\"bars\" tabindex=\"-1\"></div>\n<div id=\"steps\"></div>\n<div id=\"about\" role=\"status\"></div>\n<script type=\"application/json\" id=\"data\">{data}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

fn data(recorded: &Recorded, lang: Lang) -> Value {
    let sides: Vec<Value> = recorded
        .sides()
        .map(|(name, side)| {
            let bars = bars(&side.events);
            let bar =
                |bar: &Bar| json!({ "name": bar.name, "begins": bar.begins, "ends": bar.until });
            let bars: Vec<Value> = bars.iter().take(BARS).map(bar).collect();
            json!({ "name": side_name(name, lang), "outcome": side.ended(lang), "bars": bars })
        })
        .collect();
    let raw = |step: &Option<Step>| -> Vec<Value> {
        let said = |event: &Event| {
            let mut raw = Value::clone(&event.raw);
            raw["said"] = event.said(lang).into();
            raw
        };
        let events = step.as_ref().map_or(&[][..], |step| &step.events);
        shortened(events, EVENTS, said, lang)
    };
    let row = |pair: &Pair| {
        let lines = pair.step().map(|step| recorded.sources.lines_of(step));
        let sides: Vec<Vec<Value>> = pair.sides[..sides.len()].iter().map(raw).collect();
        json!({ "lines": lines.unwrap_or_default(), "sides": sides })
    };
    let rows = shortened(&recorded.pairs(), STEPS, row, lang);
    json!({ "sides": sides, "rows": rows })
}

/// All of them, or the first and the last ones with a word between.
fn shortened<T>(all: &[T], most: usize, show: impl Fn(&T) -> Value, lang: Lang) -> Vec<Value> {
    if all.len() <= most {
        return all.iter().map(show).collect();
    }
    let left_out = all.len() - most;
    let said = text!("… {left_out} more …", "… ほかに {left_out} …").into_lang(lang);
    let (first, last) = (&all[..most / 2], &all[all.len() - most / 2..]);
    let word = json!({ "left_out": left_out, "said": said, "what": "cut" });
    let first = first.iter().map(&show).chain([word]);
    first.chain(last.iter().map(&show)).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}
