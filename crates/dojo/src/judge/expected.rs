//! The tests that a kata has, read from its test file: the one reader of `#[test]`.

/// A test function of a test file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// The line of its `#[test]`, from zero.
    pub mark: usize,
    /// Its `#[cfg(…)]` attributes, as they stand there.
    pub cfg: String,
    /// An attribute that changes what a test means, and that only libtest or a macro knows:
    /// `#[should_panic]`, `#[ignore]`, `#[tokio::test]`.
    pub odd: Option<String>,
}

/// The tests in `source`, in their order: each function that follows a `#[test]`, or any other
/// attribute whose path ends with `test`. Attributes stand on lines of their own, as rustfmt
/// leaves them.
pub fn tests(source: &str) -> Vec<Test> {
    let mut tests = Vec::new();
    let mut marked: Option<Test> = None;
    let mut cfg = String::new();
    for (number, line) in source.lines().map(str::trim).enumerate() {
        if let Some(attribute) = line.strip_prefix("#[") {
            let path = attribute.split(['(', ']', ' ']).next().unwrap_or_default();
            if path == "test" || path.ends_with("::test") {
                marked = Some(Test {
                    name: String::new(),
                    mark: number,
                    cfg: String::new(),
                    odd: (path != "test").then(|| line.to_owned()),
                });
            } else if path == "cfg" {
                cfg += line;
                cfg += " ";
            } else if matches!(path, "should_panic" | "ignore")
                && let Some(test) = &mut marked
            {
                test.odd = Some(line.to_owned());
            }
            continue;
        }
        if let Some(name) = function(line) {
            if let Some(test) = marked.take() {
                tests.push(Test {
                    name: name.to_owned(),
                    cfg: cfg.clone(),
                    ..test
                });
            }
            cfg.clear();
        } else if !line.is_empty() && !line.starts_with("//") {
            // The attributes were those of something else.
            cfg.clear();
        }
    }
    tests
}

/// The names of the tests in `source`.
pub fn names(source: &str) -> Vec<String> {
    tests(source).into_iter().map(|test| test.name).collect()
}

fn function(line: &str) -> Option<&str> {
    let mut signature = line;
    for word in ["pub ", "pub(crate) ", "async ", "unsafe "] {
        signature = signature.strip_prefix(word).unwrap_or(signature);
    }
    let name = signature.strip_prefix("fn ")?.split(['(', '<']).next()?;
    Some(name.trim())
}

#[cfg(test)]
mod tests {
    use super::{names, tests};

    #[test]
    fn finds_each_kind_of_test_and_no_helper() {
        let source = "
            #[test]
            fn one() {}
            fn helper() {}
            #[tokio::test(start_paused = true)]
            #[should_panic]
            async fn two() {}
            #[track_caller]
            fn other<T>() {}
            #[cfg(unix)]
            #[test]
            // Why it is only there.
            pub fn three() {}
            #[cfg(unix)]
            use x::y;
            #[test]
            fn four() {}
        ";
        assert_eq!(names(source), ["one", "two", "three", "four"]);
        let tests = tests(source);
        assert_eq!(tests[0].odd, None);
        assert_eq!(tests[1].odd.as_deref(), Some("#[should_panic]"));
        assert_eq!(tests[2].cfg, "#[cfg(unix)] ");
        assert_eq!(tests[3].cfg, "");
    }
}
