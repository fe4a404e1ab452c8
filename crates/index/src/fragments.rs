//! Titles by fragment.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// Titles, of which is asked in how many a fragment stands. A table is made for each length of fragment that is asked
/// for, so that many questions cost no more than a walk over the titles.
#[derive(Debug)]
pub struct Fragments<'t> {
    titles: Vec<&'t [char]>,
    /// By the length of the fragments.
    tables: RefCell<FxHashMap<usize, Table<'t>>>,
}

/// In how many titles each fragment of one length stands, and the last of them.
type Table<'t> = FxHashMap<&'t [char], (usize, usize)>;

impl<'t> Fragments<'t> {
    /// Of these titles.
    pub fn new(titles: Vec<&'t [char]>) -> Fragments<'t> {
        Fragments { titles, tables: RefCell::default() }
    }

    /// In how many titles `fragment` stands; an empty one stands in none.
    pub fn titles_with(&self, fragment: &[char]) -> usize {
        let mut tables = self.tables.borrow_mut();
        let table = tables.entry(fragment.len()).or_insert_with(|| self.table(fragment.len()));
        table.get(fragment).map_or(0, |(count, _)| *count)
    }

    fn table(&self, len: usize) -> Table<'t> {
        let mut table = Table::default();
        if len == 0 {
            return table;
        }
        for (n, title) in self.titles.iter().enumerate() {
            for fragment in title.windows(len) {
                let (count, last) = table.entry(fragment).or_insert((0, usize::MAX));
                if *last != n {
                    (*count, *last) = (*count + 1, n);
                }
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_title_counts_once() {
        let titles = ["河道河道管理", "河道整治", "道路管理"];
        let chars: Vec<Vec<char>> = titles.iter().map(|t| t.chars().collect()).collect();
        let fragments = Fragments::new(chars.iter().map(Vec::as_slice).collect());
        let with = |fragment: &str| fragments.titles_with(&fragment.chars().collect::<Vec<char>>());
        assert_eq!((with("河道"), with("管理"), with("道"), with("河道管理")), (2, 2, 3, 1));
        assert_eq!((with(""), with("水库"), with("河道河道管理办法")), (0, 0, 0));
    }
}
