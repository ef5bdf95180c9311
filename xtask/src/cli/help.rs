//! The table of commands and flags, from which `--help` and "did you mean" are made.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use dojo::show::{View, wrap};
use lang::Lang;

/// One command.
#[derive(Debug)]
pub struct Spec {
    pub name: &'static str,
    /// What follows the name.
    pub operands: &'static str,
    pub about: Both,
    pub flags: &'static [Flag],
    /// Who mostly needs it.
    audience: Audience,
}

#[derive(Debug)]
pub struct Flag {
    pub name: &'static str,
    /// What its value is called, where it takes one.
    pub value: Option<&'static str>,
    about: Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    Learner,
    Author,
    Teacher,
    /// One test of the course, which is in no list.
    Nobody,
}

#[derive(Clone, Copy, Debug)]
pub struct Both {
    en: &'static str,
    ja: &'static str,
}

const fn both(en: &'static str, ja: &'static str) -> Both {
    Both { en, ja }
}

const fn flag(name: &'static str, value: Option<&'static str>, about: Both) -> Flag {
    Flag { name, value, about }
}

/// Flags that every command takes.
pub const COMMON: &[Flag] = &[
    flag(
        "lang",
        Some("en|ja"),
        both(
            "the language; else `KATA_LANG`, the locale, English",
            "表示言語。指定がなければ `KATA_LANG`、ロケール、英語の順に決まります",
        ),
    ),
    flag("help", None, both("this text", "このヘルプを表示します")),
    flag(
        "version",
        None,
        both(
            "the version of this tool",
            "このツールのバージョンを表示します",
        ),
    ),
];

const FORMAT: Flag = flag(
    "format",
    Some("human|json"),
    both(
        "for people, or for programs",
        "人向けの表示か、プログラム向けの JSON か",
    ),
);
const JOBS: Flag = flag(
    "jobs",
    Some("N"),
    both("how much to do at once", "同時に実行する数"),
);
const SECTION: Flag = flag(
    "section",
    Some("S"),
    both(
        "the katas of one section, for example `s02`",
        "1 つのセクションの課題すべて（例: `s02`）",
    ),
);

