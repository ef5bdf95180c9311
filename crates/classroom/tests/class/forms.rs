//! The forms of a report, with text that would rather be something else.

use serde_json::{Value, json};

use crate::school::{SOLUTION, STUB, School, WRONG};

/// A student whose name and output are hostile to every form.
const NAME: &str = "=HYPERLINK(\"x\") <script>alert(1)</script> | `";

fn school() -> School {
    let school = School::new();
    let printed = "::set-output name=score::100\\n```\\n</failure><system-out>]]>\\u{1b}[31m\\u{0}\\u{fffe}=1+1";
    school.put(
        "a/double.rs",
        format!("pub fn double(n: u32) -> u32 {{\n    println!(\"{printed}\");\n    panic!(\"{printed}\");\n}}\n"),
    );
    school.put("b/double.rs", SOLUTION);
    school.put("c/double.rs", STUB);
    let name = NAME.replace('"', "\"\"");
    school.put(
        "list.csv",
        format!("student,path\n\"{name}\",a\nbob,b\ncarol,c\ndave,d\nerin,e\n"),
    );
    school.put("e/double.rs", "pub fn double(n: u32) -> u64 { n }\n");
    let words = ["grade", "list.csv", "--out", "grades"];
    school
        .run(&[&words[..], &crate::school::sandbox()].concat())
        .done();
    school
}

impl School {
    fn report(&self, format: &str) -> String {
        self.run(&["report", "grades", "--format", format])
            .done()
            .out
    }

    fn report_of(&self, format: &str, student: &str) -> Value {
        let words = ["report", "grades", "--format", format, "--only", student];
        serde_json::from_str(&self.run(&words).done().out).unwrap()
    }
}

#[test]
fn tables_do_not_compute() {
    let school = school();
    for format in ["csv", "canvas"] {
        let table = school.report(format);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let columns = reader.headers().unwrap().len();
        let mut names = Vec::new();
        for row in reader.records() {
            let row = row.unwrap();
            assert_eq!(row.len(), columns);
            for cell in &row {
                let first = cell.chars().next();
                assert!(!matches!(first, Some('=' | '+' | '@')), "{cell}");
            }
            names.push(row[0].to_owned());
        }
        assert!(names.contains(&format!("'{NAME}")), "{names:?}");
    }
}

#[test]
fn junit_is_xml_of_one_document() {
    let school = school();
    let xml = school.report("junit");
    let report = quick_junit::Report::deserialize_from_str(&xml).unwrap();
    assert_eq!(report.test_suites.len(), 5);
    let allowed = |letter: char| letter >= ' ' || "\t\n\r".contains(letter);
    assert!(xml.chars().all(allowed), "{xml}");
    assert!(!xml.contains("<script>"), "{xml}");
}

#[test]
fn markdown_keeps_its_fences_and_says_no_command() {
    let school = school();
    let page = school.report("markdown");
    for line in page.lines() {
        assert!(!line.starts_with("::"), "{line}");
    }
    let table = page.lines().filter(|line| line.starts_with('|'));
    let columns: Vec<usize> = table
        .map(|line| line.replace("\\|", "").matches('|').count())
        .collect();
    assert_eq!(columns, [4; 7], "{page}");
    let fences = page.lines().filter(|line| line.starts_with("````"));
    assert_eq!(fences.count() % 2, 0, "{page}");
}

#[test]
fn gradescope_has_what_its_specification_names() {
    let school = school();
    let known = [
        "score",
        "max_score",
        "status",
        "name",
        "output",
        "output_format",
        "visibility",
        "extra_data",
    ];
    for (student, score) in [(NAME, 0.0), ("bob", 1.0), ("carol", 0.0), ("dave", 0.0)] {
        let results = school.report_of("gradescope", student);
        assert_eq!(results["score"], json!(score), "{results:#}");
        for test in results["tests"].as_array().unwrap() {
            for (key, value) in test.as_object().unwrap() {
                assert!(known.contains(&&**key), "{key}");
                match &**key {
                    "status" => assert!(["passed", "failed"].contains(&value.as_str().unwrap())),
                    "visibility" => assert_eq!(value, "visible"),
                    "output_format" => assert_eq!(value, "text"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn classroom50_has_every_required_key_and_no_other() {
    let school = school();
    let result = school.report_of("classroom50", "bob");
    let mut keys: Vec<&String> = result.as_object().unwrap().keys().collect();
    keys.sort();
    let mut required = vec![
        "schema",
        "classroom",
        "assignment",
        "assignment_type",
        "owner",
        "submission",
        "commit",
        "release",
        "review",
        "datetime",
        "score",
        "max-score",
        "tests",
    ];
    required.sort_unstable();
    assert_eq!(keys, required);
    assert_eq!(result["score"], json!(1));
    let test = &result["tests"][0];
    assert_eq!(test["passed"], true);
    assert!(test["score"].is_i64() && test["max-score"].is_i64());
}

#[test]
fn exercism_says_pass_fail_or_error() {
    let school = school();
    let status = |student| {
        let results = school.report_of("exercism", student);
        assert_eq!(results["version"], 3);
        let status = results["status"].as_str().unwrap().to_owned();
        assert_eq!(results["message"].is_string(), status == "error");
        for test in results["tests"].as_array().unwrap() {
            let passes = test["status"] == "pass";
            assert_eq!(test["message"].is_null(), passes, "{test:#}");
            let output = test["output"].as_str().unwrap_or_default();
            assert!(output.chars().count() <= 500);
        }
        status
    };
    assert_eq!(status("bob"), "pass");
    assert_eq!(status(NAME), "fail");
    assert_eq!(status("erin"), "error");
}

#[test]
fn file_for_each_student_stays_in_its_folder() {
    let school = school();
    let words = ["report", "grades", "--format", "gradescope", "--to", "out"];
    school.run(&words).done();
    let folders = std::fs::read_dir(school.course.root.join("out")).unwrap();
    assert_eq!(folders.count(), 5);
    let said = school.run(&["report", "grades", "--format", "gradescope"]);
    said.refused(2, "one file for each student");
    school
        .run(&["report", "grades", "--format", "pdf"])
        .refused(2, "there are: markdown");
}

#[test]
fn page_tells_apart_who_panicked() {
    let school = School::new();
    school.hand_in("ann", format!("// Not yet.\n{STUB}"));
    school.hand_in(
        "bob",
        "pub fn double(n: u32) -> u32 {\n    panic!(\"{n}\")\n}\n",
    );
    school.hand_in("carol", WRONG);
    school.grade(&[]).done();
    let page = school.report("html");
    for code in ["todo", "panic", "assertion"] {
        assert!(page.contains(&format!("1 × <code>{code}</code>")), "{page}");
    }
}
