//! Three pieces in every order, and what follows from when and how they end.

use s08_comparison::lab::{End, Row};

use super::{Plan, observed};

/// When and how three pieces end.
pub struct Ends([Plan; 3]);

/// Runs the row with every order of three ends and every choice of errors.
#[track_caller]
pub fn all_orders(row: Row, model: impl Fn(&Ends) -> (u64, Vec<End>, Vec<usize>)) {
    let orders = [
        [53, 107, 211],
        [53, 211, 107],
        [107, 53, 211],
        [211, 53, 107],
        [107, 211, 53],
        [211, 107, 53],
    ];
    for times in orders {
        for errors in 0..8 {
            let plan = [0, 1, 2].map(|n| (times[n], errors >> n & 1 == 0));
            let (at, results, dropped) = model(&Ends(plan));
            let observed = observed(row, &plan);
            observed.returned(at, &results, &dropped);
            if row == Row::Spawned {
                observed.all_done_later();
            }
        }
    }
}

impl Ends {
    fn all(&self) -> impl Iterator<Item = (u64, End)> {
        let end = |(number, &(at, succeeds))| (at, if succeeds { Ok(number) } else { Err(number) });
        self.0.iter().enumerate().map(end)
    }

    pub fn longest(&self) -> u64 {
        self.all().map(|(at, _)| at).max().expect("three pieces")
    }

    pub fn in_order(&self) -> Vec<End> {
        self.all().map(|(_, end)| end).collect()
    }

    fn sorted(&self) -> Vec<(u64, End)> {
        let mut all: Vec<_> = self.all().collect();
        all.sort_unstable_by_key(|(at, _)| *at);
        all
    }

    pub fn as_they_end(&self) -> Vec<End> {
        self.sorted().into_iter().map(|(_, end)| end).collect()
    }

    pub fn first(&self) -> (u64, End) {
        self.sorted()[0]
    }

    pub fn first_error(&self) -> Option<(u64, usize)> {
        let mut sorted = self.sorted().into_iter();
        sorted.find_map(|(at, end)| Some((at, end.err()?)))
    }

    pub fn first_success(&self) -> Option<(u64, usize)> {
        let mut sorted = self.sorted().into_iter();
        sorted.find_map(|(at, end)| Some((at, end.ok()?)))
    }

    pub fn later_than(&self, at: u64) -> Vec<usize> {
        (0..3).filter(|number| self.0[*number].0 > at).collect()
    }
}
