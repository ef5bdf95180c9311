//! What the judge itself can say of a test that did not come to its own end.

use std::time::Duration;

use lang::{Text, text};

use super::limits::Limits;
use crate::codes;
use crate::verdict::Finding;

fn finding(code: &str, message: Text, notes: Vec<Text>) -> Finding {
    debug_assert!(codes::OF_THE_JUDGE.contains(&code));
    Finding {
        code: code.to_owned(),
        message,
        notes,
        location: None,
    }
}

/// The test did not end. `cpu` is the processor time that it used, where the system tells.
pub fn hang(took: Duration, cpu: Option<Duration>) -> Finding {
    let seconds = took.as_secs_f64();
    let mut notes = vec![text!(
        "ended after {seconds:.1} s",
        "{seconds:.1} 秒で打ち切りました",
    )];
    if let Some(cpu) = cpu.map(|cpu| cpu.as_secs_f64()) {
        notes.push(if cpu > seconds / 4.0 {
            text!(
                "it used {cpu:.1} s of processor time: a loop that does not end",
                "CPU を {cpu:.1} 秒使いました。終わらないループがあります",
            )
        } else {
            text!(
                "it used {cpu:.1} s of processor time: its threads were asleep",
                "CPU は {cpu:.1} 秒しか使っていません。スレッドは眠っていました",
            )
        });
    }
    let message = text!(
        "the test did not come to its end",
        "テストが終わりませんでした",
    );
    finding("hang", message, notes)
}

pub fn output_flood(limits: &Limits) -> Finding {
    let limit = limits.output >> 20;
    let message = text!(
        "the answer printed without end",
        "解答が際限なく出力し続けました",
    );
    let note = text!(
        "ended after {limit} MiB of output",
        "出力が {limit} MiB を超えたので打ち切りました",
    );
    finding("output-flood", message, vec![note])
}

/// The answer has been at what only the judge writes.
pub fn tampering(what: Text) -> Finding {
    let message = text!(
        "the answer interfered with the judge",
        "解答が判定の仕組みに干渉しました",
    );
    finding("tampering", message, vec![what])
}

pub fn stack_overflow() -> Finding {
    let message = text!(
        "a thread overflowed its stack",
        "スレッドのスタックがあふれました"
    );
    let note = text!(
        "a call that calls itself without end, or a very large value on the stack",
        "終わらない再帰呼び出し、またはスタック上の非常に大きな値が原因です",
    );
    finding("stack-overflow", message, vec![note])
}

pub fn memory_limit(limits: &Limits) -> Finding {
    let limit = limits.memory >> 30;
    let message = text!(
        "the answer asked for more memory than there is",
        "解答が使えるメモリを超えて要求しました",
    );
    let note = text!(
        "a test has {limit} GiB of address space",
        "テストが使えるアドレス空間は {limit} GiB です",
    );
    finding("memory-limit", message, vec![note])
}

/// The process died of a signal, or of what stands for one.
pub fn aborted(how: &str) -> Finding {
    let message = text!(
        "the process was ended before its test was over",
        "テストの途中でプロセスが異常終了しました",
    );
    let note = text!("it ended with {how}", "終了の理由: {how}");
    finding("aborted", message, vec![note])
}

/// The process left before the body of its test had returned.
pub fn exited_early(status: i32) -> Finding {
    let message = text!(
        "the process exited before its test was over",
        "テストが終わる前にプロセスが終了しました",
    );
    let note = text!("exit status {status}", "終了ステータス {status}");
    finding("exited-early", message, vec![note])
}
