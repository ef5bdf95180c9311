//! JUnit's XML, as `quick-junit` writes it: a suite for each student, a case for each test.

use std::time::Duration;

use lang::Lang;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::harmless::xml;
use crate::class::{Class, Unit};
use crate::policy::Task;
use crate::record::State;

pub fn of(class: &Class, lang: Lang) -> String {
    let mut report = Report::new(xml(&class.policy.title));
    for student in &class.students {
        let mut suite = TestSuite::new(xml(&student.name));
        suite.add_property(("sandbox", class.sandbox.as_str()));
        for (task, unit) in class.tasks().zip(&student.units) {
            suite.add_test_cases(cases(task, unit, lang));
        }
        report.add_test_suite(suite);
    }
    report.to_string().expect("memory takes it")
}

/// One for each test; one for the whole where no test ran.
fn cases(task: &Task, unit: &Unit, lang: Lang) -> Vec<TestCase> {
    let tests = unit.tests(task);
    if tests.is_empty() {
        let mut status = match unit.line.state {
            State::Unjudged => TestCaseStatus::non_success(NonSuccessKind::Error),
            State::Absent => TestCaseStatus::skipped(),
            State::Judged | State::Refused => TestCaseStatus::non_success(NonSuccessKind::Failure),
        };
        status.set_type(unit.word());
        status.set_message(xml(unit.shown(lang).lines().next().unwrap_or_default()));
        status.set_description(xml(unit.shown(lang)));
        return vec![case(task, &task.kata, status, 0)];
    }
    let mut cases = Vec::new();
    for (test, _) in tests {
        let status = match test.passed {
            true => TestCaseStatus::success(),
            false => {
                let finding = &test.report["diagnoses"][0];
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_type(xml(finding["code"].as_str().unwrap_or("failed")));
                status.set_message(xml(finding["message"].as_str().unwrap_or_default()));
                status
            }
        };
        let millis = test.report["duration_ms"].as_u64().unwrap_or(0);
        cases.push(case(task, test.name, status, millis));
    }
    cases
}

fn case(task: &Task, name: &str, status: TestCaseStatus, millis: u64) -> TestCase {
    let mut case = TestCase::new(xml(name), status);
    case.set_classname(format!("{}.{}", task.section, task.kata));
    case.set_time(Duration::from_millis(millis));
    case
}
