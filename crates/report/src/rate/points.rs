//! The arithmetic: points of faults, with the limits of the method, and the rate in 1/10000.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::scheme::{Item, Scheme};

/// One fault, as it is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault<'f> {
    /// Row of the method; `None` counts `weight` without limits.
    pub item: Option<usize>,
    /// Points of a fault without a row.
    pub weight: Decimal,
    /// What makes two faults the same one: rule and words.
    pub same: (&'f str, &'f str),
    /// Source and page, where the page is known.
    pub page: Option<(u32, u32)>,
}

/// A row, and what makes two of its faults the same one.
type Same<'f> = (usize, &'f str, &'f str);

/// Adds up faults in the order of the book.
#[derive(Debug)]
pub(crate) struct Counter<'s, 'f> {
    items: &'s [Item],
    on_page: HashMap<(Same<'f>, (u32, u32)), Decimal>,
    in_book: HashMap<Same<'f>, Decimal>,
    of_item: HashMap<usize, (u32, Decimal)>,
}

impl<'s, 'f> Counter<'s, 'f> {
    pub fn new(scheme: &'s Scheme) -> Counter<'s, 'f> {
        Counter {
            items: &scheme.items,
            on_page: HashMap::new(),
            in_book: HashMap::new(),
            of_item: HashMap::new(),
        }
    }

    /// What this fault adds to the sum.
    pub fn add(&mut self, fault: Fault<'f>) -> Decimal {
        let Some((index, item)) = fault.item.and_then(|i| Some((i, self.items.get(i)?))) else {
            return fault.weight;
        };
        let same = (index, fault.same.0, fault.same.1);
        let room =
            |most: Option<Decimal>, sum: Decimal| most.map_or(item.points, |m| (m - sum).max(Decimal::ZERO));
        let on_page = fault.page.map(|page| (same, page));
        let page_sum = on_page.and_then(|key| self.on_page.get(&key).copied()).unwrap_or_default();
        let book = self.in_book.entry(same).or_default();
        let (places, sum) = self.of_item.entry(index).or_default();
        let mut points = item.points.min(room(item.most_per_book, *book)).min(room(item.most, *sum));
        if let Some(key) = on_page {
            points = points.min(room(item.most_per_page, page_sum));
            self.on_page.insert(key, page_sum + points);
        }
        *places += 1;
        if let Some(over) = item.over.filter(|o| *places > o.places) {
            points = (over.points - *sum).max(Decimal::ZERO);
        }
        *book += points;
        *sum += points;
        points
    }

    /// Each row that was hit, with its places and points.
    pub fn sums(&self) -> impl Iterator<Item = (&'s Item, u32, Decimal)> {
        self.items.iter().enumerate().filter_map(|(i, item)| {
            let (places, points) = self.of_item.get(&i)?;
            Some((item, *places, *points))
        })
    }
}

/// Points to 10,000 characters.
pub(crate) fn rate(points: Decimal, characters: u64) -> Option<Decimal> {
    (points * Decimal::from(10_000)).checked_div(Decimal::from(characters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    struct Book {
        scheme: Scheme,
        faults: Vec<(usize, String, Option<u32>)>,
    }

    impl Book {
        fn new() -> Book {
            Book { scheme: Scheme::named(Scheme::DEFAULT).unwrap(), faults: Vec::new() }
        }

        /// So many different faults of an item.
        fn with(mut self, item: &str, n: usize) -> Book {
            let index = self.item(item);
            self.faults.extend((0..n).map(|i| (index, format!("{item}{i}"), None)));
            self
        }

        /// The same fault, on these pages.
        fn same(mut self, item: &str, pages: &[Option<u32>]) -> Book {
            let index = self.item(item);
            self.faults.extend(pages.iter().map(|page| (index, item.to_owned(), *page)));
            self
        }

        fn item(&self, title: &str) -> usize {
            self.scheme.items.iter().position(|i| i.zh.starts_with(title)).unwrap()
        }

        fn points(&self) -> Decimal {
            let mut counter = Counter::new(&self.scheme);
            self.faults
                .iter()
                .map(|(item, words, page)| {
                    counter.add(Fault {
                        item: Some(*item),
                        weight: Decimal::ZERO,
                        same: ("", words),
                        page: page.map(|n| (0, n)),
                    })
                })
                .sum()
        }
    }

    #[test]
    fn six_characters_two_of_knowledge_one_of_grammar_in_100_000() {
        let points = Book::new().with("一般错字", 6).with("知识性", 3).points();
        assert_eq!(points, decimal("12"));
        assert_eq!(rate(points, 100_000), Some(decimal("1.2")));
    }

    #[test]
    fn twenty_characters_fourteen_of_case_one_political_in_200_000() {
        let points = Book::new().with("一般错字", 20).with("繁简字", 14).with("政治性", 1).points();
        assert_eq!(points, decimal("30"));
        assert_eq!(rate(points, 200_000), Some(decimal("1.5")));
    }

    #[test]
    fn the_same_character_counts_once_a_page_and_four_times_a_book() {
        let pages = |n: u32| (0..n).map(Some).collect::<Vec<_>>();
        assert_eq!(Book::new().same("一般错字", &[Some(1), Some(1), Some(2)]).points(), decimal("2"));
        assert_eq!(Book::new().same("一般错字", &pages(9)).points(), decimal("4"));
        assert_eq!(Book::new().same("一般错字", &[None; 9]).points(), decimal("4"));
        assert_eq!(Book::new().same("一般错字", &[None; 9]).with("一般错字", 3).points(), decimal("7"));
    }

    #[test]
    fn items_have_limits_of_their_own() {
        assert_eq!(Book::new().with("数字用法", 25).points(), decimal("1"));
        assert_eq!(Book::new().with("一般标点", 25).points(), decimal("2.5"));
        assert_eq!(Book::new().same("繁简字", &[None; 5]).points(), decimal("1.5"));
        assert_eq!(Book::new().with("图、表", 3).points(), decimal("0.3"));
        assert_eq!(Book::new().with("图、表", 4).points(), decimal("1"));
        assert_eq!(Book::new().with("图、表", 9).points(), decimal("1"));
    }

    #[test]
    fn nothing_to_count_by_gives_no_rate() {
        assert_eq!(rate(decimal("1"), 0), None);
    }
}