pub const COMMANDS: &[Spec] = &[
    Spec {
        name: "status",
        operands: "",
        about: both(
            "says where you stand and what to do next; also without any command",
            "現在の進み具合と次にすることを表示します（コマンドを省略しても同じです）",
        ),
        flags: &[],
        audience: Audience::Learner,
    },
    Spec {
        name: "check",
        operands: "[KATA…]",
        about: both(
            "judges your answer; without a kata, the next unsolved one",
            "解答を判定します。課題を省略すると、次の未解決の課題を判定します",
        ),
        flags: &[
            flag("all", None, both("every kata", "すべての課題")),
            SECTION,
            flag(
                "answer",
                Some("FILE"),
                both(
                    "judges this file instead (one kata)",
                    "代わりにこのファイルを判定します（課題は 1 つ）",
                ),
            ),
            flag(
                "solution",
                None,
                both(
                    "judges the reference solution instead",
                    "代わりに模範解答を判定します",
                ),
            ),
            FORMAT,
            JOBS,
        ],
        audience: Audience::Learner,
    },
    Spec {
        name: "watch",
        operands: "[KATA]",
        about: both(
            "judges at each save, and goes on from kata to kata; single keys for all else",
            "保存するたびに判定し、解決すると次の課題に進みます（操作は 1 文字のキー）",
        ),
        flags: &[flag(
            "manual",
            None,
            both(
                "judges only when a key asks for it",
                "キーを押したときだけ判定します",
            ),
        )],
        audience: Audience::Learner,
    },
    Spec {
        name: "polish",
        operands: "[KATA]",
        about: both(
            "says what clippy remarks on your answer, async code above all",
            "解答に対する clippy の指摘を、async に関わるものを中心に表示します",
        ),
        flags: &[],
        audience: Audience::Learner,
    },
    Spec {
        name: "trace",
        operands: "[KATA] [TEST]",
        about: both(
            "draws what happened in a test, beside the same with the reference",
            "テストの中で起きたことを、模範解答と並べて図にします",
        ),
        flags: &[
            flag(
                "answer",
                Some("FILE"),
                both(
                    "draws this file instead",
                    "代わりにこのファイルを図にします",
                ),
            ),
            flag(
                "html",
                Some("FILE"),
                both(
                    "writes it as one page for a browser",
                    "ブラウザー用の 1 ページとして書き出します",
                ),
            ),
            flag(
                "perfetto",
                Some("FILE"),
                both(
                    "writes it as trace events, for ui.perfetto.dev",
                    "ui.perfetto.dev 用のトレースイベントとして書き出します",
                ),
            ),
            FORMAT,
        ],
        audience: Audience::Learner,
    },
    Spec {
        name: "list",
        operands: "[SECTION]",
        about: both(
            "lists the sections and katas, and how far you are with each",
            "セクションと課題、それぞれの進み具合を一覧にします",
        ),
        flags: &[
            flag(
                "todo",
                None,
                both("only what is not solved", "未解決の課題だけを表示します"),
            ),
            SECTION,
            FORMAT,
        ],
        audience: Audience::Learner,
    },
    Spec {
        name: "lesson",
        operands: "[KATA]",
        about: both(
            "shows what a kata asks for, and why",
            "課題の内容とその理由を表示します",
        ),
        flags: &[],
        audience: Audience::Learner,
    },
    Spec {
        name: "hint",
        operands: "[KATA]",
        about: both("shows the next hint", "次のヒントを表示します"),
        flags: &[flag("all", None, both("all hints", "すべてのヒント"))],
        audience: Audience::Learner,
    },
    Spec {
        name: "explain",
        operands: "[WORDS…]",
        about: both(
            "explains a mistake, by its name or by what you see; without words, lists them",
            "診断を名前や症状から説明します。何も書かなければ一覧を表示します",
        ),
        flags: &[],
        audience: Audience::Learner,
    },
    Spec {
        name: "solution",
        operands: "[KATA]",
        about: both(
            "shows your answer beside the reference, as a diff",
            "自分の解答と模範解答の差分を表示します",
        ),
        flags: &[flag(
            "spoil",
            None,
            both("also before it is solved", "解く前でも表示します"),
        )],
        audience: Audience::Learner,
    },
    Spec {
        name: "reset",
        operands: "KATA",
        about: both(
            "puts the stub back, after keeping a backup of your file",
            "自分のファイルをバックアップしてから、スタブに戻します",
        ),
        flags: &[],
        audience: Audience::Learner,
    },
    Spec {
        name: "verify",
        operands: "[KATA…]",
        about: both(
            "tests the tests: stubs, solutions, wrong answers, right answers",
            "テスト自体を検証します（スタブ、模範解答、誤答、正答）",
        ),
        flags: &[
            SECTION,
            flag(
                "repeat",
                Some("N"),
                both(
                    "runs every answer N times; a verdict that changes is a fault",
                    "各解答を N 回実行します。判定が変われば誤りとみなします",
                ),
            ),
            flag(
                "rejected",
                None,
                both(
                    "a wrong answer need only be rejected, for whatever reason",
                    "誤答は、理由を問わず不合格であればよいものとします",
                ),
            ),
            flag(
                "right",
                None,
                both(
                    "without the wrong answers: whether a right one is ever rejected",
                    "誤答を除きます。正しい解答が不合格になることがないかを調べます",
                ),
            ),
            flag(
                "traced",
                None,
                both(
                    "writes down what happens in each test: no verdict may change by that",
                    "各テストで起きたことも記録します。それで判定が変わってはいけません",
                ),
            ),
            FORMAT,
            JOBS,
        ],
        audience: Audience::Author,
    },
    Spec {
        name: "starter",
        operands: "OUT [KATA…]",
        about: both(
            "writes a repository for students: no answers, no history",
            "学生用のリポジトリを書き出します（解答と履歴は含みません）",
        ),
        flags: &[
            flag(
                "kata",
                Some("KATA"),
                both(
                    "this kata; may come more than once, as KATA may",
                    "この課題だけ。KATA と同じく、繰り返し指定できます",
                ),
            ),
            SECTION,
            flag(
                "ci",
                Some("github|gitlab"),
                both(
                    "with files that grade each push",
                    "push ごとに採点する設定も書き出します",
                ),
            ),
            flag(
                "gradescope",
                None,
                both(
                    "with the files of a Gradescope autograder",
                    "Gradescope の自動採点用のファイルも書き出します",
                ),
            ),
            flag(
                "policy",
                Some("FILE"),
                both(
                    "with this `grading.toml`, but for the hidden tests",
                    "この `grading.toml` も含めます（非公開テストの場所は除きます）",
                ),
            ),
        ],
        audience: Audience::Teacher,
    },
    Spec {
        name: "grade",
        operands: "SUBMISSIONS",
        about: both(
            "judges what a class has handed in: a folder for each student, or a list",
            "クラスの提出物を判定します（学生ごとのフォルダー、または一覧）",
        ),
        flags: &[
            flag(
                "out",
                Some("FOLDER"),
                both(
                    "where the results go; `grades` without it",
                    "結果を置くフォルダー。省略すると `grades`",
                ),
            ),
            flag(
                "policy",
                Some("FILE"),
                both(
                    "points, due dates, hidden tests: a `grading.toml`",
                    "配点、締め切り、非公開テストを書いた `grading.toml`",
                ),
            ),
            flag(
                "only",
                Some("STUDENT[/KATA]"),
                both(
                    "one student, or one answer",
                    "1 人の学生、または 1 つの解答だけ",
                ),
            ),
            flag(
                "student",
                Some("NAME"),
                both(
                    "the folder is this student's",
                    "そのフォルダーを、この学生 1 人の提出物とみなします",
                ),
            ),
            flag(
                "shard",
                Some("K/N|auto"),
                both(
                    "one part of N; `auto` asks the engine's variables",
                    "N 個に分けたうちの 1 つ。`auto` は実行環境の変数に従います",
                ),
            ),
            flag(
                "repeat",
                Some("N"),
                both(
                    "runs every answer N times; a verdict that changes is reported",
                    "各解答を N 回実行します。判定が変われば報告します",
                ),
            ),
            flag(
                "sandbox",
                Some("auto|bwrap|landlock|none"),
                both(
                    "how answers are shut in; `none` only for your own",
                    "解答の隔離方法。`none` は自分の解答だけに使ってください",
                ),
            ),
            JOBS,
            flag(
                "list",
                None,
                both(
                    "names the units, and judges none",
                    "判定せずに、対象の一覧を表示します",
                ),
            ),
            flag(
                "doctor",
                None,
                both(
                    "says what this machine has to shut answers in",
                    "このマシンで使える隔離方法を表示します",
                ),
            ),
        ],
        audience: Audience::Teacher,
    },
    Spec {
        name: "report",
        operands: "RESULTS…",
        about: both(
            "turns results into what a class's platform reads",
            "採点結果を、クラスで使うサービスの形式に変換します",
        ),
        flags: &[
            flag(
                "format",
                Some("FORMAT"),
                both(
                    "markdown, html, csv, canvas, junit, gradescope, classroom50, exercism",
                    "markdown、html、csv、canvas、junit、gradescope、classroom50、exercism",
                ),
            ),
            flag(
                "to",
                Some("PATH"),
                both(
                    "a file; a folder for a file each student",
                    "書き込み先のファイル。学生ごとの形式ではフォルダー",
                ),
            ),
            flag(
                "only",
                Some("STUDENT"),
                both("one student", "1 人の学生だけ"),
            ),
        ],
        audience: Audience::Teacher,
    },
    Spec {
        name: "bench",
        operands: "[KATA…]",
        about: both(
            "times edit to verdict against plain cargo",
            "編集から判定までの時間を素の cargo と比べます",
        ),
        flags: &[
            flag(
                "runs",
                Some("N"),
                both("pairs to measure", "計測する組の数"),
            ),
            flag(
                "cold",
                None,
                both(
                    "adds fresh clone to first verdict",
                    "新しいクローンから最初の判定までも計測します",
                ),
            ),
        ],
        audience: Audience::Author,
    },
    Spec {
        name: "new",
        operands: "SECTION KATA",
        about: both(
            "writes all the files of a kata, ready to fill",
            "課題のファイル一式を、書き込むだけの状態で作成します",
        ),
        flags: &[
            flag(
                "guide",
                Some("N.M"),
                both("the guide's subsection", "対応するガイドの節番号"),
            ),
            flag(
                "title",
                Some("TITLE"),
                both("the English title", "英語の題名"),
            ),
            flag(
                "title-ja",
                Some("TITLE"),
                both("the Japanese title", "日本語の題名"),
            ),
            flag(
                "kind",
                Some("KIND"),
                both(
                    "`future`, polled by hand; `program`, in virtual time; `service`, over HTTP",
                    "`future` は手動のポーリング、`program` は仮想時間、`service` は HTTP",
                ),
            ),
        ],
        audience: Audience::Author,
    },
    Spec {
        name: "stubs",
        operands: "[KATA…]",
        about: both(
            "notes the stubs on disk as those to ship",
            "ディスク上のスタブを配布版として記録します",
        ),
        flags: &[
            flag(
                "edited",
                None,
                both(
                    "also those edited since the last commit",
                    "最後のコミット以降に編集されたものも記録します",
                ),
            ),
            flag(
                "translations",
                None,
                both(
                    "also declares the translations up to date",
                    "翻訳も最新であると宣言します",
                ),
            ),
        ],
        audience: Audience::Author,
    },
    Spec {
        name: "tidy",
        operands: "",
        about: both(
            "looks for what breaks a rule of the repository",
            "リポジトリーの規則に反するものを探します",
        ),
        flags: &[],
        audience: Audience::Author,
    },
    Spec {
        name: "wrong",
        operands: "[KATA[/MISTAKE]]",
        about: both(
            "shows the wrong answers: why, what was believed, and the difference",
            "誤答を表示します（理由、思い込み、模範解答との違い）",
        ),
        flags: &[],
        audience: Audience::Author,
    },
    Spec {
        name: "compare",
        operands: "[KATA…]",
        about: both(
            "judges every known answer by plain cargo as well, in a copy, and shows where the two differ",
            "既知の解答すべてを、コピーの中で素の cargo でも判定し、違いを表示します",
        ),
        flags: &[],
        audience: Audience::Nobody,
    },
    Spec {
        name: "ci",
        operands: "",
        about: both(
            "checks everything that must hold",
            "満たすべきことをすべて検査します",
        ),
        flags: &[],
        audience: Audience::Author,
    },
    Spec {
        name: "help",
        operands: "[COMMAND]",
        about: both(
            "this text, or that of one command",
            "このヘルプ、または各コマンドのヘルプ",
        ),
        flags: &[],
        audience: Audience::Learner,
    },
];

