//! The tests that a kata has, read from its test file.

/// The names of the tests in `source`, in their order: each `fn` that follows a `#[test]` or a
/// `#[…::test]` attribute.
pub fn tests(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in source.lines().map(str::trim) {
        if let Some(attribute) = line.strip_prefix("#[") {
            let path = attribute.split(['(', ']']).next().unwrap_or_default();
            marked |= path == "test" || path.ends_with("::test");
            continue;
        }
        if let Some(name) = function(line).filter(|_| marked) {
            names.push(name.to_owned());
            marked = false;
        }
    }
    names
}

fn function(line: &str) -> Option<&str> {
    let signature = line.strip_prefix("async ").unwrap_or(line);
    let name = signature.strip_prefix("fn ")?.split(['(', '<']).next()?;
    Some(name.trim())
}

#[cfg(test)]
mod tests {
    use super::tests;

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
        ";
        assert_eq!(tests(source), ["one", "two"]);
    }
}
