//! What is read in sentences of every shape.

use kanwu_reading::date::{DateReading, TimeReading};
use kanwu_reading::{Item, read};
use kanwu_text::lex;

/// The items of a text, briefly: kind, bytes, and what they say.
fn brief(text: &str) -> String {
    let (mut tokens, mut items) = (Vec::new(), Vec::new());
    lex(text, &mut tokens);
    read(text, &tokens, &mut items);
    let mut out = Vec::new();
    for item in &items {
        let words = item.span().of_text(text);
        let said = match item {
            Item::Quantity(q) => {
                let mut said = String::new();
                for approx in [q.approx_before, q.approx_after, q.approx_tail].into_iter().flatten() {
                    said += &format!("{} ", approx.word);
                }
                if q.sign.is_some_and(|s| s.kind.is_negative()) {
                    said.push('-');
                }
                said += &format!("{}", q.number.value.normalize());
                if let Some(upper) = q.number.upper {
                    said += &format!("|{upper}");
                }
                if let Some(range) = &q.range {
                    let sign = if range.high.sign.is_some_and(|s| s.kind.is_negative()) { "-" } else { "" };
                    said += &format!("..{sign}{}", range.high.number.value.normalize());
                }
                if let Some((currency, _)) = q.currency {
                    said += &format!(" {}", currency.unit().key);
                }
                if let Some(unit) = &q.unit {
                    said += &format!(" {}", unit.head.id.unit().key);
                    for (_, part) in &unit.rest {
                        said += &format!("*{}", part.id.unit().key);
                    }
                }
                format!("Q({said})")
            }
            Item::Fraction(f) => format!("Fraction({}/{})", f.numerator.value, f.denominator.value),
            Item::Ratio(r) => format!("Ratio({},{})", r.first.value, r.second.value),
            Item::Date(d) => format!("Date({})", date(d)),
            Item::DateRange(r) => {
                format!("Dates({}..{})", date(&r.from), r.to.as_ref().map(date).unwrap_or_default())
            }
            Item::Time(t) => format!("Time({})", time(t)),
            Item::TimeRange(r) => format!("Times({}..{})", time(&r.from), time(&r.to)),
            Item::Ordinal(o) => format!("{:?}({})", o.kind, o.number.value),
            Item::FixedWord(w) => format!("Fixed({:?})", w.word),
            Item::ListMark(m) => format!("{:?}({})", m.form, m.number),
            Item::BareNumber(n) => format!("Bare({})", n.value),
            Item::IdCard(i) => format!("IdCard({})", i.checks),
            other => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
        };
        out.push(format!("{words}={said}"));
    }
    out.join(" ")
}

fn date(d: &DateReading) -> String {
    let mut out = String::new();
    for (name, value) in [
        ("c", d.century.map(i32::from)),
        ("d", d.decade.map(i32::from)),
        ("y", d.year),
        ("q", d.quarter.map(i32::from)),
        ("m", d.month.map(i32::from)),
        ("-", d.day.map(i32::from)),
    ] {
        if let Some(value) = value {
            out += &format!("{name}{value}");
        }
    }
    if let Some((weekday, _)) = d.weekday {
        out += &format!("{weekday:?}");
    }
    out
}

fn time(t: &TimeReading) -> String {
    let period = t.period.map_or("", |p| p.0);
    let mut out = format!("{period}{}", t.hour);
    for part in [t.minute, t.second].into_iter().flatten() {
        out += &format!(":{part}");
    }
    out
}

/// A text, a line of what is read in it.
const SHAPES: &str = include_str!("shapes.txt");

#[test]
fn shapes() {
    let mut lines = SHAPES.lines().filter(|l| !l.is_empty());
    let mut wrong = String::new();
    let mut count = 0;
    while let (Some(text), Some(want)) = (lines.next(), lines.next()) {
        let got = brief(text);
        count += 1;
        if got != want.trim().trim_start_matches("nothing") {
            wrong += &format!("{text}\n  want {}\n  got  {got}\n", want.trim());
        }
    }
    assert!(count >= 80, "only {count} shapes");
    assert!(wrong.is_empty(), "{wrong}");
}
