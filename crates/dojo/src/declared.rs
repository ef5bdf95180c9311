//! What a wrong answer says of itself: the `//~` lines at its head.

use crate::verdict::{Outcome, TestReport, Verdict};

/// One reason for which an answer must be rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    /// `//~ E0277`: it does not compile, with that code.
    Code(String),
    /// `//~ lost-wake in <test>`: the test fails for that reason, which is a diagnosis, or
    /// `assertion`, `panic`, or `abort`.
    Reason {
        /// Why it fails.
        reason: String,
        /// Which test does.
        test: String,
    },
}

/// The reasons at the head of `source`.
///
/// # Errors
///
/// A line is of another form, or there is none.
pub fn parse(source: &str) -> Result<Vec<Declared>, String> {
    let lines = source.lines().map_while(|line| line.strip_prefix("//~"));
    let declared: Vec<Declared> = lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                [code] if code.starts_with('E') => Ok(Declared::Code(code.to_owned())),
                [reason, "in", test] => Ok(Declared::Reason {
                    reason: reason.to_owned(),
                    test: test.to_owned(),
                }),
                _ => Err(format!(
                    "`//~{line}` is neither `//~ E0277` nor `//~ lost-wake in some_test`"
                )),
            }
        })
        .collect::<Result<_, _>>()?;
    if declared.is_empty() {
        return Err("the first line is not `//~ <reason>`".to_owned());
    }
    Ok(declared)
}

impl std::fmt::Display for Declared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Declared::Code(code) => f.write_str(code),
            Declared::Reason { reason, test } => write!(f, "{reason} in {test}"),
        }
    }
}

impl Declared {
    /// Whether the verdict shows this reason.
    pub fn holds(&self, verdict: &Verdict) -> bool {
        match self {
            Declared::Code(code) => {
                verdict.outcome == Outcome::CompileError && verdict.compile.codes.contains(code)
            }
            Declared::Reason { reason, test } => verdict
                .tests
                .iter()
                .any(|report| report.name == *test && reasons(report).contains(reason)),
        }
    }
}

/// Everything that a verdict shows, in the form of `//~` lines.
pub fn seen(verdict: &Verdict) -> Vec<String> {
    if verdict.outcome == Outcome::CompileError {
        return verdict.compile.codes.clone();
    }
    let failed = verdict.tests.iter().flat_map(|report| {
        let name = report.name.clone();
        let reasons = reasons(report).into_iter();
        reasons.map(move |reason| format!("{reason} in {name}"))
    });
    failed.collect()
}

/// The reasons why a test failed; none where it passed.
fn reasons(report: &TestReport) -> Vec<String> {
    if !report.outcome.is_failure() {
        return Vec::new();
    }
    let codes = report.diagnoses.iter().map(|finding| finding.code.as_str());
    let mut reasons: Vec<String> = codes
        .map(|code| match code {
            "stack-overflow" | "aborted" | "exited-early" | "memory-limit" => "abort",
            code => code,
        })
        .map(str::to_owned)
        .collect();
    if reasons.is_empty() {
        let panic = report.panic.as_ref();
        let in_tests = panic.is_some_and(|panic| panic.location.contains("/tests/"));
        reasons.push(if in_tests { "assertion" } else { "panic" }.to_owned());
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_reasons_and_codes_and_stops_at_the_text() {
        let source = "//~ lost-wake in a_test\n//~ E0277\n//! \"I thought so.\"\n//~ late in x\n";
        let declared = parse(source).unwrap();
        let lines: Vec<String> = declared.iter().map(Declared::to_string).collect();
        assert_eq!(lines, ["lost-wake in a_test", "E0277"]);
    }

    #[test]
    fn refuses_a_line_of_another_form_and_no_line_at_all() {
        assert!(parse("//~ lost-wake\n").unwrap_err().contains("lost-wake"));
        assert!(parse("//! text\n").is_err());
    }
}
