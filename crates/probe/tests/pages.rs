//! Every diagnosis has its page in both languages, and the code on the page is the code that its
//! test file proves: the example is caught, what stands instead of it passes.

use std::fs;
use std::path::Path;

use probe::Diagnosis;

/// The headings in English and Japanese, in their order.
const HEADINGS: [(&str, &str); 5] = [
    ("What it means", "意味"),
    ("Why it is bad", "なぜ悪いのか"),
    ("How it is noticed", "検出のしかた"),
    ("Example", "例"),
    ("Instead", "直し方"),
];

#[test]
fn pages_and_tests_agree() {
    let mut faults = Vec::new();
    for diagnosis in Diagnosis::ALL {
        let (code, message) = (diagnosis.code(), diagnosis.message());
        let test_file = format!("tests/{}.rs", code.replace('-', "_"));
        let test = read(&test_file, &mut faults);
        for (name, message, japanese) in [
            (format!("explain/{code}.md"), message.en, false),
            (format!("explain/{code}.ja.md"), message.ja, true),
        ] {
            let page = read(&name, &mut faults);
            if !page
                .lines()
                .any(|line| line == format!("# {code}: {message}"))
            {
                faults.push(format!("{name}: the title is not `# {code}: {message}`"));
            }
            let headings: Vec<&str> = page
                .lines()
                .filter_map(|line| line.strip_prefix("## "))
                .collect();
            let asked = HEADINGS.map(|(en, ja)| if japanese { ja } else { en });
            if headings != asked {
                faults.push(format!(
                    "{name}: the headings are {headings:?}, not {asked:?}"
                ));
            }
            for (heading, module) in [(asked[3], "bad"), (asked[4], "good")] {
                if code_under(&page, heading) != module_of(&test, module) {
                    faults.push(format!(
                        "{name}: the code under `{heading}` is not `mod {module}` of {test_file}"
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn read(name: &str, faults: &mut Vec<String>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).unwrap_or_else(|cause| {
        faults.push(format!("{name}: {cause}"));
        String::new()
    })
}

/// The first block of Rust under the heading.
fn code_under(page: &str, heading: &str) -> String {
    let lines = page
        .lines()
        .skip_while(|line| *line != format!("## {heading}"));
    let code = lines.skip_while(|line| *line != "```rust").skip(1);
    code.take_while(|line| *line != "```")
        .map(|line| format!("{line}\n"))
        .collect()
}

/// What stands between the braces of a module, as it would stand outside.
fn module_of(file: &str, module: &str) -> String {
    let lines = file
        .lines()
        .skip_while(|line| *line != format!("mod {module} {{"));
    lines
        .skip(1)
        .take_while(|line| *line != "}")
        .map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line)))
        .collect()
}
