//! The drawing as one page that needs no network: both timelines in step, the first difference in
//! view, each event under the pointer or the arrow keys.

use dojo::timeline::{Bar, Event, Step, bars};
use lang::Lang;
use serde_json::{Value, json};

use crate::record::{Recorded, side_name};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub fn of(recorded: &Recorded, lang: Lang) -> String {
    let title = format!("{}: {}", recorded.kata, recorded.test);
    let data = data(recorded, lang).to_string();
    // `</script>` in a source line must not end the script.
    let data = data.replace('<', "\\u003c");
    let (title, language) = (escaped(&title), lang.pick("en", "ja"));
    let help = lang.pick(
        "Arrow keys go from event to event; Home leads to the first difference.",
        "矢印キーで次の出来事へ、Home で最初の違いへ移ります。",
    );
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class=\"dim\">{help}</p>\n<div id=\"bars\"></div>\n<div id=\"steps\"></div>\n<div id=\"about\" role=\"status\"></div>\n<script type=\"application/json\" id=\"data\">{data}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

fn data(recorded: &Recorded, lang: Lang) -> Value {
    let sides: Vec<Value> = recorded
        .sides()
        .map(|(name, side)| {
            let bars = bars(&side.events);
            let bar =
                |bar: &Bar| json!({ "name": bar.name, "begins": bar.begins, "ends": bar.ends });
            let bars: Vec<Value> = bars.iter().map(bar).collect();
            json!({ "name": side_name(name, lang), "outcome": side.ended(lang), "bars": bars })
        })
        .collect();
    let raw = |step: &Option<Step>| -> Vec<Value> {
        let events = step.iter().flat_map(|step| &step.events);
        let said = |event: &Event| {
            let mut raw = event.raw.clone();
            raw["said"] = event.said(lang).into();
            raw
        };
        events.map(said).collect()
    };
    let rows: Vec<Value> = recorded
        .pairs()
        .iter()
        .map(|pair| {
            let lines = pair.step().map(|step| recorded.sources.lines_of(step));
            let sides: Vec<Vec<Value>> = pair.sides[..sides.len()].iter().map(raw).collect();
            json!({ "lines": lines.unwrap_or_default(), "sides": sides })
        })
        .collect();
    json!({ "sides": sides, "rows": rows })
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}
