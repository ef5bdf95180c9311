//! What the keyboard says, and the size of the terminal.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::session::Event;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Check,
    Hint,
    Lesson,
    Explain,
    Solution,
    Next,
    List,
    Verdict,
    Help,
    Quit,
    Down(Step),
    Up(Step),
}

/// How far a page moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Line,
    Page,
    End,
}

/// The letters, in the order in which they are shown.
pub const LETTERS: [(char, Key, &str, &str); 9] = [
    ('c', Key::Check, "check", "判定"),
    ('h', Key::Hint, "hint", "ヒント"),
    ('l', Key::Lesson, "lesson", "課題"),
    ('e', Key::Explain, "explain", "解説"),
    ('s', Key::Solution, "solution", "模範解答"),
    ('n', Key::Next, "next", "次へ"),
    ('k', Key::List, "list", "一覧"),
    ('?', Key::Help, "keys", "キー"),
    ('q', Key::Quit, "quit", "終了"),
];

/// Begins to listen.
pub fn listen(events: Sender<Event>) {
    thread::spawn(move || {
        while let Ok(event) = event::read() {
            let event = match event {
                event::Event::Key(key) => key_of(key).map(Event::Key),
                event::Event::Resize(..) => Some(Event::Resized),
                _ => None,
            };
            if let Some(event) = event
                && events.send(event).is_err()
            {
                return;
            }
        }
        // The terminal has gone.
        let _ = events.send(Event::Key(Key::Quit));
    });
}

fn key_of(key: KeyEvent) -> Option<Key> {
    // Windows also tells of keys that are let go.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c' | 'd') => Some(Key::Quit),
            KeyCode::Char('f') => Some(Key::Down(Step::Page)),
            KeyCode::Char('b') => Some(Key::Up(Step::Page)),
            _ => None,
        };
    }
    match key.code {
        KeyCode::Down => Some(Key::Down(Step::Line)),
        KeyCode::Up => Some(Key::Up(Step::Line)),
        KeyCode::PageDown | KeyCode::Char(' ') => Some(Key::Down(Step::Page)),
        KeyCode::PageUp | KeyCode::Char('b') => Some(Key::Up(Step::Page)),
        KeyCode::End | KeyCode::Char('G') => Some(Key::Down(Step::End)),
        KeyCode::Home | KeyCode::Char('g') => Some(Key::Up(Step::End)),
        KeyCode::Enter => Some(Key::Next),
        KeyCode::Esc => Some(Key::Verdict),
        KeyCode::Char(c) => {
            let c = c.to_ascii_lowercase();
            let letter = LETTERS.iter().find(|(letter, ..)| *letter == c);
            letter.map(|(_, key, ..)| *key)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_let_go_asks_for_nothing() {
        let press = KeyEvent::new(KeyCode::Char('h'), KeyModifiers::NONE);
        let release = KeyEvent::new_with_kind(press.code, press.modifiers, KeyEventKind::Release);
        assert_eq!(key_of(press), Some(Key::Hint));
        assert_eq!(key_of(release), None);
        let end = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(key_of(end), Some(Key::Quit));
    }
}
