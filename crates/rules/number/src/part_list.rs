//! A total, and the list of its parts.

use kanwu_plugin::context::{before_any, has_any, sentence_after, sentence_start, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Paragraph, Span};
use rust_decimal::Decimal;

use crate::table::part_words as words;

/// So many parts a list has at the most.
const MOST: usize = 40;

/// So many characters at the most name a part.
const LONGEST_LABEL: usize = 14;

/// What parts stand between.
const SEPARATORS: &[char] = &['，', '、', '；', ','];

/// Whether `part` can't be a part of `total`.
pub(crate) fn is_above(part: &Quantity, total: &Quantity) -> bool {
    Figure::of(part).zip(Figure::of(total)).is_some_and(|(part, total)| part.low > total.high)
}

/// The total that is parted at `word`: the quantity that stands close before it, and its figure.
pub(crate) fn total_before<'a>(paragraph: &'a Paragraph<'_>, word: Span) -> Option<(&'a Quantity, Figure)> {
    let next = paragraph.items.partition_point(|item| item.span().end <= word.start);
    let total = paragraph.quantity(next.checked_sub(1)?)?;
    let link = paragraph.of(Span::new(total.span.end, word.start));
    let close = link.chars().count() <= LONGEST_LABEL && !link.trim_end_matches(['。', ' ']).contains('。');
    Figure::of(total)
        .filter(|_| close && total.kind() != Some(UnitKind::Percent))
        .map(|figure| (total, figure))
}

/// Whether a text holds nothing but marks between parts, and blanks.
pub(crate) fn is_separator(text: &str) -> bool {
    text.chars().all(|c| SEPARATORS.contains(&c) || c == ' ')
}

/// Men or women, as the name of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Men,
    Women,
}

/// A part of a list, and what it is called.
pub(crate) struct Part<'a> {
    pub(crate) quantity: &'a Quantity,
    pub(crate) figure: Figure,
    pub(crate) label: &'a str,
}

impl Part<'_> {
    /// Whether it is the men or the women: 男, 女性.
    pub(crate) fn sex(&self) -> Option<Sex> {
        let first = self.label.chars().next().filter(|_| self.label.chars().count() <= 3)?;
        match first {
            '男' => Some(Sex::Men),
            '女' => Some(Sex::Women),
            _ => None,
        }
    }

    /// Whether it is called something that no other group overlaps.
    pub(crate) fn is_named_apart(&self) -> bool {
        !self.label.is_empty() && !has_any(self.label, words::OVERLAPPING)
    }
}

/// Parts in one unit that stand one after another.
pub(crate) struct PartList<'a> {
    pub(crate) parts: Vec<Part<'a>>,
    /// Whether nothing but 顿号 stands between them.
    tight: bool,
    /// Whether counts in several measure words may be parts: 锅炉44台、管道100条.
    mixed: bool,
}

