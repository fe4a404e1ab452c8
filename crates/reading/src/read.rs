//! The one pass over a text that reads its items.

use kanwu_text::han;
use kanwu_text::{Token, TokenKind as K};

use crate::code::{Numbered, id_card, numbered};
use crate::date::{DateRead, TimeRead, read_date, read_time};
use crate::fixed::{self, Class, FixedForm, FixedWord};
use crate::item::Item;
use crate::list::{read_enclosed, read_list_mark};
use crate::numeral::{NumberForm, NumberRead, find_numeral, is_numeral, read_any, wide_digit};
use crate::ordinal::{OrdinalKind, continued, read_ordinal};
use crate::protect::{Protected, ProtectedKind, protected};
use crate::quantity::{QuantityRead, read_fraction, read_quantity, read_ratio};
use crate::table::code_words::AFTER_HOUSE;
use crate::view::{View, span};

/// Reads the items of `text`, of which `tokens` are the tokens, in order; none overlap. `out` is cleared first.
pub fn read(text: &str, tokens: &[Token], out: &mut Vec<Item>) {
    let mut ranges = Vec::new();
    protected(text, tokens, &mut ranges);
    read_around(text, tokens, &ranges, out);
}

/// As [`read`], where the protected stretches of `text` are known already.
pub fn read_around(text: &str, tokens: &[Token], protected: &[Protected], out: &mut Vec<Item>) {
    out.clear();
    let mut reader = Reader { text, protected, at: 0, out };
    for token in tokens {
        let (from, to) = (token.span.start as usize, token.span.end as usize);
        match token.kind {
            K::Digit | K::WideDigit => reader.number_at(from, to),
            K::Han => reader.han(from, to),
            K::Enclosed => reader.enclosed(from),
            _ => {}
        }
    }
    reader.pass(usize::MAX);
}

struct Reader<'a, 'o> {
    text: &'a str,
    /// Protected stretches not yet passed.
    protected: &'a [Protected],
    /// Up to here all is read.
    at: usize,
    out: &'o mut Vec<Item>,
}

impl<'a> Reader<'a, '_> {
    fn han(&mut self, from: usize, to: usize) {
        let mut from = from;
        while let Some(found) = find_numeral(self.text, from.max(self.at), to) {
            self.number_at(found, to);
            from = self.skip_run(found);
        }
    }

    /// Past what was read at `found`, or past its run of numerals where nothing was.
    fn skip_run(&self, found: usize) -> usize {
        if self.at > found {
            return self.at;
        }
        let view = View::new(self.text);
        let mut end = found;
        while let Some(c) = view.at(end).filter(|c| is_numeral(*c)) {
            end += c.len_utf8();
        }
        end.max(found + 1)
    }

    fn enclosed(&mut self, from: usize) {
        if let Some(view) = self.view(from)
            && let Some(mark) = read_enclosed(view, from)
        {
            self.push(Item::ListMark(mark));
        }
    }

    fn number_at(&mut self, from: usize, to: usize) {
        let mut from = from.max(self.at);
        while from < to {
            let Some(view) = self.view(from) else {
                if self.at <= from {
                    return;
                }
                from = self.at;
                continue;
            };
            if !view.at(from).is_some_and(|c| c.is_ascii_digit() || is_numeral(c) || wide_digit(c).is_some())
            {
                return;
            }
            let before = self.at;
            self.numeral(view, from);
            if self.at <= before.max(from) {
                return;
            }
            from = self.at;
        }
    }

    /// The text up to the next protected stretch, or none where `from` stands in one, which is then passed.
    fn view(&mut self, from: usize) -> Option<View<'a>> {
        self.pass(from);
        if from < self.at {
            return None;
        }
        let limit = self.protected.first().map_or(self.text.len(), |p| p.span.start as usize);
        let text = self.text.get(..limit)?;
        Some(View { text, floor: self.at })
    }

    /// Passes the protected stretches that begin at or before `at`.
    fn pass(&mut self, at: usize) {
        while let Some((first, rest)) =
            self.protected.split_first().filter(|(p, _)| p.span.start as usize <= at)
        {
            self.protected = rest;
            let end = first.span.end as usize;
            if (first.span.start as usize) < self.at {
                self.at = self.at.max(end);
                continue;
            }
            let view = View { text: self.text, floor: self.at };
            if let Some(item) = code(view, first) {
                self.out.push(item);
            }
            self.at = end;
        }
    }

    fn push(&mut self, item: Item) {
        self.at = item.span().end as usize;
        self.out.push(item);
    }

    fn numeral(&mut self, view: View<'a>, at: usize) {
        // .5 is a number whose zero is missing.
        let at = if view.byte(at).is_ascii_digit() && misses_zero(view, at) { at - 1 } else { at };
        if let Some(mark) = read_list_mark(view, at) {
            return self.push(Item::ListMark(mark));
        }
        if let Some(found) = fixed::find(view, at) {
            match found.class {
                Class::Word => self.at = found.word.span.end as usize,
                _ => self.push(Item::FixedWord(found.word)),
            }
            return;
        }
        let read = read_any(view, at);
        let item = self
            .ordinal(view, at, read.as_ref())
            .or_else(|| moment(view, at, read.as_ref()))
            .or_else(|| amount(view, at, read?));
        if let Some(item) = item {
            self.push(item);
        }
    }

    fn ordinal(&self, view: View<'a>, at: usize, read: Option<&NumberRead>) -> Option<Item> {
        let read = read?;
        if view.ends(at, "第") && quarter_follows(view, read.end) {
            return None;
        }
        if let Some(Item::Ordinal(last)) = self.out.last()
            && last.kind == OrdinalKind::Nth
            && let Some(next) = continued(view, last.span.end as usize, at, read)
        {
            return Some(Item::Ordinal(next));
        }
        read_ordinal(view, at, read).map(Item::Ordinal)
    }
}

