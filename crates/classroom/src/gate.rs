//! What an answer may not hold when somebody else's machine is to run it.
//!
//! It is no wall: the sandbox is. It keeps honest people from reading files at compile time, and
//! says in one sentence what is closed, before anything runs.

use std::str::FromStr as _;

use dojo::Kata;
use lang::{Text, text};
use proc_macro2::{Ident, TokenStream, TokenTree};

/// Macros that read files or variables while an answer is compiled, or hand text to the assembler.
const MACROS: [&str; 8] = [
    "asm",
    "env",
    "global_asm",
    "include",
    "include_bytes",
    "include_str",
    "naked_asm",
    "option_env",
];

/// Attributes that put code where a linker or another crate finds it, or name another file.
const ATTRIBUTES: [&str; 9] = [
    "export_name",
    "global_allocator",
    "link",
    "link_name",
    "link_section",
    "macro_export",
    "no_mangle",
    "panic_handler",
    "path",
];

/// The first thing in an answer that is closed here, in a sentence; nothing where there is none.
///
/// A file that is no Rust passes: the compiler says better what is wrong with it.
pub fn closed(kata: &Kata, source: &str) -> Option<Text> {
    let tokens = TokenStream::from_str(source).ok()?;
    let allows_unsafe = kata.allows_unsafe;
    let (word, line) = walk(tokens, allows_unsafe)?;
    let id = &kata.id;
    Some(text!(
        "line {line}: `{word}` is closed where answers are graded; `{id}` is solved without it",
        "{line} 行目: 採点では `{word}` を使えません。`{id}` はこれなしで解けます",
    ))
}

/// The first closed word, and its line.
fn walk(tokens: TokenStream, allows_unsafe: bool) -> Option<(String, usize)> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, mark: char| {
        let token = tokens.get(at);
        matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
    };
    for (at, token) in tokens.iter().enumerate() {
        let found = match token {
            TokenTree::Ident(word) => closed_word(word, is(at + 1, '!'), allows_unsafe),
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                match tokens.get(at + 1 + usize::from(is(at + 1, '!'))) {
                    Some(TokenTree::Group(group)) => attribute(group.stream()),
                    _ => None,
                }
            }
            TokenTree::Group(group) => walk(group.stream(), allows_unsafe),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn closed_word(word: &Ident, is_called: bool, allows_unsafe: bool) -> Option<(String, usize)> {
    let name = plain(word);
    // `use std::include_str as read;` gives a macro another name: these words mean nothing else.
    let is_called = is_called || name.starts_with("include_") || name == "global_asm";
    let shown = match &*name {
        name if MACROS.contains(&name) && is_called => format!("{name}!"),
        "extern" => name,
        "unsafe" if !allows_unsafe => name,
        _ => return None,
    };
    Some((shown, word.span().start().line))
}

/// An attribute that is closed, also inside `cfg_attr(…)` and `unsafe(…)`.
fn attribute(tokens: TokenStream) -> Option<(String, usize)> {
    for token in tokens {
        match token {
            TokenTree::Ident(word) if ATTRIBUTES.contains(&&*plain(&word)) => {
                let name = plain(&word);
                return Some((format!("#[{name}]"), word.span().start().line));
            }
            TokenTree::Group(group) => {
                if let Some(found) = attribute(group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// A word, also where it is written raw.
fn plain(word: &Ident) -> String {
    let word = word.to_string();
    word.strip_prefix("r#").unwrap_or(&word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Option<(String, usize)> {
        walk(source.parse().unwrap(), false)
    }

    #[test]
    fn what_reads_at_compile_time_is_closed() {
        let closed = |source: &str, word: &str, line: usize| {
            assert_eq!(found(source), Some((word.to_owned(), line)), "{source}");
        };
        closed("\nconst A: &str = include_str!(\"x\");", "include_str!", 2);
        closed("fn f() { core::include! { \"x\" } }", "include!", 1);
        closed("use std::include_bytes as b;", "include_bytes!", 1);
        closed("const A: &str = env!(\"HOME\");", "env!", 1);
        closed("#[path = \"x.rs\"] mod a;", "#[path]", 1);
        closed("#[cfg_attr(all(), path = \"x.rs\")] mod a;", "#[path]", 1);
        closed("#[unsafe(no_mangle)] pub fn exit() {}", "#[no_mangle]", 1);
        closed("r#extern", "extern", 1);
        closed("fn f() { unsafe { g() } }", "unsafe", 1);
        closed(
            "macro_rules! m { () => { include_str!(\"x\") } }",
            "include_str!",
            1,
        );
    }

    #[test]
    fn what_looks_like_it_is_open() {
        for source in [
            "use std::env; fn f() { env::args(); }",
            "/// Not unsafe, see `include!`.\nfn f(path: &str) {}",
            "const A: &str = \"unsafe extern include_str!\";",
            "struct S { path: String, link: u8 }",
        ] {
            assert_eq!(found(source), None, "{source}");
        }
        assert_eq!(walk("unsafe {}".parse().unwrap(), true), None);
    }
}
