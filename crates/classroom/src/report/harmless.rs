//! What students write stays text, whatever reads it.

/// Text for XML 1.0: without the characters that no escape can express.
pub fn xml(text: &str) -> String {
    let allowed = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

/// A cell of a table: a spreadsheet computes what begins with one of these signs.
pub fn cell(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// Text between two fences of Markdown, and the fences, which are longer than any in it. No line
/// of it begins with `::`, which a runner of GitHub takes for a command.
pub fn fenced(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let lines: Vec<String> = text.lines().map(command).collect();
    let text = lines.join("\n");
    format!("{fence}text\n{text}\n{fence}\n")
}

fn command(line: &str) -> String {
    match line.trim_start().starts_with("::") || line.trim_start().starts_with("##[") {
        true => format!("\u{200b}{line}"),
        false => line.to_owned(),
    }
}

/// A word in a sentence or a cell of Markdown.
pub fn markdown(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => safe.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '!' | '&' => {
                safe.push('\\');
                safe.push(letter);
            }
            ':' => safe.push_str("\\:"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Text for HTML, inside an element or a quoted attribute.
pub fn html(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// A name for a file: of a path that leads elsewhere, nothing is left.
pub fn file_name(text: &str) -> String {
    let allowed = |letter: char| letter.is_alphanumeric() || "-_.@ ".contains(letter);
    let name: String = text
        .chars()
        .map(|letter| if allowed(letter) { letter } else { '_' })
        .collect();
    match name.trim_matches(['.', ' ']) {
        "" => "_".to_owned(),
        name => name.to_owned(),
    }
}

/// At most so many bytes, cut between two characters.
pub fn at_most(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(xml("a\u{0}\u{1b}[31mb\u{fffe}"), "a[31mb");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("alice"), "alice");
        assert_eq!(html("<script>'\""), "&lt;script&gt;&#39;&quot;");
        assert_eq!(file_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(file_name(".."), "_");
        assert_eq!(at_most("日本", 4), "日");
    }

    #[test]
    fn fence_is_longer_than_any_in_the_text() {
        let text = "```\n::set-output name=a::b\n````";
        let fenced = fenced(text);
        assert!(fenced.starts_with("`````text\n"), "{fenced}");
        assert!(fenced.ends_with("\n`````\n"), "{fenced}");
        assert!(fenced.lines().all(|line| !line.starts_with("::")));
    }
}
