//! What students get, and what they do not.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::school::{SOLUTION, STUB, School};

impl School {
    fn git(&self, words: &[&str]) {
        let said = Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(words)
            .current_dir(&self.course.root)
            .output()
            .unwrap();
        assert!(said.status.success(), "{said:?}");
    }

    fn under_git() -> School {
        let school = School::new();
        school.put(".gitignore", "/target/\n");
        school.git(&["init", "--quiet"]);
        school.git(&["add", "."]);
        school.git(&["commit", "--quiet", "--message", "Begin"]);
        school
    }
}

/// All files below a folder, by their paths from there.
fn files(folder: &Path, from: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, from, found),
            false => found.push(path.strip_prefix(from).unwrap().display().to_string()),
        }
    }
}

#[test]
fn no_answer_is_in_it() {
    let school = School::under_git();
    // The teacher has solved it here, and has left something lying about.
    school.put("exercises/s01-mini/double.rs", SOLUTION);
    school.put("exercises/s01-mini/notes.rs", SOLUTION);
    school.put(
        "grading.toml",
        "points = \"partial\"\nhidden = \"secret\"\n",
    );
    fs::create_dir(school.course.root.join("secret")).unwrap();
    let words = ["starter", "out", "--ci", "github", "--gradescope"];
    school
        .run(&[&words[..], &["--policy", "grading.toml"]].concat())
        .done();
    let out = school.course.root.join("out");
    let mut found = Vec::new();
    files(&out, &out, &mut found);
    for path in &found {
        let text = fs::read_to_string(out.join(path)).unwrap();
        assert!(!text.contains(SOLUTION.trim()), "{path}");
        assert!(!text.contains("secret"), "{path}");
        let is_answer = ["solutions/", "/wrong/", "/right/", "notes"];
        assert!(!is_answer.iter().any(|part| path.contains(part)), "{path}");
    }
    let read = |path: &str| fs::read_to_string(out.join(path)).unwrap();
    assert_eq!(read("exercises/s01-mini/double.rs"), STUB);
    assert!(read("crates/s01-mini/tests/double.rs").contains("two_becomes_four"));
    assert!(read("crates/s01-mini/section.toml").contains("id = \"double\""));
    assert_eq!(read("grading.toml"), "points = \"partial\"\n");
    for path in [
        ".github/workflows/grade.yml",
        "autograder.py",
        "run_autograder",
        "starter.toml",
        "README.ja.md",
    ] {
        assert!(found.iter().any(|known| known == path), "{path}");
    }
}

#[test]
fn submission_of_one_student_is_graded_in_it() {
    let school = School::under_git();
    school.run(&["starter", "out"]).done();
    school.put("out/exercises/s01-mini/double.rs", SOLUTION);
    let words = ["grade", "out", "--student", "alice", "--out", "grades"];
    school
        .run(&[&words[..], &crate::school::sandbox()].concat())
        .done();
    assert_eq!(school.line("alice")["verdict"]["outcome"], "solved");
}

#[test]
fn folder_that_is_there_is_not_written_over() {
    let school = School::under_git();
    school.put("out/thesis.txt", "years of work");
    school.run(&["starter", "out"]).refused(2, "not empty");
    school
        .run(&["starter", "new", "tripel"])
        .refused(2, "there is no kata `tripel`");
    school
        .run(&["starter", "new", "--ci", "jenkins"])
        .refused(2, "`github` or `gitlab`");
    assert!(!school.course.root.join("new").exists());
}
