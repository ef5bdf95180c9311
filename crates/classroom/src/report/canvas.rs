//! Comma-separated values as Canvas imports them: a row for each student, a column for the whole.
//!
//! The columns that Canvas asks for: `Student`, `ID`, `SIS User ID`, `SIS Login ID`, `Section`, then
//! assignments; a second row has the points possible. Students are matched by their login.

use lang::Lang;

use super::harmless::cell;
use crate::class::Class;

pub fn of(class: &Class, _: Lang) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: Vec<String>| {
        table.write_record(cells).expect("memory takes it");
    };
    let title = cell(&class.policy.title);
    let fixed = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];
    row([&fixed[..], &[&title]]
        .concat()
        .into_iter()
        .map(str::to_owned)
        .collect());
    let empty = String::new;
    row(vec![
        "    Points Possible".to_owned(),
        empty(),
        empty(),
        empty(),
        empty(),
        class.max().to_string(),
    ]);
    for student in &class.students {
        let name = cell(&student.name);
        row(vec![
            name.clone(),
            empty(),
            empty(),
            name,
            empty(),
            // An empty cell changes no grade: what could not be judged is not zero.
            match student.is_open() {
                true => empty(),
                false => student.points().to_string(),
            },
        ]);
    }
    let bytes = table.into_inner().expect("memory takes it");
    String::from_utf8_lossy(&bytes).into_owned()
}