/// 第一季度 is a part of the year.
fn quarter_follows(view: View, end: usize) -> bool {
    view.starts(end, "季度")
}

/// A point where the zero before it is missing: 增长.5%.
fn misses_zero(view: View, at: usize) -> bool {
    view.ends(at, ".")
        && at > view.floor
        && view.before(at - 1).is_none_or(|c| !c.is_ascii_graphic() && !matches!(c, '０'..='９') && c != '.')
        && view.before(at - 1).is_some()
}

/// A date, a range of dates, a time.
fn moment(view: View, at: usize, read: Option<&NumberRead>) -> Option<Item> {
    let digits_end = view.digits_end(at);
    let end = if digits_end > at { digits_end } else { read?.end };
    if view.byte(at) == b'.' || !may_be_moment(view, at, end) {
        return None;
    }
    if let Some(time) = read_time(view, at) {
        return Some(match time {
            TimeRead::One(time) => Item::Time(time),
            TimeRead::Range(range) => Item::TimeRange(range),
        });
    }
    read_date(view, at).map(|date| match date {
        DateRead::One(date) => Item::Date(date),
        DateRead::Range(range) => Item::DateRange(range),
    })
}

/// Whether what stands round the first number lets it be a part of a date or a time.
fn may_be_moment(view: View, at: usize, end: usize) -> bool {
    let Some(next) = view.at(view.skip_blank(end)) else {
        return view.ends(at, "月") || view.ends(at, "初");
    };
    let names = matches!(
        next,
        han::YEAR
            | han::MONTH
            | han::DAY
            | '时'
            | '点'
            | '世'
            | '季'
            | han::TO
            | '到'
            | ':'
            | '：'
            | '.'
            | '．'
            | '/'
    );
    let lines = matches!(
        next,
        '-' | '—'
            | '～'
            | '〜'
            | '∼'
            | '~'
            | '－'
            | '–'
            | '‐'
            | '‑'
            | '‒'
            | '−'
            | '─'
            | '━'
            | '―'
            | '﹣'
    );
    let zeros = matches!(next, 'O' | 'o' | '0' | 'Ｏ' | '０' | '○' | 'Ο' | '◯');
    names || lines || zeros || matches!(view.before(at), Some(han::MONTH | '初'))
}

/// A quantity, fraction, ratio, or number that counts nothing.
fn amount(view: View, at: usize, read: NumberRead) -> Option<Item> {
    if let Some(ratio) = read_ratio(view, at, &read) {
        return Some(Item::Ratio(ratio));
    }
    if let Some(fraction) = read_fraction(view, at, &read) {
        return Some(Item::Fraction(fraction));
    }
    match read_quantity(view, at, &read)? {
        QuantityRead::Quantity(quantity) => Some(Item::Quantity(quantity)),
        QuantityRead::Bare(number) => {
            // “八五”, “十一”: a number quoted by itself is a name.
            let quoted = view.ends(at, "“") && view.starts(read.end, "”");
            if number.form == NumberForm::Han && quoted {
                return Some(Item::FixedWord(FixedWord { span: number.span, word: FixedForm::Han }));
            }
            Some(joined(view, at).unwrap_or(Item::BareNumber(number)))
        }
    }
}

/// Numbers joined by hyphens: 7-1号, 2022-5.
fn joined(view: View, at: usize) -> Option<Item> {
    let mut end = view.digits_end(at);
    let mut joints = 0;
    while view.byte(end) == b'-' && view.byte(end + 1).is_ascii_digit() && end > at {
        end = view.digits_end(end + 1);
        joints += 1;
    }
    if joints == 0 {
        return None;
    }
    let name = view.skip_blank(end);
    match view.starts_any(name, AFTER_HOUSE) {
        Some(word) => Some(Item::HouseNumber(span(at, name + word.len()))),
        None => Some(Item::Numbering(span(at, end))),
    }
}

/// The item that a protected stretch is.
fn code(view: View, protected: &Protected) -> Option<Item> {
    let whole = protected.span;
    Some(match protected.kind {
        ProtectedKind::StandardNumber => Item::StandardNumber(whole),
        ProtectedKind::CaseNumber => Item::CaseNumber(whole),
        ProtectedKind::Phone => Item::Phone(whole),
        ProtectedKind::Serial | ProtectedKind::Isbn | ProtectedKind::MapNumber => Item::Serial(whole),
        ProtectedKind::IdCard => Item::IdCard(id_card(view.text, whole)?),
        ProtectedKind::Model => {
            let first = whole.of_text(view.text).find(|c: char| c.is_ascii_digit())?;
            match fixed::find(view, whole.start as usize + first).filter(|f| f.word.span == whole) {
                Some(found) => Item::FixedWord(found.word),
                None => Item::Model(whole),
            }
        }
        ProtectedKind::DocumentNumber => {
            let text = whole.of_text(view.text);
            let open = text.find(|c| "〔[【［（(".contains(c))?;
            let year = whole.start as usize + open + text.get(open..)?.chars().next()?.len_utf8();
            match numbered(view, year)? {
                Numbered::Document(document) => Item::DocumentNumber(document),
                Numbered::Case(_) | Numbered::Map(_) => return None,
            }
        }
        _ => return None,
    })
}
