//! What stands under the headline, for each mistake of which a drawing says more than the note.

use std::path::{Path, PathBuf};
use std::time::Duration;

use dojo::judge::{Answer, Config, Event, Judge, Observer};
use dojo::sandbox::{Cancel, Environment};
use dojo::show::{View, drawing};
use dojo::timeline::Sources;
use dojo::{Course, Kata};
use lang::Lang;

use crate::pictures::unnumbered;
use crate::{ROOT, wrong};

struct Silent;

impl Observer for Silent {
    fn event(&self, _: Event<'_>) {}
}

/// The drawing in the verdict on a known answer, whose headline is that mistake.
fn under_the_headline(section: &str, kata: &str, answer: &str, code: &str) -> String {
    let course = Course::load(Path::new(ROOT)).unwrap();
    let cargo = std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
    let helper = PathBuf::from(env!("CARGO_BIN_EXE_trace"));
    let mut config = Config::new(cargo, helper, Environment::of(std::env::vars_os()));
    // On a busy machine a short test takes long, too.
    config.limits.drawn = Duration::from_secs(5);
    config.limits.after_failure = Duration::from_secs(5);
    let kata: &Kata = course.kata(kata).unwrap();
    let answer = Answer::read(kata, &wrong(section, &kata.id, answer)).unwrap();
    let judge = Judge::new(&course, config);
    let verdict = judge.judge(kata, answer, &Cancel::new(), &Silent).unwrap();
    let failed = |test: &&dojo::verdict::TestReport| test.outcome.is_failure();
    let test = verdict.tests.iter().find(failed).unwrap();
    assert_eq!(test.diagnoses[0].code, code);
    let view = View {
        lang: Lang::En,
        color: false,
        links: false,
        ascii: false,
        width: 100,
    };
    let events = verdict.timeline.expect("somebody has looked");
    let lines = drawing(&events, &Sources::of(kata), view);
    assert!((1..=8).contains(&lines.len()), "{lines:#?}");
    unnumbered(&format!("{code}: {}\n{}\n", test.name, lines.join("\n")))
}

macro_rules! drawn {
    ($($test:ident: $section:literal $kata:literal $answer:literal $code:literal,)*) => {
        $(
            #[test]
            fn $test() {
                insta::assert_snapshot!(under_the_headline($section, $kata, $answer, $code));
            }
        )*
    };
}

// Not `unwoken-poll`: whether the executor or the test comes first is a matter of luck.
drawn! {
    lost_wake: "s02-future-trait" "countdown" "forgot_to_wake" "lost-wake",
    stale_waker: "s02-future-trait" "value_slot" "first_waker_only" "stale-waker",
    register_race: "s02-future-trait" "value_slot" "checks_then_registers" "register-race",
    early_wake: "s02-future-trait" "value_slot" "wakes_before_it_sets" "early-wake",
    works_after_drop: "s04-composition" "collect_or_abort" "collect_spawns_and_lets_go" "works-after-drop",
    sequential_await: "s04-composition" "join_three" "awaits_in_turn" "sequential-await",
    unbounded_concurrency: "s04-composition" "join_set" "spawns_all_at_once" "unbounded-concurrency",
    restarted_timer: "s04-composition" "event_loop" "timeout_around_recv" "restarted-timer",
    lost_message: "s04-composition" "event_loop" "one_or_the_other" "lost-message",
}
