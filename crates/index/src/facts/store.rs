//! All facts of a book, found by unit and figures.

use std::sync::OnceLock;

use kanwu_book::Book;
use rustc_hash::FxHashMap;

use super::grid;
use super::observation::{Digits, Observation};

/// All facts of a book.
#[derive(Debug, Default)]
pub struct Facts {
    observations: Vec<Observation>,
    by_digits: OnceLock<FxHashMap<(&'static str, Digits), Vec<u32>>>,
}

impl Facts {
    /// The facts of prose, in the order of the book, and after them those of its tables.
    pub fn new(prose: Vec<Observation>, book: &Book<'_>, recorded: Option<i32>) -> Facts {
        let mut observations = prose;
        grid::read(book, recorded, &mut observations);
        Facts { observations, by_digits: OnceLock::new() }
    }

    /// All of them.
    pub fn all(&self) -> &[Observation] {
        &self.observations
    }

    /// Groups of facts of one unit whose values have the same digits, in whatever order; in the order of the book.
    pub fn alike_in_digits(&self) -> Vec<Vec<&Observation>> {
        let groups = self.by_digits.get_or_init(|| {
            let mut groups: FxHashMap<(&'static str, Digits), Vec<u32>> = FxHashMap::default();
            for (n, observation) in (0_u32..).zip(&self.observations) {
                if let Some(digits) = observation.digits() {
                    groups.entry((observation.unit, digits)).or_default().push(n);
                }
            }
            groups
        });
        let mut groups: Vec<&Vec<u32>> = groups.values().filter(|group| group.len() > 1).collect();
        groups.sort_unstable();
        let of = |group: &Vec<u32>| group.iter().filter_map(|n| self.observations.get(*n as usize)).collect();
        groups.into_iter().map(of).collect()
    }
}
