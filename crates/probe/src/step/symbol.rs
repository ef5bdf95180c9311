//! In which function of the test program an instruction lies, as far as its symbols tell.
//!
//! The one sought is the answer's, not the atomic or the lock of the standard library that it
//! calls. Whatever is not understood is left out: a note may do without.

use std::env;
use std::fs;

/// A function of the test program.
struct Function {
    begin: u64,
    end: u64,
    name: String,
}

/// The latest of these instructions, the last one first, that lies in a function of the answer.
/// `known` is a function, and a part of its symbol, by which the place of the program is found.
pub(super) fn of(
    mut instructions: impl Iterator<Item = u64>,
    known: (u64, &str),
) -> Option<String> {
    let program = fs::read("/proc/self/exe").ok()?;
    let own = own_crate()?;
    let symbols = symbols(&program)?;
    let (known, part) = known;
    let base = known.checked_sub(symbols.iter().find(|it| it.name.contains(part))?.begin)?;
    let answers: Vec<_> = symbols
        .iter()
        .filter_map(|it| Some((it, readable(&it.name, &own)?)))
        .collect();
    instructions.find_map(|address| {
        let address = address.checked_sub(base)?;
        let holds = |it: &Function| (it.begin..it.end).contains(&address);
        let found = answers.iter().find(|(it, _)| holds(it));
        found.map(|(_, name)| name.clone())
    })
}

/// The crate of the test: cargo adds a hash to its name.
fn own_crate() -> Option<String> {
    let program = env::current_exe().ok()?;
    let stem = program.file_stem()?.to_str()?;
    Some(stem.rsplit_once('-')?.0.replace('-', "_"))
}

/// The functions in the table of symbols of an ELF file.
fn symbols(program: &[u8]) -> Option<Vec<Function>> {
    const TABLE: u32 = 2;
    const FUNCTION: u8 = 2;
    let (first, count) = (long(program, 0x28)?, short(program, 0x3c)?);
    let section = |number: usize| program.get(first + number * 64..first + number * 64 + 64);
    let content = |header: &[u8]| {
        let (begin, length) = (long(header, 0x18)?, long(header, 0x20)?);
        program.get(begin..begin.checked_add(length)?)
    };
    let mut headers = (0..count).filter_map(section);
    let header = headers.find(|header| word(header, 4) == Some(TABLE))?;
    let names = content(section(word(header, 0x28)? as usize)?)?;
    let functions = content(header)?.chunks_exact(24).filter_map(|symbol| {
        let begin = long(symbol, 8)? as u64;
        let name = names.get(word(symbol, 0)? as usize..)?;
        let name = name.split(|byte| *byte == 0).next()?;
        (symbol[4] & 15 == FUNCTION).then_some(Function {
            begin,
            end: begin + long(symbol, 16)? as u64,
            name: String::from_utf8_lossy(name).into_owned(),
        })
    });
    Some(functions.collect())
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u16::from_le_bytes(bytes).into())
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(bytes))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 8)?.try_into().ok()?;
    usize::try_from(u64::from_le_bytes(bytes)).ok()
}

/// What a symbol says in a note, where it belongs to a module of the crate: the answer, and not
/// the tests around it.
fn readable(symbol: &str, own: &str) -> Option<String> {
    let path = demangled(symbol)?;
    let inner = path.trim_start_matches('<').strip_prefix(own)?;
    let inner = inner.strip_prefix("::")?;
    let (_, item) = inner.split_once("::")?;
    if item.starts_with('{') {
        return None; // a closure in a test
    }
    let mut text = String::new();
    let mut rest = path.as_str();
    while !rest.is_empty() {
        let of_a_path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
        let length = rest.find(|letter| !of_a_path(letter)).unwrap_or(rest.len());
        let (token, after) = rest.split_at(length);
        text.push_str(last_part(token));
        let mut letters = after.chars();
        text.extend(letters.next());
        rest = letters.as_str();
    }
    // What an `async fn` becomes.
    Some(text.replace("::{{closure}}", ""))
}

/// The type and what follows it, or the function: `<WaitFor<T> as Future>::poll`.
fn last_part(path: &str) -> &str {
    if path.starts_with("::") {
        return path;
    }
    let begins = |at: &usize| *at == 0 || path[..*at].ends_with("::");
    let mut parts = path.char_indices().map(|(at, _)| at).filter(begins);
    let is_type = |at: &usize| path[*at..].starts_with(|letter: char| letter.is_uppercase());
    let last = parts.clone().next_back().unwrap_or_default();
    &path[parts.find(is_type).unwrap_or(last)..]
}

/// The path in a symbol of the form `_ZN4name4name17h…E`.
fn demangled(symbol: &str) -> Option<String> {
    let mut rest = symbol.strip_prefix("_ZN")?;
    let mut parts = Vec::new();
    while !rest.starts_with('E') {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let length: usize = rest[..digits].parse().ok()?;
        parts.push(rest.get(digits..digits + length)?);
        rest = rest.get(digits + length..)?;
    }
    parts.pop_if(|hash| hash.len() == 17 && hash.starts_with('h'));
    let mut path = parts.join("::");
    for (code, meaning) in [
        ("$LT$", "<"),
        ("$GT$", ">"),
        ("$RF$", "&"),
        ("$BP$", "*"),
        ("$LP$", "("),
        ("$RP$", ")"),
        ("$C$", ","),
        ("$u20$", " "),
        ("$u7b$", "{"),
        ("$u7d$", "}"),
        ("$u5b$", "["),
        ("$u5d$", "]"),
        ("$u27$", "'"),
        ("..", "::"),
    ] {
        path = path.replace(code, meaning);
    }
    // A part that would begin with a sign begins with an underscore.
    Some(path.replace("_<", "<").replace("::_{", "::{"))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn functions_of_the_answer_are_named() {
        let poll = "_ZN89_$LT$value_slot..value_slot..WaitFor$LT$T$GT$$u20$as$u20$core..future..\
                    future..Future$GT$4poll17h0123456789abcdefE";
        let expected = "<WaitFor<T> as Future>::poll";
        assert_eq!(readable(poll, "value_slot").as_deref(), Some(expected));
        let lock = "_ZN10value_slot10value_slot4lock17h0123456789abcdefE";
        assert_eq!(readable(lock, "value_slot").as_deref(), Some("lock"));
        let wait = "_ZN12many_waiters12many_waiters4Gate4wait28_$u7b$$u7b$closure$u7d$$u7d$\
                    17h0123456789abcdefE";
        let name = readable(wait, "many_waiters");
        assert_eq!(name.as_deref(), Some("Gate::wait"));
    }

    #[test]
    fn tests_and_others_are_not() {
        for symbol in [
            "_ZN10value_slot13set_then_ready17h0123456789abcdefE",
            "_ZN10value_slot13set_then_ready28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE",
            "_ZN4core4sync6atomic11atomic_load17h0123456789abcdefE",
            "memcpy",
        ] {
            assert_eq!(readable(symbol, "value_slot"), None, "{symbol}");
        }
    }
}
