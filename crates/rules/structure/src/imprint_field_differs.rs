//! 主编, 编者, 出版者, 书号 and 出版年月 that cover, spine, title page, imprint and CIP do not tell alike.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::imprint_field_differs as card;
use crate::imprint::{Field, Told, told};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let told = told(cx.book);
    for field in [Field::Chief, Field::Compiler, Field::Publisher, Field::Isbn, Field::Date] {
        let own: Vec<&Told> = told.iter().filter(|told| told.field == field).collect();
        let count = |value: &str| own.iter().filter(|told| told.value == value).count();
        for told in &own {
            // The rarer form is asked about; of two that are as often, the first.
            let other = own.iter().find(|other| {
                let (mine, theirs) = (count(&told.value), count(&other.value));
                let rarer = mine < theirs || mine == theirs && first(&own, told) < first(&own, other);
                rarer
                    && other.block != told.block
                    && differs(field, &told.value, &other.value, theirs)
                    && !(field == Field::Chief && stand_together(&own, told, other))
            });
            let Some(other) = other else { continue };
            let finding = Finding::new(Place::Source(told.at), Confidence::Likely)
                .arg(card::args::FOUND, cx.book.text(told.at))
                .arg(card::args::WANT, cx.book.text(other.at))
                .labelled(Place::Source(other.at), card::labels::OTHER);
            cx.push(match field {
                Field::Chief => finding,
                Field::Compiler => finding.variant(card::variants::COMPILER),
                Field::Publisher => finding.variant(card::variants::PUBLISHER),
                Field::Isbn => finding.variant(card::variants::ISBN),
                Field::Date => finding.variant(card::variants::DATE),
            });
        }
    }
}

/// Where a value is told first.
fn first(own: &[&Told], told: &Told) -> Option<usize> {
    own.iter().position(|other| other.value == told.value)
}

/// Whether one place names both: two chief editors with like names.
fn stand_together(own: &[&Told], a: &Told, b: &Told) -> bool {
    own.iter().any(|x| x.value == a.value && own.iter().any(|y| y.value == b.value && y.block == x.block))
}

/// Whether two values tell one thing in two ways. `times` is how often the other is told.
fn differs(field: Field, a: &str, b: &str, times: usize) -> bool {
    if a == b {
        return false;
    }
    match field {
        Field::Date => true,
        // Another number may be that of a set.
        Field::Isbn => apart(a, b).is_some_and(|n| n <= 3),
        Field::Chief => near(a, b, 1),
        Field::Compiler => near(a, b, 2),
        // A publisher that only one place names, where all others agree.
        Field::Publisher => near(a, b, 2) || times >= 3,
    }
}

/// Characters that differ in forms of one length.
fn apart(a: &str, b: &str) -> Option<usize> {
    let same = a.chars().count() == b.chars().count();
    same.then(|| a.chars().zip(b.chars()).filter(|(a, b)| a != b).count())
}

/// At most so many characters changed, put in or left out in one place.
fn near(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let least = a.len().min(b.len());
    (a.len() - head - tail).max(b.len() - head - tail) <= most && least >= 2 && head + tail >= least / 2
}
