//! The table, and finding the longest spelling in it.

use rust_decimal::Decimal;

use crate::view::View;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum UnitKind {
    Length,
    Area,
    Volume,
    Mass,
    Time,
    Speed,
    Rotation,
    Power,
    Energy,
    Force,
    Pressure,
    Temperature,
    Angle,
    Electricity,
    Frequency,
    Sound,
    Light,
    Radioactivity,
    Substance,
    Information,
    /// ppm
    Fraction,
    /// %, ‰, 个百分点
    Percent,
    /// 倍, 成
    Ratio,
    Currency,
    /// 吨公里, 标准箱
    Transport,
    /// 量词
    Count,
}

impl UnitKind {
    /// Whether it is a physical quantity, with international symbols.
    pub fn is_physical(self) -> bool {
        !matches!(self, UnitKind::Percent | UnitKind::Ratio | UnitKind::Currency | UnitKind::Count)
    }
}

/// Index of a unit in [`units`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(u16);

impl UnitId {
    /// The unit.
    pub fn unit(self) -> &'static Unit {
        &UNITS[usize::from(self.0)]
    }

    /// The unit with this key.
    pub fn of_key(key: &str) -> Option<UnitId> {
        UNITS.iter().position(|u| u.key == key).and_then(|at| u16::try_from(at).ok()).map(UnitId)
    }
}

/// A unit of measure or a measure word.
#[derive(Debug)]
pub struct Unit {
    /// Its key in the table; of a measure word the word.
    pub key: &'static str,
    /// The Chinese name to write.
    pub name: &'static str,
    /// The symbol to write; empty where there is none.
    pub symbol: &'static str,
    /// What it measures.
    pub kind: UnitKind,
    /// Whether it may be written: a legal unit of measure (法定计量单位), or none at all, as 元 and 人.
    pub legal: bool,
    /// The unit that one is converted to, with the factor as mantissa, number of decimals, and divisor.
    to: Option<(UnitId, i128, u32, u32)>,
}

/// How a unit is converted to another.
#[derive(Clone, Copy, Debug)]
pub struct Conversion {
    /// The other unit.
    pub to: &'static Unit,
    /// One is this many of it …
    pub times: Decimal,
    /// … divided by this: 亩 is 1/15 公顷.
    pub over: Decimal,
}

impl Conversion {
    /// What `value` is in the other unit; none where the product is too large.
    pub fn of(&self, value: Decimal) -> Option<Decimal> {
        Some(value.checked_mul(self.times)?.checked_div(self.over)?.normalize())
    }
}

impl Unit {
    /// To what it is converted.
    pub fn conversion(&self) -> Option<Conversion> {
        let (to, mantissa, scale, over) = self.to?;
        let times = Decimal::try_from_i128_with_scale(mantissa, scale).ok()?;
        Some(Conversion { to: to.unit(), times, over: over.into() })
    }
}

/// How a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A right name: 千米, 公里.
    Name,
    /// A name not to be written (平米), and the right one.
    WrongName(&'static str),
    /// A right symbol: km.
    Symbol,
    /// A wrong symbol (KM), and the right one.
    WrongSymbol(&'static str),
}

impl Written {
    /// Whether it is a symbol, right or wrong.
    pub fn is_symbol(self) -> bool {
        matches!(self, Written::Symbol | Written::WrongSymbol(_))
    }

    /// What to write instead.
    pub fn right(self) -> Option<&'static str> {
        match self {
            Written::WrongName(right) | Written::WrongSymbol(right) => Some(right),
            Written::Name | Written::Symbol => None,
        }
    }
}

/// All units.
pub fn units() -> &'static [Unit] {
    UNITS
}

/// A spelling of a unit.
pub(crate) struct Spelling {
    pub text: &'static str,
    pub unit: UnitId,
    pub written: Written,
    not_before: &'static str,
    /// No unit after a single Han numeral.
    pub digits_only: bool,
}

