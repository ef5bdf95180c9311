//! The rules of the repository. Each collects all its faults, and names the file to touch.

mod answers;
mod clock;
mod diagnoses;
mod files;
mod lessons;
mod names;
mod readme;
mod rules;
mod stubs;
mod texts;
mod translations;

#[cfg(test)]
mod faulty;

use std::path::{Path, PathBuf};

use dojo::course::shorten;
use dojo::pages::Pages;
use dojo::{Course, Error};

/// A rule: what it says of a tree is what is wrong there.
type Rule = fn(&Tree) -> Result<Vec<String>, Error>;

/// The repository, or a course that a test made.
struct Tree {
    course: Course,
    pages: Pages,
}

impl Tree {
    fn at(root: &Path) -> Result<Tree, Error> {
        Ok(Tree {
            course: Course::load(root)?,
            pages: Pages::load(root)?,
        })
    }

    fn root(&self) -> &Path {
        &self.course.root
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn short(&self, path: &Path) -> String {
        shorten(self.root(), path)
    }
}

/// All faults of the tree at `root`, each after the name of its rule.
///
/// # Errors
///
/// A rule could not look at what it is about.
pub fn faults(root: &Path) -> Result<Vec<(&'static str, Vec<String>)>, Error> {
    let tree = Tree::at(root)?;
    RULES
        .iter()
        .map(|(name, rule)| Ok((*name, rule(&tree)?)))
        .collect()
}

/// The rules by their names; and one test for each, on this repository and on an empty course.
macro_rules! rules {
    ($($module:ident::$rule:ident,)*) => {
        const RULES: &[(&str, Rule)] = &[$((stringify!($rule), $module::$rule)),*];

        #[cfg(test)]
        mod tests {
            use dojo::course::STARTER;

            use super::*;

            $(
                #[test]
                fn $rule() {
                    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
                    // A repository for students has none of what most rules ask for.
                    if !repository.join(STARTER).exists() {
                        holds($module::$rule, repository);
                    }
                    let empty = scratch::Scratch::new();
                    empty.write("crates/probe/Cargo.toml", "");
                    holds($module::$rule, empty.path());
                }
            )*
        }
    };
}

rules! {
    names::the_trees_have_the_same_sections,
    names::packages_are_named_after_their_folders,
    names::ids_are_well_formed_and_unique,
    names::needs_refer_to_earlier_katas,
    names::solutions_list_every_kata,
    files::every_kata_has_its_files,
    files::no_file_is_left_over,
    stubs::stubs_begin_with_three_lines,
    stubs::stub_ids_are_fresh,
    answers::there_are_eight_wrong_and_four_right,
    answers::wrong_answers_declare_their_reason,
    answers::tests_are_plain_functions,
    answers::test_files_are_contracts,
    lessons::lessons_have_the_fixed_headings,
    lessons::lessons_name_every_bound,
    rules::rules_and_tests_are_one_list,
    texts::nothing_is_left_to_write,
    texts::titles_are_written_twice,
    clock::real_time_is_declared,
    diagnoses::every_diagnosis_has_its_pages_and_its_test,
    diagnoses::every_lint_has_its_page_in_both_languages,
    diagnoses::sections_use_known_diagnoses,
    diagnoses::every_diagnosis_has_its_symptoms,
    translations::every_text_is_translated,
    translations::translations_are_fresh,
    readme::the_index_lists_every_kata,
}

#[cfg(test)]
#[track_caller]
fn holds(rule: Rule, root: &Path) {
    let faults = Tree::at(root).and_then(|tree| rule(&tree));
    let faults = faults.unwrap_or_else(|e| panic!("{e}"));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
