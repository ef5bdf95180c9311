//! Which places of a call are tried, and in which order.

use std::env;
use std::time::{Duration, Instant};

use lang::Text;

use crate::step::{Place, Stop};
use crate::trace::Subject;

/// Asks for every instruction, also for those that nobody else can notice.
const THOROUGH: &str = "KATA_THOROUGH";

/// Places tried in one call: of a longer one every second instruction, or every third, and so on.
const MOST: usize = 300;

/// An instruction in a loop counts as often as this, and then no more: to come to its hundredth
/// time it is stepped over 99 times.
const MOST_OFTEN: u64 = 16;
const MOST_OFTEN_OF_ALL: u64 = 128;

/// Time for the places of one call, on a machine that is too busy for them all. The first ones
/// are spread over the whole call.
const BUDGET: Duration = Duration::from_millis(500);

/// The same for all of them: a test makes four such calls, and has ten seconds for everything.
const BUDGET_OF_ALL: Duration = Duration::from_millis(1500);

/// How often a place is tried that another thread came by first.
const TRIES: usize = 3;

/// The places of a call that are tried, and in which order.
pub(crate) struct Tour {
    places: Vec<Place>,
    stride: usize,
    budget: Duration,
}

impl Tour {
    pub(crate) fn of(path: &[Place]) -> Tour {
        Tour::of_at_most(MOST, path)
    }

    /// As [`of`](Tour::of), with no more than so many places.
    pub(crate) fn of_at_most(most: usize, path: &[Place]) -> Tour {
        let thorough = env::var_os(THOROUGH).is_some_and(|value| value == "1");
        let tried = |place: &Place| {
            if thorough {
                place.before < MOST_OFTEN_OF_ALL
            } else {
                !place.local && place.before < MOST_OFTEN
            }
        };
        let places: Vec<_> = path.iter().copied().filter(tried).collect();
        Tour {
            stride: if thorough {
                1
            } else {
                places.len().div_ceil(most).max(1)
            },
            budget: if thorough { BUDGET_OF_ALL } else { BUDGET },
            places,
        }
    }

    /// Tries one place after the other, the first ones far apart, the next ones between them.
    pub(crate) fn walk<E>(&self, visit: impl FnMut(Place) -> Result<Stop, E>) -> Result<(), E> {
        let tried = self.visit_all(visit)?;
        Subject::of_its_kind("race").tell_aloud(&Text {
            en: format!("tried at {tried} instructions, and nothing was found"),
            ja: format!("{tried} か所の命令で試し、何も見つかりませんでした"),
        });
        Ok(())
    }

    /// How many places there was time for.
    fn visit_all<E>(&self, mut visit: impl FnMut(Place) -> Result<Stop, E>) -> Result<usize, E> {
        let began = Instant::now();
        let count = self.places.len().div_ceil(self.stride);
        for (tried, number) in coarse_first(count).enumerate() {
            let place = self.places[number * self.stride];
            for _ in 0..TRIES {
                if began.elapsed() >= self.budget {
                    return Ok(tried);
                }
                if visit(place)? != Stop::GivenUp {
                    break;
                }
            }
        }
        Ok(count)
    }
}

/// The numbers below `count`: those far apart first.
fn coarse_first(count: usize) -> impl Iterator<Item = usize> {
    let widest = count.next_power_of_two();
    let widths = (0..=widest.trailing_zeros()).map(move |halved| widest >> halved);
    widths.flat_map(move |width| {
        (0..count)
            .step_by(width)
            .filter(move |number| width == widest || number / width % 2 == 1)
    })
}

#[cfg(test)]
mod tests {
    use super::coarse_first;

    #[test]
    fn each_number_comes_once_and_those_far_apart_first() {
        assert_eq!(
            coarse_first(8).collect::<Vec<_>>(),
            [0, 4, 2, 6, 1, 3, 5, 7]
        );
        for count in [0, 1, 5, 100] {
            let mut numbers: Vec<_> = coarse_first(count).collect();
            numbers.sort_unstable();
            assert!(numbers.into_iter().eq(0..count), "{count}");
        }
    }
}
