//! A walk through folders in folders: everything is found once, nothing is followed in circles, and
//! no error is lost. Errors come before depth.
//!
//! real time: the folders are real, and are read by the threads of a tokio runtime. Nothing is
//! measured, and nothing waits for a clock.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s03-async-await/recursion.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s03-async-await/recursion.rs"
)]
mod recursion;
mod recursion_scene;

use std::fs;

use probe::trace::{Subject, traced};
use probe::{Diagnosis, demand, expect};
use recursion::walk;
use recursion_scene::{Tree, fails, on_a_stack_of, reads_in_its_polls, runtime, walked};

// lesson: "500 levels"
// lesson.ja: "500 階層"
const LEVELS: usize = 500;

// lesson: "2 MiB"
// lesson.ja: "2 MiB"
const STACK: usize = 2 * 1024 * 1024;

// rule: "The output is the path of each entry below `root`, at any depth, that is no folder: `root` joined with the names on the way, whatever they are; each once, in any order."
// rule.ja: "出力は、`root` の下の、どの深さにあるものでも、フォルダーではない項目すべてのパスです。`root` に途中の名前を、どんな名前でもそのままつないだもので、それぞれ一度だけ、順番は自由です。"
#[test]
fn folders_in_folders() {
    let mut tree = Tree::new();
    tree.folder("a/b/c")
        .folder("a/b2")
        .folder("d")
        .folder("empty/emptier");
    tree.file("top")
        .file("a/one")
        .file("a/b/one")
        .file("a/b/c/one");
    tree.file("a/b2/two")
        .file("d/one")
        .file("d/.hidden")
        .file("d/名前 と 空白");
    for name in [".b", "..a", "a.d"] {
        tree.folder(name).file(format!("{name}/one"));
    }
    tree.is_found(walked(tree.root()));
}

// rule: "The output is the path of each entry below `root`, at any depth, that is no folder: `root` joined with the names on the way, whatever they are; each once, in any order."
// rule.ja: "出力は、`root` の下の、どの深さにあるものでも、フォルダーではない項目すべてのパスです。`root` に途中の名前を、どんな名前でもそのままつないだもので、それぞれ一度だけ、順番は自由です。"
#[test]
fn empty_and_wide_and_names_that_are_no_text() {
    let tree = Tree::new();
    tree.is_found(walked(tree.root()));
    let mut tree = Tree::new();
    tree.folder("wide");
    for number in 0..300 {
        tree.file(format!("wide/{number}"));
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"no text \xff");
        tree.folder(name)
            .file(std::path::Path::new(name).join(name));
    }
    tree.is_found(walked(tree.root()));
}

// rule: "The output is the path of each entry below `root`, at any depth, that is no folder: `root` joined with the names on the way, whatever they are; each once, in any order."
// rule.ja: "出力は、`root` の下の、どの深さにあるものでも、フォルダーではない項目すべてのパスです。`root` に途中の名前を、どんな名前でもそのままつないだもので、それぞれ一度だけ、順番は自由です。"
#[test]
fn root_by_a_detour() {
    let mut tree = Tree::new();
    tree.folder("a/b").file("a/b/one");
    let detour = tree.root().join("a/../a");
    let asked = vec![detour.join("b/one")];
    expect(walked(&detour).ok(), Some(asked), "the output", "出力");
}

// rule: "The output is the path of each entry below `root`, at any depth, that is no folder: `root` joined with the names on the way, whatever they are; each once, in any order."
// rule.ja: "出力は、`root` の下の、どの深さにあるものでも、フォルダーではない項目すべてのパスです。`root` に途中の名前を、どんな名前でもそのままつないだもので、それぞれ一度だけ、順番は自由です。"
#[test]
fn neither_a_file_nor_a_folder() {
    let mut tree = Tree::new();
    tree.folder("a").file("a/one");
    let _open = tree.socket("a/socket");
    tree.is_found(walked(tree.root()));
}