impl<'a> PartList<'a> {
    fn empty(mixed: bool) -> PartList<'a> {
        PartList { parts: Vec::new(), tight: true, mixed }
    }

    /// The list that begins at byte `at`, in the same sentence.
    pub(crate) fn after(paragraph: &'a Paragraph<'_>, at: u32) -> Option<PartList<'a>> {
        let limit = at + sentence_after(paragraph, at).len() as u32;
        PartList::empty(false).filled(paragraph, at, limit)
    }

    /// The list that begins at byte `at` and ends in what is left over: 甲27件；乙51件；其他4件. Its parts may be
    /// parted by 分号.
    pub(crate) fn with_rest(paragraph: &'a Paragraph<'_>, at: u32) -> Option<PartList<'a>> {
        let text = before_any(paragraph.after(at), &['。', '\n']);
        let mut list = PartList::empty(false).filled(paragraph, at, at + text.len() as u32)?;
        let rest = list.parts.iter().position(|part| starts_any(part.label, words::REST))?;
        list.parts.truncate(rest + 1);
        (rest >= 2).then_some(list)
    }

    /// The list that begins at byte `at`, whatever its parts are counted in, to the end of its sentence.
    pub(crate) fn of_all_kinds(paragraph: &'a Paragraph<'_>, at: u32) -> Option<PartList<'a>> {
        let text = before_any(paragraph.after(at), &['。', '\n']);
        PartList::empty(true).filled(paragraph, at, at + text.len() as u32)
    }

    fn filled(self, paragraph: &'a Paragraph<'_>, at: u32, limit: u32) -> Option<PartList<'a>> {
        let mut list = self;
        let mut from = at;
        let first = paragraph.items.partition_point(|item| item.span().start < at);
        for item in paragraph.items.get(first..)?.iter().take_while(|item| item.span().end <= limit) {
            let Item::Quantity(quantity) = item else { continue };
            if quantity.kind() == Some(UnitKind::Percent) && !list.parts.is_empty() {
                continue;
            }
            let Some(part) = list.next_part(paragraph, from, quantity) else { break };
            from = quantity.span.end;
            list.parts.push(part);
            if list.parts.len() > MOST {
                return None;
            }
        }
        Some(list).filter(|list| list.parts.len() >= 2)
    }

    /// `quantity` as the next part, where what stands since byte `from` names one.
    fn next_part(
        &mut self,
        paragraph: &Paragraph<'a>,
        from: u32,
        quantity: &'a Quantity,
    ) -> Option<Part<'a>> {
        let text = paragraph.of(Span::new(from, quantity.span.start));
        let first = self.parts.first();
        let counted = |q: &Quantity| q.kind() == Some(UnitKind::Count);
        let mixed = |first: &Part<'_>| self.mixed && counted(first.quantity) && counted(quantity);
        let alike = first.is_none_or(|first| first.quantity.same_unit(quantity) || mixed(first));
        let parted = first.is_none() || text.contains(SEPARATORS) || text.starts_with(han::AND);
        let label = text.rsplit(SEPARATORS).next().unwrap_or_default();
        let label = label.trim_start_matches([han::AND, '：', ':']).trim();
        let bracketed = text.contains(['（', '(', '）', ')', '“']) || label.starts_with(han::AND_SO_ON);
        let fits = alike && parted && !bracketed && label.chars().count() <= LONGEST_LABEL;
        let figure = Figure::of(quantity).filter(|_| fits)?;
        self.tight &= first.is_none() || !text.contains(['，', ',', '；']);
        Some(Part { quantity, figure, label })
    }

    /// The list that ends before `word`, back to the beginning of its sentence; `None` where anything else is
    /// counted there.
    pub(crate) fn before(paragraph: &'a Paragraph<'_>, word: Span) -> Option<PartList<'a>> {
        let start = sentence_start(paragraph, word.start);
        let from = paragraph.items.partition_point(|item| item.span().start < start);
        let to = paragraph.items.partition_point(|item| item.span().end <= word.start);
        let items = paragraph.items.get(from..to).filter(|items| items.len() <= MOST)?;
        let mut list = PartList::empty(false);
        let mut at = start;
        for item in items {
            let Item::Quantity(quantity) = item else { continue };
            // Before the first part stands what the sentence is about.
            let head = if list.parts.is_empty() { last_clause(paragraph, at, quantity) } else { at };
            let part = list.next_part(paragraph, head, quantity)?;
            list.parts.push(part);
            at = quantity.span.end;
        }
        // 由甲30件、乙20件组成，合计50件
        let link = paragraph.of(Span::new(at, word.start));
        let joined =
            is_separator(words::MADE_UP.iter().find_map(|made| link.strip_prefix(made)).unwrap_or(link));
        Some(list).filter(|list| joined && list.parts.len() >= 2)
    }

    /// Whether one of its parts is the men or the women.
    pub(crate) fn is_of_sexes(&self) -> bool {
        self.parts.iter().any(|part| part.sex().is_some())
    }

    /// The sum of its parts.
    pub(crate) fn sum(&self) -> Option<Figure> {
        self.parts.iter().try_fold(Figure::exact(Decimal::ZERO), |sum, part| sum.plus(part.figure))
    }

    /// Whether its last parts, or all of them, make `total`.
    pub(crate) fn makes(&self, total: Figure) -> bool {
        let mut sum = Some(Figure::exact(Decimal::ZERO));
        self.parts.iter().rev().any(|part| {
            sum = sum.and_then(|sum| sum.plus(part.figure));
            sum.is_some_and(|sum| sum.agrees(total))
        })
    }

    /// Whether its first parts make `total`: what follows parts something else.
    pub(crate) fn begins_with(&self, total: Figure) -> bool {
        let mut sum = Some(Figure::exact(Decimal::ZERO));
        self.parts.iter().any(|part| {
            sum = sum.and_then(|sum| sum.plus(part.figure));
            sum.is_some_and(|sum| sum.agrees(total))
        })
    }

    /// Whether its parts share nothing: no person is in two of them.
    pub(crate) fn is_separate(&self) -> bool {
        let last = |part: &Part<'_>| part.label.chars().next_back();
        let kind = self.parts.first().and_then(last);
        let alike = kind.is_some_and(|c| words::SEPARATE_GROUP_END.contains(&c))
            && self.parts.iter().all(|p| last(p) == kind);
        // What is spent or weighed is spent or weighed once; a road may be mended and lit.
        let once = self.parts.iter().all(|p| {
            matches!(p.quantity.kind(), Some(UnitKind::Currency | UnitKind::Mass | UnitKind::Energy))
        });
        self.parts.iter().all(Part::is_named_apart) && (alike || self.tight && once)
    }

    /// Whether its parts are all there can be: 博士, 硕士 and 学士.
    pub(crate) fn is_whole_set(&self) -> bool {
        words::WHOLE_SET.iter().any(|row| {
            let set: Vec<&str> = row.parts.split(' ').collect();
            set.len() == self.parts.len()
                && self.parts.iter().all(|part| set.iter().any(|name| part.label.starts_with(name)))
        })
    }

    /// Whether its two parts make the whole between them: 城镇 and 农村, 国有 and 非国有.
    pub(crate) fn is_whole_pair(&self) -> bool {
        let [a, b] = self.parts.as_slice() else { return false };
        let (a, b) = (a.label, b.label);
        let of = |label: &str, word: &str| label.starts_with(word) || label.ends_with(word);
        let pair = |row: &words::WholePairRow| {
            of(a, row.one) && of(b, row.other) || of(a, row.other) && of(b, row.one)
        };
        let negated = b.strip_prefix('非').is_some_and(|b| b == a && !a.is_empty());
        negated || words::WHOLE_PAIR.iter().any(pair) && a.chars().count() == b.chars().count()
    }
}

/// Where the clause begins that holds the first part.
fn last_clause(paragraph: &Paragraph<'_>, from: u32, first: &Quantity) -> u32 {
    let text = paragraph.of(Span::new(from, first.span.start));
    let clause = text.rsplit(['，', '：', ',', ':', '）', ')']).next().unwrap_or_default();
    first.span.start - clause.len() as u32
}
