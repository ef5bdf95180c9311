use crate::commands::reset;
use crate::sample::{SECTION, Said, Sample};
use lang::Lang;

fn run(sample: &Sample, lang: Lang) -> Said {
    sample.run(lang, |course, out| reset::run(course, "countdown", out))
}

#[test]
fn each_reset_keeps_a_backup_of_its_own() {
    let sample = Sample::new();
    let file = Sample::exercise("countdown");
    let stub = sample.files.read(&file);
    let backup = |n| format!(".dojo-backup/{SECTION}/countdown.{n}.rs");
    for (n, lang) in [(1, Lang::En), (2, Lang::Ja)] {
        let answer = format!("// 解答 {n}\n");
        sample.files.write(&file, &answer);
        let said = run(&sample, lang);
        assert!(said.done().contains(&backup(n)), "{said:?}");
        assert_eq!(sample.files.read(&file), stub);
        assert_eq!(sample.files.read(&backup(n)), answer);
    }
}

#[test]
fn a_file_that_is_no_text_is_kept_to_the_byte() {
    let sample = Sample::new();
    let file = Sample::exercise("countdown");
    sample.files.write(&file, [0xff, 0xfe, 0x00]);
    run(&sample, Lang::En).done();
    let backup = sample
        .root()
        .join(format!(".dojo-backup/{SECTION}/countdown.1.rs"));
    assert_eq!(std::fs::read(backup).unwrap(), [0xff, 0xfe, 0x00]);
}

#[test]
fn the_stub_itself_is_left_alone() {
    let sample = Sample::new();
    let said = run(&sample, Lang::En);
    assert!(said.done().contains("is the stub already"), "{said:?}");
    assert!(!sample.root().join(".dojo-backup").exists());
}

#[test]
fn a_missing_file_comes_back() {
    let sample = Sample::new();
    let file = Sample::exercise("countdown");
    let stub = sample.files.read(&file);
    sample.files.remove(&file);
    assert!(run(&sample, Lang::En).done().contains("was missing"));
    assert_eq!(sample.files.read(&file), stub);
}

#[test]
fn without_git_nothing_is_lost() {
    let sample = Sample::new();
    let file = Sample::exercise("countdown");
    sample.files.write(&file, "// mine\n");
    std::fs::remove_dir_all(sample.root().join(".git")).unwrap();
    for lang in [Lang::En, Lang::Ja] {
        let said = run(&sample, lang);
        assert!(said.ended(3), "{said:?}");
        assert!(
            said.stderr
                .contains(lang.pick("nothing was changed", "何も変更していません"))
        );
    }
    assert_eq!(sample.files.read(&file), "// mine\n");
    assert!(!sample.root().join(".dojo-backup").exists());
}

#[test]
fn hints_begin_anew() {
    let sample = Sample::new();
    sample
        .files
        .write(&Sample::exercise("countdown"), "// mine\n");
    let hint = || {
        let said = sample.run(Lang::En, |course, out| {
            crate::commands::hint::run(course, Some("countdown"), false, out)
        });
        said.done().to_owned()
    };
    let first = hint();
    run(&sample, Lang::En).done();
    assert_eq!(hint(), first);
}