// rule: "A link is an entry like any other and is not followed, whether it leads to a file, to a folder, in a circle, or nowhere."
// rule.ja: "リンクもほかと同じひとつの項目で、たどりません。リンク先がファイルでも、フォルダーでも、循環していても、存在しなくても同じです。"
#[test]
fn links_are_found_and_not_followed() {
    // One circle at a time: where several meet, a walk that follows them would not end today.
    for (link, target) in [
        ("to a file", "a/one"),
        ("to a folder", "a"),
        ("nowhere", "gone"),
        ("a/back", ".."),
        ("a/b/here", "."),
        ("a/b/itself", "itself"),
    ] {
        let mut tree = Tree::new();
        tree.folder("a/b").file("a/one").file("a/b/two");
        tree.link(link, target);
        tree.is_found(walked(tree.root()));
    }
}

// rule: "The first error of any folder ends the walk and is returned with its kind: `root` does not exist or is a file, or a folder below it cannot be read."
// rule.ja: "どのフォルダーのエラーでも、最初のものが走査を終わらせ、その種類のまま返されます。`root` が存在しないとき、ファイルであるとき、下のフォルダーを読めないときです。"
#[test]
fn root_is_missing_or_no_folder() {
    let mut tree = Tree::new();
    tree.file("file");
    for name in ["missing", "file"] {
        let root = tree.root().join(name);
        fails(&root, &fs::read_dir(&root).expect_err("it is no folder"));
    }
}

// rule: "The first error of any folder ends the walk and is returned with its kind: `root` does not exist or is a file, or a folder below it cannot be read."
// rule.ja: "どのフォルダーのエラーでも、最初のものが走査を終わらせ、その種類のまま返されます。`root` が存在しないとき、ファイルであるとき、下のフォルダーを読めないときです。"
#[test]
fn folder_far_below_cannot_be_read() {
    let mut tree = Tree::new();
    tree.folder("a").file("a/one").file("top");
    #[cfg(unix)]
    recursion_scene::with_a_closed_folder(&tree, |error| fails(tree.root(), error));
    // Only there is it known how to make one that not even root can read.
    #[cfg(target_os = "linux")]
    {
        let error = recursion_scene::with_a_folder_too_deep(&mut tree);
        fails(tree.root(), &error);
    }
}

// rule: "The walk begins with the first poll, not with the call."
// rule.ja: "走査は、呼び出しではなく最初のポーリングで始まります。"
#[test]
fn made_first_and_begun_later() {
    let mut tree = Tree::new();
    let scene = Subject::named("task", &"the test");
    let future = walk(tree.root().join("later"));
    scene.say("`walk` has returned a future", "`walk` が Future を返した");
    tree.folder("later/a").file("later/a/file");
    scene.say("the folder is made", "フォルダーを作成");
    let output = runtime().block_on(traced("task", "the walk", future));
    let seen = output.as_ref().map(Vec::len);
    demand(
        matches!(seen, Ok(1..)),
        Diagnosis::EagerStart,
        format!("a folder that was made before the first poll is not found: {seen:?}"),
        format!("最初のポーリングより前に作られたフォルダーが見つかっていません: {seen:?}"),
    );
    tree.is_found(output);
}

// rule: "No folder is read on the executor's thread, even in a single-threaded runtime; the future is `Send`."
// rule.ja: "スレッドがひとつだけのランタイムでも、executor のスレッドではフォルダーを読みません。Future は `Send` です。"
#[test]
fn executor_reads_nothing_itself() {
    let mut tree = Tree::new();
    tree.folder("a/b").file("a/one").file("a/b/one").file("top");
    // A thread of the answer's own may be quick once, and not each time.
    let places = ["", "a", "a/b"].map(|folder| tree.root().join(folder));
    let seen = (0..5).filter(|_| reads_in_its_polls(tree.root(), &places));
    demand(
        seen.count() < 5,
        Diagnosis::BlockedExecutor,
        "a file that was there only while no other thread could read is in the output: a poll has \
         read its folder",
        "ほかのスレッドが何も読めない間だけ置かれていたファイルが、出力に入っています。\
         ポーリングの中でフォルダーが読まれています",
    );
}

// rule: "A tree of 500 levels is walked on a thread with a stack of 2 MiB."
// rule.ja: "500 階層のツリーを、スタックが 2 MiB のスレッドで走査できます。"
#[test]
fn deep_tree_on_a_small_stack() {
    let mut tree = Tree::new();
    let deepest = vec!["d"; LEVELS].join("/");
    tree.folder(&deepest).file(deepest + "/file").file("top");
    let output = on_a_stack_of(STACK, || walked(tree.root()));
    tree.is_found(output);
}
