//! The mistakes that have a name.

use lang::Text;

macro_rules! diagnoses {
    ($($variant:ident $code:literal, $en:literal, $ja:literal;)*) => {
        /// A named mistake. Its code is the word that everybody uses for it: in reports, in the
        /// first line of a wrong answer, and in the name of its page under `explain/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Diagnosis {
            $(#[doc = $en] $variant,)*
        }

        impl Diagnosis {
            /// Every diagnosis there is.
            pub const ALL: &'static [Diagnosis] = &[$(Diagnosis::$variant,)*];

            /// The stable name, for example `lost-wake`.
            pub fn code(self) -> &'static str {
                match self {
                    $(Diagnosis::$variant => $code,)*
                }
            }

            /// What was done, in one clause.
            pub fn message(self) -> Text {
                match self {
                    $(Diagnosis::$variant => Text { en: $en.to_owned(), ja: $ja.to_owned() },)*
                }
            }
        }
    };
}

diagnoses! {
    // The contract between a future and its waker.
    LostWake "lost-wake",
        "the future returned `Pending`, and nothing is left that could wake it",
        "Future が `Pending` を返しましたが、タスクを起床させるものがもう残っていません";
    SelfHeldWaker "self-held-waker",
        "the future keeps its waker to itself, and nobody else can call it",
        "Future が waker を自分の中だけに持っており、ほかの誰もそれを呼べません";
    StaleWaker "stale-waker",
        "the waker of an earlier poll was kept, and that of the latest poll was not",
        "以前のポーリングの waker を持ち続けており、最新のポーリングの waker が登録されていません";
    RegisterRace "register-race",
        "an event between the check and the registration of the waker was lost",
        "状態の確認と waker の登録の間に起きたイベントが失われました";
    EarlyWake "early-wake",
        "the waker was called before the result was in place",
        "結果が置かれる前に waker が呼ばれました";
    BusyPoll "busy-poll",
        "the future keeps asking to be polled again instead of waiting",
        "Future が待たずに、再ポーリングを要求し続けています";
    NeedlessWake "needless-wake",
        "a task was woken although it had nothing new to see",
        "新しく見るものがないのに、タスクが起床させられました";
    ReadyTooEarly "ready-too-early",
        "the future was ready before what it waits for had happened",
        "待っている出来事が起きる前に、Future が `Ready` を返しました";
    ReadyTooLate "ready-too-late",
        "the future was still waiting after what it waits for had happened",
        "待っている出来事が起きた後も、Future がまだ待っていました";
    LeakedWaker "leaked-waker",
        "a clone of the waker outlived the future",
        "waker の複製が Future より長く生き残りました";
    WakerPileUp "waker-pile-up",
        "each poll leaves one more clone of the waker behind",
        "ポーリングのたびに waker の複製が増え続けています";
    ThreadPerPoll "thread-per-poll",
        "each poll starts one more thread",
        "ポーリングのたびにスレッドが増え続けています";

    // What happens inside a poll.
    BlockingPoll "blocking-poll",
        "a poll blocked its thread",
        "ポーリングの中でスレッドがブロックされました";
    EndlessPoll "endless-poll",
        "a call kept its thread busy and did not come back",
        "呼び出しがスレッドを使い続けたまま戻ってきませんでした";
    Deadlock "deadlock",
        "everything waits, and nobody is left to end the wait",
        "すべてが待ち状態になり、待ちを終わらせるものが残っていません";
    WakeUnderLock "wake-under-lock",
        "a waker was called while a lock was held that the woken task needs",
        "起床したタスクが必要とするロックを持ったまま、waker が呼ばれました";
    MovedAfterPoll "moved-after-poll",
        "a future was moved after it had been polled",
        "ポーリングされた後の Future が、別の場所へ移されました";
    UnsoundUnpin "unsound-unpin",
        "a type is `Unpin` although its values must not move once pinned",
        "ピン留めの後に動いてはならない型が、`Unpin` になっています";
    DanglingPointer "dangling-pointer",
        "a pointer still points to where its value used to be",
        "ポインターが、値がもうない場所を指しています";
    NeedlessPin "needless-pin",
        "a type that could move freely is not `Unpin`",
        "自由に動かせるはずの型が、`Unpin` になっていません";
    ThreadBound "thread-bound",
        "a future that has to move between threads is bound to one",
        "ほかのスレッドへ移せなければならない Future が、ひとつのスレッドに縛られています";
    PolledAfterReady "polled-after-ready",
        "a future was polled again after it had returned `Ready`",
        "`Ready` を返した Future が、もう一度ポーリングされました";

    // What a future costs.
    NeedlessAllocation "needless-allocation",
        "memory was taken from the heap where none is needed",
        "必要のないところでヒープからメモリが割り当てられました";
    OversizedFuture "oversized-future",
        "the future is larger than what it has to keep",
        "Future が、保持すべきものに比べて大きすぎます";
    LeakedMemory "leaked-memory",
        "memory was never given back, although nobody can reach it any more",
        "もう誰にも使えないメモリが、解放されないまま残されました";

    // When work begins and ends.
    EagerStart "eager-start",
        "work began before its turn had come",
        "順番が来る前に処理が始まりました";
    WorksAfterDrop "works-after-drop",
        "work went on after the future was dropped",
        "Future がドロップされた後も処理が続いていました";
    LateDrop "late-drop",
        "a value was kept after it was of no more use",
        "不要になった値が持ち続けられていました";
    BlockedExecutor "blocked-executor",
        "the thread slept where the task should have waited",
        "タスクが待つべきところで、スレッドごと眠っていました";
    BlockedWorker "blocked-worker",
        "work that takes long ran on the thread of the runtime, where nothing else could run meanwhile",
        "時間のかかる処理がランタイムのスレッドで実行され、その間ほかに何も動けませんでした";

    // Whole programs.
    SequentialAwait "sequential-await",
        "what could run at the same time ran one after the other",
        "同時に進められる処理が、ひとつずつ順番に実行されました";
    UnboundedConcurrency "unbounded-concurrency",
        "more ran at the same time than the limit allows",
        "上限を超える数の処理が同時に実行されました";
    LeakedTask "leaked-task",
        "a task was left behind that never ends",
        "終わることのないタスクが残されました";
    LostMessage "lost-message",
        "something that had been accepted was never handled",
        "受け取られたものが、処理されないまま失われました";
    CancelUnsafeRead "cancel-unsafe-read",
        "a read was dropped midway, and what it had read was lost with it",
        "読み取りが途中でドロップされ、それまでに読んだものが一緒に失われました";
    MissedSignal "missed-signal",
        "a signal that had been given before anyone waited for it was missed",
        "待ち始める前に出された合図が見落とされました";
    UnawaitedAbort "unawaited-abort",
        "a task was told to end, and nobody waited until it had ended",
        "タスクに終了を求めましたが、終わるのを誰も待ちませんでした";
    CancelTakenForPanic "cancel-taken-for-panic",
        "a task that was cancelled was taken for one that had panicked",
        "キャンセルされたタスクが、パニックしたものとして扱われました";
    StrayCancel "stray-cancel",
        "a cancellation reached work that it was not meant for",
        "キャンセルが、対象ではない処理にまで届きました";
    LostCleanup "lost-cleanup",
        "a cleanup that was due was cut off, or never run",
        "必要な後始末が、途中で打ち切られたか、行われませんでした";
    UnawaitedCleanup "unawaited-cleanup",
        "a cleanup was begun, and nobody waited for its end",
        "後始末が始まりましたが、終わるのを誰も待ちませんでした";
    DoubleCleanup "double-cleanup",
        "the same thing was cleaned up twice",
        "同じものの後始末が二度行われました";
    LockAcrossAwait "lock-across-await",
        "a lock was held while the task waited",
        "タスクが待っている間、ロックが持ち続けられていました";
    LeakedSecret "leaked-secret",
        "a secret was written where others can read it",
        "秘密の値が、ほかの人に読める場所へ書き出されました";
    SpanAcrossAwait "span-across-await",
        "a span stayed entered while its task waited, and got what others wrote",
        "タスクが待つ間も span に入ったままで、ほかの記録まで含まれてしまいました";
    SwallowedError "swallowed-error",
        "an error was lost on its way to the caller",
        "エラーが呼び出し元に届く前に失われました";
    SwallowedPanic "swallowed-panic",
        "a task panicked, and nobody was told",
        "タスクがパニックしましたが、誰にも知らされませんでした";
    StarvedBranch "starved-branch",
        "one branch was always ready, and another never got its turn",
        "ある分岐が常に選ばれ、別の分岐に順番が回りませんでした";
    RestartedTimer "restarted-timer",
        "a timer was restarted before it could fire",
        "タイマーが発火する前に、何度も最初から作り直されました";
    UnpolledChild "unpolled-child",
        "a future was woken, and its owner did not poll it",
        "起床した Future を、その持ち主がポーリングしませんでした";

    UnpolledFuture "unpolled-future",
        "a future was dropped without having been polled: its work never began",
        "Future が一度もポーリングされずにドロップされ、その処理は始まりませんでした";
    ForgottenTask "forgotten-task",
        "a task was started, and nobody waited for its end",
        "開始したタスクの終わりを、誰も待ちませんでした";
    UnboundedQueue "unbounded-queue",
        "a queue has no bound: it accepts more and more while nobody takes anything out",
        "キューに上限がなく、取り出すものがいなくても受け入れ続けました";
    LostUpdate "lost-update",
        "a change that somebody else had made in the meantime was overwritten",
        "その間にほかから加えられた変更が、上書きされて失われました";

    // Calls over a network.
    UnboundedWait "unbounded-wait",
        "a wait for the network went on past its limit, or had none",
        "ネットワークを待つ処理に制限時間がないか、過ぎても待ち続けました";
    IgnoredStatus "ignored-status",
        "an answer with an error status was taken for a success",
        "エラーのステータスを持つ応答が、成功として扱われました";
    ClientPerCall "client-per-call",
        "each call opened a connection of its own",
        "呼び出しのたびに新しい接続が開かれました";

    // Runtimes, and who runs what.
    MissingReactor "missing-reactor",
        "a timer or a task needs a runtime that is not there, or not enabled",
        "タイマーやタスクに必要なランタイムが動いていないか、有効になっていません";
    NestedRuntime "nested-runtime",
        "a runtime was entered or dropped inside async code",
        "async コードの中で、ランタイムが起動またはドロップされました";
    NeedlessOffload "needless-offload",
        "work was moved to another thread although moving it costs more",
        "仕事そのものより、別のスレッドへ移す費用のほうが高くついています";
    PoolExhaustion "pool-exhaustion",
        "work that does not end keeps the threads of the blocking pool",
        "終わらない仕事が、ブロッキング用プールのスレッドを占め続けています";

    // Executors.
    UnwokenPoll "unwoken-poll",
        "the executor polled a task that nobody had woken",
        "起床させられていないタスクを executor がポーリングしました";
    DroppedWake "dropped-wake",
        "the executor lost a wake",
        "executor が起床の通知を取りこぼしました";
    IdleSpin "idle-spin",
        "the executor keeps its thread busy while no task can run",
        "実行できるタスクがないのに、executor がスレッドを使い続けています";
    NeverReturns "never-returns",
        "the executor did not return although every task was done",
        "すべてのタスクが終わったのに、executor が戻りませんでした";
    EarlyReturn "early-return",
        "the executor returned although a task was not done",
        "終わっていないタスクがあるのに、executor が戻りました";
    StarvedTask "starved-task",
        "a task that was ready never got its turn",
        "実行できるタスクに順番が回ってきませんでした";
    PanicSpreads "panic-spreads",
        "a panic in one task took the others along",
        "ひとつのタスクのパニックが、ほかのタスクを巻き込みました";

    // Whatever has no better name.
    WrongResult "wrong-result",
        "the result is not the one that the task asks for",
        "結果が、課題の求めるものと違います";
}
