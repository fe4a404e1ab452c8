//! “求实、求新、求进” in one place, “求实求新求进” in another: one quoted name with other marks or numerals in it.

use std::collections::BTreeMap;

use kanwu_plugin::context::near_end;
use kanwu_plugin::reading::numeral::parse_number;
use kanwu_plugin::text::han;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, TokenKind, Trigger, Triggers,
};

use crate::card::quoted_name_in_other_marks as card;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::kinds(&[TokenKind::RightDouble]), collect, judge);

/// A name has so many letters.
const NAME: std::ops::RangeInclusive<usize> = 3..=24;

/// A name with more forms is none.
const FORMS: usize = 3;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(close) = cx.tokens.get(i).map(|token| token.span) else { return };
    let Some((_, name)) = near_end(cx.before(close.start)).rsplit_once('“') else { return };
    // A sentence that is cited has marks of its own; a name does not end with one.
    let ended = name.ends_with(['。', '，', '；', '！', '？', '：']) || name.contains(['。', '；', '\n']);
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).map(plain_figure).collect();
    if !ended && NAME.contains(&letters.chars().count()) {
        cx.fact("", letters, name, Span::new(close.start - name.len() as u32, close.start));
    }
}

/// 十 of “强县十条” as 10.
fn plain_figure(c: char) -> String {
    let figure = han::is_figure(c).then(|| parse_number(c.encode_utf8(&mut [0; 4])));
    figure.flatten().map_or_else(|| c.to_string(), |number| number.value.to_string())
}

/// A name without blanks, which lay it out, and with one form of each mark.
fn form(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '·' | '・' | '•') { '·' } else { c })
        .collect()
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values().filter(|facts| facts.len() > 1) {
        let mut forms: BTreeMap<String, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            forms.entry(form(fact.value.as_str())).or_default().push(fact);
        }
        if forms.len() < 2 || forms.len() > FORMS {
            continue;
        }
        let mut forms: Vec<Vec<&Fact>> = forms.into_values().collect();
        let place = |facts: &[&Fact]| facts.first().map(|fact| (fact.reading, fact.span.start));
        forms.sort_by_key(|facts| (facts.len(), std::cmp::Reverse(place(facts))));
        let Some((known, odd)) = forms.split_last() else { continue };
        let Some(other) = known.first() else { continue };
        for one in odd.iter().filter_map(|facts| facts.first()) {
            let finding = Finding::new(one.place(), Confidence::Likely)
                .arg(card::args::FOUND, one.value.as_str())
                .arg(card::args::OTHER, other.value.as_str())
                .labelled_facts(&[*other], card::labels::OTHER);
            cx.push(finding);
        }
    }
}
