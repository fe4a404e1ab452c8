//! Units and compound units where they stand: 元/平方米, t·km, 千米每小时, W/(m²·℃).

use kanwu_text::ReadingSpan;

use super::table::{UnitId, Written, find};
use crate::view::{View, span};

/// A unit in text, simple or compound.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRef {
    /// All of it.
    pub span: ReadingSpan,
    /// The first part.
    pub head: UnitPart,
    /// Parts of a compound unit after the first, each with how it is joined on.
    pub rest: Vec<(Join, UnitPart)>,
}

/// A part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitPart {
    /// Bytes of the part.
    pub span: ReadingSpan,
    /// Which unit.
    pub id: UnitId,
    /// How it is written.
    pub written: Written,
}

/// How parts of a compound unit are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// ·
    Times,
    /// /
    Slash,
    /// 每
    Per,
}

/// Longest compound that is read, in parts.
const LONGEST: usize = 6;

/// The unit at byte `at`.
pub(crate) fn read_unit(view: View, at: usize) -> Option<UnitRef> {
    let head = part(view, at)?;
    let mut unit = UnitRef { span: head.span, head, rest: Vec::new() };
    let mut end = head.span.end as usize;
    let mut bracket = false;
    while unit.rest.len() < LONGEST {
        let Some((join, mut next)) = joined(view, end) else { break };
        let opens = !bracket && view.byte(next) == b'(';
        next += usize::from(opens);
        let Some(part) = part(view, next) else { break };
        bracket |= opens;
        unit.rest.push((join, part));
        end = part.span.end as usize;
        if bracket && view.byte(end) == b')' {
            bracket = false;
            end += 1;
        }
        unit.span = span(at, end);
    }
    Some(unit)
}

fn part(view: View, at: usize) -> Option<UnitPart> {
    let found = find(view, at)?;
    Some(UnitPart { span: span(at, at + found.text.len()), id: found.unit, written: found.written })
}

fn joined(view: View, at: usize) -> Option<(Join, usize)> {
    let c = view.at(at)?;
    let join = match c {
        '·' | '•' | '⋅' => Join::Times,
        '/' | '／' => Join::Slash,
        '每' => Join::Per,
        _ => return None,
    };
    Some((join, at + c.len_utf8()))
}

/// Reads all of `text` as a unit, with a place word before it: 万元, 平方米, 亿千瓦时. The number is the power
/// of ten of the place word.
pub fn parse_unit(text: &str) -> Option<(u8, UnitRef)> {
    let view = View::new(text);
    let mut at = 0;
    let mut power = 0u8;
    loop {
        if let Some(unit) = read_unit(view, at).filter(|u| u.span.end as usize == text.len()) {
            return Some((power, unit));
        }
        let (place, name) = [(4, "万"), (8, "亿"), (3, "千"), (2, "百")]
            .into_iter()
            .find(|(_, name)| view.starts(at, name))
            .filter(|_| power <= 8)?;
        power += place;
        at += name.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&'static str> {
        let Some(unit) = read_unit(View::new(text), 0) else { return Vec::new() };
        assert_eq!(unit.span.end as usize, text.len(), "{text}");
        std::iter::once(unit.head).chain(unit.rest.iter().map(|(_, p)| *p)).map(|p| p.id.unit().key).collect()
    }

    #[test]
    fn compounds() {
        assert_eq!(keys("元/平方米"), ["yuan", "square-metre"]);
        assert_eq!(keys("千米/小时"), ["kilometre", "hour"]);
        assert_eq!(keys("千米每小时"), ["kilometre", "hour"]);
        assert_eq!(keys("m³/s"), ["cubic-metre", "second"]);
        assert_eq!(keys("mg/L"), ["milligram", "litre"]);
        assert_eq!(keys("t·km"), ["tonne-kilometre"]);
        assert_eq!(keys("W/(m²·℃)"), ["watt", "square-metre", "celsius"]);
        assert_eq!(keys("mg/kg/d"), ["milligram", "kilogram", "day"]);
        assert_eq!(keys("m³/秒"), ["cubic-metre", "second"]);
    }

    #[test]
    fn units_of_table_heads() {
        let power = |text: &str| parse_unit(text).map(|(p, u)| (p, u.head.id.unit().key));
        assert_eq!(power("万元"), Some((4, "yuan")));
        assert_eq!(power("亿千瓦时"), Some((8, "kilowatt-hour")));
        assert_eq!(power("千米"), Some((0, "kilometre")));
        assert_eq!(power("千人"), Some((3, "人")));
        assert_eq!(power("%"), Some((0, "percent")));
        assert_eq!(power("单位"), None);
    }
}
