//! Other names and figures in place of an example's own.

use fastrand::Rng;

/// Names of districts; the first is the one in the cards' examples.
const DISTRICTS: [&str; 6] = ["清河", "安宁", "松江", "白石", "云岭", "东湖"];

/// Varies the texts alike: the same name becomes the same name in each, and the same figure the same.
pub(crate) fn substitute(texts: Vec<String>, figures: bool, rng: &mut Rng) -> Vec<String> {
    let district = DISTRICTS[rng.usize(..DISTRICTS.len())];
    let texts: Vec<String> = texts.iter().map(|t| t.replace(DISTRICTS[0], district)).collect();
    if !figures {
        return texts;
    }
    let mut old: Vec<String> = texts.iter().flat_map(|t| free_figures(t)).map(|r| r.2).collect();
    old.sort();
    old.dedup();
    // The order of the figures must stay: a range may not turn round.
    for _ in 0..20 {
        let new: Vec<String> = old.iter().map(|figure| other(figure, rng)).collect();
        let ordered = |list: &[String]| {
            let longer = |a: &String, b: &String| (a.len(), a.as_str()) < (b.len(), b.as_str());
            list.iter().flat_map(|a| list.iter().map(move |b| longer(a, b))).collect::<Vec<bool>>()
        };
        if ordered(&old) == ordered(&new) {
            return texts.iter().map(|t| replace(t, &old, &new)).collect();
        }
    }
    texts
}

/// A figure with as many digits, round where it was round.
fn other(figure: &str, rng: &mut Rng) -> String {
    figure.chars().map(|c| if c == '0' { '0' } else { char::from(b'1' + rng.u8(..9)) }).collect()
}

fn replace(text: &str, old: &[String], new: &[String]) -> String {
    let mut out = text.to_owned();
    for (start, end, figure) in free_figures(text).into_iter().rev() {
        if let Some(i) = old.iter().position(|o| *o == figure) {
            out.replace_range(start..end, &new[i]);
        }
    }
    out
}

/// Figures of two to five digits that are no date, number or name: bytes from and to, and the figure.
fn free_figures(text: &str) -> Vec<(usize, usize, String)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
        at = from + digits;
        let before = text[..from].trim_end_matches(['⟦', '⟧']).chars().next_back();
        let after = text[at..].trim_start_matches(['⟦', '⟧']).chars().next();
        let figure = &text[from..at];
        let year = digits == 4 && (figure.starts_with("19") || figure.starts_with("20"));
        // Behind a decimal point a figure may be a name, as in 3.15; behind a colon it is a time or a ratio.
        let named = before.is_some_and(|c| c.is_ascii_alphabetic() || "第〔[.·:：".contains(c))
            || after.is_some_and(|c| c.is_ascii_alphabetic() || "年月日时分号届大五〕]:：".contains(c));
        if (2..=5).contains(&digits) && !figure.starts_with('0') && !year && !named {
            out.push((from, at, figure.to_owned()));
        }
    }
    out
}
