//! Whom is graded, with what, and what is kept.

use std::fs;

use serde_json::json;

use crate::school::{SOLUTION, STUB, School, WRONG, sandbox};

#[test]
fn three_students_and_one_who_handed_in_nothing() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    school.hand_in("bob", WRONG);
    school.put("in/carol/exercises/s01-mini/double.rs", STUB);
    school.put("in/dave/notes.txt", "later");
    school.put("in/erin/erin-main/exercises/s01-mini/double.rs", SOLUTION);
    school.grade(&[]).done();
    let outcome = |student| school.line(student)["verdict"]["outcome"].clone();
    assert_eq!(outcome("alice"), "solved");
    assert_eq!(outcome("bob"), "unsolved");
    assert_eq!(outcome("carol"), "stub");
    assert_eq!(school.line("dave")["state"], "absent");
    // A zip of a repository.
    assert_eq!(outcome("erin"), "solved");
}

#[test]
fn what_is_known_is_not_judged_again() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    school.hand_in("bob", WRONG);
    school.grade(&[]).done();
    let before = school.lines("grades/grades.jsonl");
    let said = school.grade(&[]).done();
    assert!(said.out.contains("2 were known"), "{}", said.out);
    assert_eq!(school.lines("grades/grades.jsonl"), before);
    // One more student, with an answer that somebody else has.
    school.hand_in("carol", SOLUTION);
    let said = school.grade(&[]).done();
    assert!(said.out.contains("3 were known"), "{}", said.out);
    // Another answer, in place of the one before.
    school.hand_in("bob", SOLUTION);
    school.grade(&[]).done();
    assert_eq!(school.line("bob")["verdict"]["outcome"], "solved");
}

#[test]
fn list_with_times_and_rules_for_the_late() {
    let school = School::new();
    school.put("a/double.rs", SOLUTION);
    school.put("b/double.rs", SOLUTION);
    school.put(
        "list.csv",
        "student,path,time\nalice,a,2026-01-01T10:00:00Z\nbob,b,2026-01-02T11:00:00+00:00\ncarol,c,\n",
    );
    school.put(
        "grading.toml",
        "due = 2026-01-01T12:00:00Z\nlate = [{ after_hours = 0, percent = 80 }, { after_hours = 48, percent = 0 }]\n\n[kata.double]\npoints = 10\n",
    );
    let words = [
        "grade",
        "list.csv",
        "--out",
        "grades",
        "--policy",
        "grading.toml",
    ];
    school.run(&[&words[..], &sandbox()].concat()).done();
    let said = school.run(&["report", "grades", "--format", "csv"]).done();
    let cells = |student: &str| -> Vec<String> {
        let row = said.out.lines().find(|row| row.starts_with(student));
        let row = row.unwrap_or_default().split(',');
        row.map(str::to_owned).collect()
    };
    assert_eq!(cells("alice")[2..6], ["solved", "10", "10", "0.00"]);
    assert_eq!(cells("bob")[2..6], ["solved", "8", "10", "23.00"]);
    assert_eq!(cells("carol")[2..5], ["absent", "0", "10"]);
}

#[test]
fn tests_that_students_never_had() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    // Right for all that the shared tests ask.
    school.hand_in(
        "bob",
        "pub fn double(n: u32) -> u32 { if n == 2 { 4 } else { 0 } }\n",
    );
    school.put(
        "secret/s01-mini/double.rs",
        "#[path = \"../../../exercises/s01-mini/double.rs\"]\nmod double;\n\n#[test]\nfn five_becomes_ten() {\n    assert_eq!(double::double(5), 10);\n}\n",
    );
    school.put(
        "grading.toml",
        "points = \"partial\"\nhidden = \"secret\"\nvisibility = \"after_due_date\"\n\n[kata.double]\npoints = 3\nweights = { two_becomes_four = 2 }\n",
    );
    school.grade(&["--policy", "grading.toml"]).done();
    assert_eq!(school.line("alice")["hidden"]["outcome"], "solved");
    assert_eq!(school.line("bob")["hidden"]["outcome"], "unsolved");
    let report = |student| {
        let words = [
            "report",
            "grades",
            "--format",
            "gradescope",
            "--only",
            student,
        ];
        let said = school.run(&words).done().out;
        serde_json::from_str::<serde_json::Value>(&said).unwrap()
    };
    assert_eq!(report("alice")["score"], json!(3.0));
    // One and two of the four weights.
    let bob = report("bob");
    assert_eq!(bob["score"], json!(2.25));
    let hidden = bob["tests"].as_array().unwrap().last().unwrap();
    assert_eq!(hidden["visibility"], "after_due_date");
    assert_eq!(hidden["status"], "failed");
}