include!(concat!(env!("OUT_DIR"), "/units.rs"));

/// Spellings that begin with `c`, longer ones first.
fn spellings(c: char) -> &'static [Spelling] {
    let Ok(at) = SPELLING_GROUPS.binary_search_by_key(&c, |g| g.0) else { return &[] };
    let (_, from, to) = SPELLING_GROUPS[at];
    SPELLINGS.get(usize::from(from)..usize::from(to)).unwrap_or_default()
}

/// The longest spelling of a unit at byte `at`.
pub(crate) fn find(view: View, at: usize) -> Option<&'static Spelling> {
    let first = view.at(at)?;
    spellings(first).iter().find(|s| {
        let end = at + s.text.len();
        view.starts(at, s.text) && stands_alone(s, view.at(end))
    })
}

/// Whether nothing in the next character says that the spelling goes on.
fn stands_alone(spelling: &Spelling, next: Option<char>) -> bool {
    let Some(next) = next else { return true };
    if spelling.not_before.contains(next) {
        return false;
    }
    let last = spelling.text.as_bytes().last().copied().unwrap_or(0);
    let in_word = |c: char| c.is_alphanumeric() && !('\u{2e80}'..='\u{9fff}').contains(&c) && c != '〇';
    !(last.is_ascii_alphanumeric() && (in_word(next) || next == '_'))
}

/// Whether a name that begins with a place word (千米, 百帕, 百分点) stands at `at`.
pub(crate) fn prefixed_name_at(view: View, at: usize) -> bool {
    match view.at(at) {
        Some(c) if c == '十' || kanwu_text::han::MAGNITUDES.contains(&c) => {
            find(view, at).is_some_and(|s| s.text.chars().count() > 1)
        }
        _ => false,
    }
}

/// ￥, US$ and the like that end at byte `at`: where the sign begins, and the currency.
pub(crate) fn currency_before(view: View, at: usize) -> Option<(usize, UnitId)> {
    let end = view.skip_blank_back(at);
    let last = view.before(end)?;
    if !matches!(last, '¥' | '￥' | '$' | '＄' | '€' | '£' | 'D') {
        return None;
    }
    let (sign, unit) = CURRENCY_SIGNS.iter().find(|(sign, _)| view.ends(end, sign))?;
    let start = end - sign.len();
    (start >= view.floor).then_some((start, *unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<&'static str> {
        find(View::new(text), 0).map(|s| s.unit.unit().key)
    }

    #[test]
    fn longest_spelling() {
        for (text, want) in [
            ("千米", Some("kilometre")),
            ("公里处", Some("kilometre")),
            ("人次", Some("人次")),
            ("人民", None),
            ("个百分点", Some("percentage-point")),
            ("个月", Some("month")),
            ("家企业", Some("家")),
            ("家庭", None),
            ("km", Some("kilometre")),
            ("km²", Some("square-kilometre")),
            ("kmx", None),
            ("KM", Some("kilometre")),
            ("kW·h", Some("kilowatt-hour")),
            ("m2/人", Some("square-metre")),
            ("℃", Some("celsius")),
            ("%", Some("percent")),
            ("吨标准煤", Some("standard-coal")),
        ] {
            assert_eq!(key(text), want, "{text}");
        }
    }

    #[test]
    fn conversions_are_exact() {
        let converted = |key: &str, value: i64| {
            let conversion = UnitId::of_key(key).unwrap().unit().conversion().unwrap();
            (conversion.to.key, conversion.of(value.into()).unwrap().to_string())
        };
        assert_eq!(converted("jin", 800), ("kilogram", "400".into()));
        assert_eq!(converted("mu", 3000), ("hectare", "200".into()));
        assert_eq!(converted("chi", 3), ("metre", "1".into()));
        assert!(units().iter().filter(|u| !u.legal).all(|u| u.kind != UnitKind::Count));
    }
}
