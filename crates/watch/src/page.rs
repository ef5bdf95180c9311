//! A text on a screen that may be too small for it.

use crate::keys::Step;

/// The lines of a text, and the first that is seen.
#[derive(Default)]
pub struct Page {
    lines: Vec<String>,
    top: usize,
}

impl Page {
    /// Shows another text, from its beginning.
    pub fn turn(&mut self, text: &str) {
        self.lines = text.trim_end().lines().map(str::to_owned).collect();
        self.top = 0;
    }

    /// Shows the same text as it looks now, from where it was.
    pub fn refresh(&mut self, text: &str) {
        let top = self.top;
        self.turn(text);
        self.top = top;
    }

    /// Goes on by a step, on a screen with room for so many lines.
    pub fn down(&mut self, step: Step, room: usize) {
        self.top = match step {
            Step::Line => self.top + 1,
            Step::Page => self.top + room.saturating_sub(1).max(1),
            Step::End => usize::MAX,
        };
        self.top = self.top.min(self.last_top(room));
    }

    /// Goes back by a step.
    pub fn up(&mut self, step: Step, room: usize) {
        self.top = self.top.min(self.last_top(room));
        self.top = match step {
            Step::Line => self.top.saturating_sub(1),
            Step::Page => self.top.saturating_sub(room.saturating_sub(1).max(1)),
            Step::End => 0,
        };
    }

    /// The lines that are seen, filled up to the room, and how many follow.
    pub fn seen(&self, room: usize) -> (Vec<String>, usize) {
        let top = self.top.min(self.last_top(room));
        let mut seen: Vec<String> = self.lines.iter().skip(top).take(room).cloned().collect();
        let more = self.lines.len().saturating_sub(top + seen.len());
        seen.resize(room, String::new());
        (seen, more)
    }

    fn last_top(&self, room: usize) -> usize {
        self.lines.len().saturating_sub(room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_seen_page_by_page() {
        let mut page = Page::default();
        page.turn("1\n2\n3\n4\n5\n");
        assert_eq!(page.seen(3), (vec!["1".into(), "2".into(), "3".into()], 2));
        page.down(Step::Page, 3);
        assert_eq!(page.seen(3).0, ["3", "4", "5"]);
        page.down(Step::Line, 3);
        assert_eq!(page.seen(3), (vec!["3".into(), "4".into(), "5".into()], 0));
        page.up(Step::Line, 3);
        assert_eq!(page.seen(3).1, 1);
        page.refresh("1\n2\n");
        assert_eq!(
            page.seen(3),
            (vec!["1".into(), "2".into(), String::new()], 0)
        );
    }
}