#[test]
fn shards_come_to_the_same_bytes() {
    let school = School::new();
    for number in 0..9 {
        let answer = match number % 3 {
            0 => format!("// {number}\n{SOLUTION}"),
            1 => format!("// {number}\n{WRONG}"),
            _ => STUB.to_owned(),
        };
        school.hand_in(&format!("s{number}"), answer);
    }
    let mut reports = Vec::new();
    for of in [1, 2, 7] {
        let out = format!("grades-{of}");
        for number in 1..=of {
            let shard = format!("{number}/{of}");
            let words = ["grade", "in", "--out", &out, "--shard", &shard];
            school.run(&[&words[..], &sandbox()].concat()).done();
            if number < of {
                let words = ["report", &out, "--format", "csv"];
                school.run(&words).refused(2, "these parts are missing");
            }
        }
        for format in ["csv", "markdown", "canvas"] {
            let words = ["report", &out, "--format", format];
            reports.push(school.run(&words).done().out);
        }
    }
    assert_eq!(reports[0..3], reports[3..6]);
    assert_eq!(reports[0..3], reports[6..9]);
    // Parts of different wholes.
    school.hand_in("late", SOLUTION);
    let words = ["grade", "in", "--out", "grades-2", "--shard", "1/2"];
    school.run(&[&words[..], &sandbox()].concat()).done();
    let said = school.run(&["report", "grades-2"]);
    said.refused(2, "do not belong together");
}

#[test]
fn killed_run_goes_on_where_it_was() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    school.hand_in("bob", WRONG);
    school.grade(&[]).done();
    let path = school.course.root.join("grades/grades.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    // The last line is cut off in the middle.
    fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    school
        .run(&["report", "grades"])
        .refused(3, "not graded yet");
    let said = school.grade(&[]).done();
    assert!(said.out.contains("1 were known"), "{}", said.out);
    assert_eq!(school.lines("grades/grades.jsonl").len(), 2);
    school.run(&["report", "grades"]).done();
}

#[test]
fn bad_input_gets_one_sentence() {
    let school = School::new();
    let grade = |words: &[&str]| school.run(&[&["grade"], words, &sandbox()[..]].concat());
    grade(&["nowhere"]).refused(2, "there is no folder of submissions `nowhere`");
    fs::create_dir(school.course.root.join("empty")).unwrap();
    grade(&["empty"]).refused(2, "holds no submission");
    school.hand_in("alice", SOLUTION);
    grade(&["in", "--shard", "3/2"]).refused(2, "K/N");
    grade(&["in", "--only", "nobody"]).refused(2, "no unit `nobody`");
    grade(&["in", "--policy", "none.toml"]).refused(3, "none.toml");
    let policy = |text: &str, words: &str| {
        school.put("grading.toml", text);
        grade(&["in", "--policy", "grading.toml"]).refused(2, words);
    };
    policy("pionts = \"all\"\n", "did you mean `points`?");
    policy("katas = [\"duoble\"]\n", "did you mean `double`?");
    policy(
        "[kata.double]\nweights = { two = 1 }\n",
        "has no test `two`",
    );
    policy("due = \"tomorrow\"\n", "`due` has the form");
    policy("points = \n", "grading.toml");
    let list = |text: &str, words: &str| {
        school.put("list.csv", text);
        grade(&["list.csv"]).refused(2, words);
    };
    list("name,file\nalice,in/alice\n", "student, path, time");
    list(
        "student,path\nalice,in/alice\nalice,in/alice\n",
        "`alice` twice",
    );
    list("student,path,time\nalice,in/alice,noon\n", "line 2");
    school.put("grades/grades.jsonl", "not json\n");
    school
        .grade(&[])
        .refused(3, "line 1, is not of the form kata-grade/1");
    school
        .run(&["report", "nowhere"])
        .refused(2, "no folder of results");
    school.run(&["report", "empty"]).refused(2, "no results");
}

#[cfg(unix)]
#[test]
fn answers_of_odd_kinds_are_refused_and_the_others_graded() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    school.hand_in("latin", b"// caf\xe9\n");
    school.hand_in("large", vec![b'/'; 2 << 20]);
    fs::create_dir_all(school.course.root.join("in/folder/double.rs")).unwrap();
    // Links that lead to somebody else's answer, or to the reference.
    for (student, to) in [
        ("thief", "../alice/double.rs"),
        ("spy", "../../solutions/s01-mini/double.rs"),
    ] {
        let folder = school.course.root.join("in").join(student);
        fs::create_dir_all(&folder).unwrap();
        std::os::unix::fs::symlink(to, folder.join("double.rs")).unwrap();
    }
    school.grade(&[]).done();
    assert_eq!(school.line("alice")["verdict"]["outcome"], "solved");
    assert_eq!(school.line("latin")["verdict"]["outcome"], "compile_error");
    for (student, state) in [
        ("large", "refused"),
        ("folder", "refused"),
        ("thief", "absent"),
        ("spy", "absent"),
    ] {
        assert_eq!(school.line(student)["state"], state, "{student}");
    }
}

#[test]
fn out_that_another_run_holds() {
    let school = School::new();
    school.hand_in("alice", SOLUTION);
    fs::create_dir_all(school.course.root.join("grades")).unwrap();
    let lock = school.course.root.join("grades/.grades.jsonl.lock");
    let held = fs::File::create(&lock).unwrap();
    held.lock().unwrap();
    school.grade(&[]).refused(2, "another run");
    drop(held);
    school.grade(&[]).done();
}
