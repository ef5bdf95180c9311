//! What is the machine's fault, or the checkout's, and not the answer's.

use lang::{Text, text};

use crate::error::{Error, full_disk};

/// Errors of the system by their numbers, which are the same in every language: no space, no
/// quota, a file system that is read-only, no permission, no memory.
const NUMBERS: [&str; 7] = [
    "(os error 28)",
    "(os error 112)",
    "(os error 122)",
    "(os error 30)",
    "(os error 13)",
    "(os error 12)",
    "(os error 5)",
];

/// The same as programs say it that give no numbers: a linker, an assembler.
const WORDS: [&str; 6] = [
    "No space left on device",
    "Disk quota exceeded",
    "Read-only file system",
    "Permission denied",
    "Cannot allocate memory",
    "SIGKILL",
];

/// Whether a text tells of a machine that cannot do the work.
pub fn is_of_the_machine(text: &str) -> bool {
    let mut signs = NUMBERS.iter().chain(&WORDS);
    signs.any(|sign| text.contains(sign)) || is_of_the_linker(text)
}

/// There is no linker, or it failed, and not over a name or a library that the answer asks for.
fn is_of_the_linker(text: &str) -> bool {
    // Those of Microsoft's linker have numbers: its words come in the user's language.
    const OF_THE_ANSWER: [&str; 10] = [
        "undefined",
        "unresolved external",
        "duplicate symbol",
        "multiple definition",
        "unable to find library",
        "cannot find -l",
        "library not found",
        "lnk1181",
        "lnk1104",
        "lnk2019",
    ];
    let text = text.to_lowercase();
    text.contains("error: linker `")
        || text.contains("error: linking with `")
            && !OF_THE_ANSWER.iter().any(|sign| text.contains(sign))
}

/// What a log comes to, in one sentence that says what to do.
pub fn of_log(log: &str) -> Error {
    let cause = cause(log);
    let has = |signs: &[&str]| signs.iter().any(|sign| log.contains(sign));
    if has(&[NUMBERS[0], NUMBERS[1], NUMBERS[2], WORDS[0], WORDS[1]]) {
        let Text {
            en: full,
            ja: filled,
        } = full_disk();
        return Error::Machine(text!("{full}: {cause}", "{filled}: {cause}"));
    }
    if let Some(linker) = missing_linker(log) {
        return Error::Machine(text!(
            "there is no linker `{linker}`; install a C compiler, or mend `linker` in cargo's configuration: {cause}",
            "リンカー `{linker}` がありません。C コンパイラーをインストールするか、cargo の設定の `linker` を直してください: {cause}",
        ));
    }
    Error::Machine(text!(
        "what the answer stands on cannot be built, which is not the answer's fault: {cause}",
        "解答の土台をビルドできません。解答のせいではありません: {cause}",
    ))
}

/// The name in "linker `cc` not found".
fn missing_linker(log: &str) -> Option<&str> {
    let (_, rest) = log.split_once("linker `")?;
    let (name, rest) = rest.split_once('`')?;
    rest.starts_with(" not found").then_some(name)
}

/// The first error with all that stands under it; the last line where there is none.
fn cause(log: &str) -> &str {
    let mut at = 0;
    for line in log.split_inclusive('\n') {
        if line.trim_start().starts_with("error") {
            // Summaries follow, each after an empty line.
            let rest = &log[at..];
            let end = rest.find("\n\n").unwrap_or(rest.len());
            return rest[..end].trim();
        }
        at += line.len();
    }
    log.trim().lines().last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_linker_is_named_whoever_needed_it() {
        let log = "   Compiling libc v0.2.1\nerror: linker `no-such-cc` not found\n  |\n  = note: No such file or directory (os error 2)\n\nerror: could not compile `libc` (build script) due to 1 previous error\n";
        let said = of_log(log).text().en;
        assert!(
            said.starts_with("there is no linker `no-such-cc`; "),
            "{said}"
        );
        assert!(!said.contains("could not compile"), "{said}");
    }

    #[test]
    fn a_full_disk_is_told_from_its_number_and_without_a_piece_of_json() {
        let log = "{\"reason\":\"x\",\"error\":1}\nerror: failed to write `/t/x`\n\nCaused by:\n  空きがありません (os error 28)\n";
        let said = of_log(log).text().en;
        assert!(said.starts_with("the disk is full; "), "{said}");
        assert!(said.ends_with(": error: failed to write `/t/x`"), "{said}");
    }

    #[test]
    fn a_name_that_the_linker_does_not_find_is_the_answers() {
        assert!(!is_of_the_machine(
            "error: linking with `cc` failed\n undefined symbol: x"
        ));
        assert!(!is_of_the_machine(
            "error: linking with `link.exe` failed: LNK2019: 未解決の外部シンボル"
        ));
        assert!(is_of_the_machine(
            "error: linking with `cc` failed: exit status: 1"
        ));
    }
}