impl Spec {
    /// The text of `cargo xtask <command> --help`.
    pub fn help(&self, view: View) -> String {
        let lang = view.lang;
        let usage = lang.pick("usage", "使い方");
        let mut text = wrap::hanging("", self.about.pick(lang), view.width);
        text += &format!("\n{usage}: cargo xtask {}", self.name);
        if !self.operands.is_empty() {
            text += " ";
            text += self.operands;
        }
        text += "\n\n";
        let rows = self.flags.iter().chain(COMMON).map(|flag| {
            let value = flag
                .value
                .map_or(String::new(), |value| format!(" {value}"));
            (format!("--{}{value}", flag.name), flag.about.pick(lang))
        });
        text + &table(rows.collect(), view)
    }
}

impl Both {
    fn pick(&self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.ja)
    }
}

/// The text of `cargo xtask help`.
pub fn overview(view: View) -> String {
    let lang = view.lang;
    let mut text = lang
        .pick(
            "usage: cargo xtask [COMMAND]\n",
            "使い方: cargo xtask [コマンド]\n",
        )
        .to_owned();
    let parts = [
        (Audience::Learner, lang.pick("for learning", "学ぶ人向け")),
        (Audience::Author, lang.pick("for authors", "作る人向け")),
        (Audience::Teacher, lang.pick("for teachers", "教える人向け")),
    ];
    for (audience, title) in parts {
        let rows = COMMANDS
            .iter()
            .filter(|spec| spec.audience == audience)
            .map(|spec| {
                let usage = format!("{} {}", spec.name, spec.operands);
                (usage.trim_end().to_owned(), spec.about.pick(lang))
            });
        write!(text, "\n{title}:\n{}", table(rows.collect(), view))
            .expect("a string takes everything");
    }
    text += "\n";
    text += &wrap::hanging(
        "",
        lang.pick(
            "A kata goes by its id (`value_slot`, `value-slot`), the guide's number (`2.1`), or the path of its file; without one, the commands for learning take the next unsolved. `--lang en|ja` chooses the language.\n\
             Exit status: 0 solved or done, 1 not solved, 2 wrong usage, 3 the tool could not work.",
            "課題は id（`value_slot`、`value-slot`）、ガイドの節番号（`2.1`）、ファイルのパスのどれかで指定します。学ぶ人向けのコマンドで省略すると、次の未解決の課題になります。表示言語は `--lang en|ja` で選べます。\n\
             終了コード: 0 解決・完了、1 未解決、2 使い方の誤り、3 ツールの実行に失敗",
        ),
        view.width,
    );
    text
}

/// The commands that a slip of the keyboard may have meant: none that writes files.
pub fn guessed() -> impl Iterator<Item = &'static str> {
    const WRITE: [&str; 4] = ["new", "reset", "starter", "stubs"];
    let all = COMMANDS.iter().map(|spec| spec.name);
    all.filter(|name| !WRITE.contains(name) && *name != "compare")
}

fn table(rows: Vec<(String, &str)>, view: View) -> String {
    let width = rows.iter().map(|(left, _)| left.width()).max().unwrap_or(0);
    rows.iter().fold(String::new(), |text, (left, right)| {
        let gap = " ".repeat(width - left.width() + 2);
        text + &wrap::hanging(&format!("  {left}{gap}"), right, view.width)
    })
}
