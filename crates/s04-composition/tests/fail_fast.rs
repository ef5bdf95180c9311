//! Two calls at the same time. Both results come when the slower one is there; an error comes at
//! once, and ends the other call.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/fail_fast.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/fail_fast.rs"
)]
mod fail_fast;
mod fail_fast_scene;

use fail_fast_scene::{Fake, answers_after, differ, fails_after, fetch, names};
use probe::{expect, ms};

// rule: "Both calls begin at once, each exactly once; when one has failed before the other begins, the other need not begin."
// rule.ja: "二つの呼び出しはすぐに、それぞれちょうど一度だけ始まります。片方が始まる前にもう片方が失敗していれば、始めなくてもかまいません。"
// rule: "Both results are there when the slower call is done."
// rule.ja: "遅いほうが終わった時点で、両方の結果が揃います。"
#[test]
fn both_succeed_then_both_results_in_the_time_of_the_slower() {
    // No length is a round one: who only looks every so often comes too late.
    for (user, profile) in [
        (53, 87),
        (87, 53),
        (61, 61),
        (3, 90_001),
        (5003, 7),
        (0, 31),
        (31, 0),
        (0, 0),
    ] {
        let seen = fetch(&Fake {
            user: answers_after(user),
            profile: answers_after(profile),
        });
        let output = seen.output.as_ref().map_err(|error| format!("{error:#}"));
        let both = (String::from("user 7"), String::from("profile 7"));
        expect(output, Ok(&both), "the output", "出力");
        seen.took_not(ms(user.max(profile)), ms(user + profile));
    }
}

// rule: "Both calls begin at once, each exactly once; when one has failed before the other begins, the other need not begin."
// rule.ja: "二つの呼び出しはすぐに、それぞれちょうど一度だけ始まります。片方が始まる前にもう片方が失敗していれば、始めなくてもかまいません。"
#[test]
fn each_is_called_once_and_both_are_in_flight() {
    let seen = fetch(&Fake {
        user: answers_after(50),
        profile: answers_after(80),
    });
    seen.calls.at_least(2);
    expect(seen.calls.total(), 2, "calls", "呼び出しの数");
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
// rule: "The error contains everything the API said, with its causes (`{:#}` prints the whole chain)."
// rule.ja: "API が返した内容も、その原因まですべてエラーに含まれます (`{:#}` で連鎖全体が表示されます)。"
#[test]
fn user_fails_then_the_error_comes_at_once() {
    for at in [0, 13] {
        let seen = fetch(&Fake {
            user: fails_after(at, "no such user"),
            profile: answers_after(87),
        });
        seen.says("no such user");
        seen.took(ms(at));
    }
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
// rule: "The error contains everything the API said, with its causes (`{:#}` prints the whole chain)."
// rule.ja: "API が返した内容も、その原因まですべてエラーに含まれます (`{:#}` で連鎖全体が表示されます)。"
#[test]
fn profile_fails_then_the_error_comes_at_once() {
    for at in [0, 27] {
        let seen = fetch(&Fake {
            user: answers_after(53),
            profile: fails_after(at, "profile is private"),
        });
        seen.says("profile is private");
        seen.took(ms(at));
    }
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
// rule: "When it returns an error, the other call is no longer in flight; 1 ms later at the latest, no task is left."
// rule.ja: "エラーを返したとき、もう片方の呼び出しは進行していません。遅くとも 1 ms 後には、タスクも残っていません。"
// rule: "The error says which of the two was being fetched: it contains the word `user` or `profile`."
// rule.ja: "エラーから、二つのうちどちらの取得に失敗したかがわかります。`user` または `profile` という語が含まれます。"
// rule: "The error contains everything the API said, with its causes (`{:#}` prints the whole chain)."
// rule.ja: "API が返した内容も、その原因まですべてエラーに含まれます (`{:#}` で連鎖全体が表示されます)。"
#[test]
fn one_answers_and_then_the_other_fails() {
    for at in [0, 19] {
        let late = fetch(&Fake {
            user: answers_after(at),
            profile: fails_after(47, "timeout"),
        });
        names(&late.says("timeout"), "profile");
        late.took(ms(47));
        late.gave_up_the_other();
        let late = fetch(&Fake {
            user: fails_after(47, "timeout"),
            profile: answers_after(at),
        });
        names(&late.says("timeout"), "user");
        late.took(ms(47));
        late.gave_up_the_other();
    }
}

// rule: "When it returns an error, the other call is no longer in flight; 1 ms later at the latest, no task is left."
// rule.ja: "エラーを返したとき、もう片方の呼び出しは進行していません。遅くとも 1 ms 後には、タスクも残っていません。"
#[test]
fn one_fails_then_the_other_is_cancelled() {
    for fake in [
        Fake {
            user: fails_after(10, "no such user"),
            profile: answers_after(80),
        },
        Fake {
            user: answers_after(50),
            profile: fails_after(20, "profile is private"),
        },
    ] {
        fetch(&fake).gave_up_the_other();
    }
}

// rule: "`user_with_profile` returns the first error at the moment it occurs."
// rule.ja: "最初のエラーが起きた時点で `user_with_profile` はそれを返します。"
#[test]
fn both_fail_then_the_earlier_error() {
    for (user, profile, first) in [(30, 20, "profile is private"), (17, 43, "no such user")] {
        let seen = fetch(&Fake {
            user: fails_after(user, "no such user"),
            profile: fails_after(profile, "profile is private"),
        });
        seen.took(ms(user.min(profile)));
        seen.says(first);
        seen.gave_up_the_other();
    }
}

// rule: "The error says which of the two was being fetched: it contains the word `user` or `profile`."
// rule.ja: "エラーから、二つのうちどちらの取得に失敗したかがわかります。`user` または `profile` という語が含まれます。"
#[test]
fn context_says_what_was_being_fetched() {
    let of_the_user = fetch(&Fake {
        user: fails_after(10, "timeout"),
        profile: answers_after(80),
    });
    let of_the_profile = fetch(&Fake {
        user: answers_after(50),
        profile: fails_after(20, "timeout"),
    });
    let texts = [of_the_user, of_the_profile].map(|seen| seen.says("timeout"));
    names(&texts[0], "user");
    names(&texts[1], "profile");
    differ(&texts[0], &texts[1]);
}
