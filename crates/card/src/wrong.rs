//! The wrong forms that a card makes of right ones when it is read.
//!
//! They are found as any literal is. Slips that no card foresees are the matter of a [`crate::Concept`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Pattern, Problem};

/// How the wrong forms of a pattern's `right` ones come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slip {
    /// The whole stands twice: 召开召开.
    Twice,
    /// Its first character stands twice: 新新增.
    FirstTwice,
    /// The last two characters changed places: 增了长 for 增长了.
    LastSwapped,
    /// Two neighbouring parts, which `|` tells apart, changed places: 三线三区 for 三区|三线.
    PartOrder,
    /// Two parts with one between them changed places: 三课一会 for 三|会|一|课.
    Crossed,
    /// A part is lost, neither the first nor the last: 小反刍疫 for 小反刍|兽|疫.
    PartLost,
    /// All marks between its members are lost: 爱国敬业诚信友善.
    MarksLost,
    /// The mark between two neighbouring members is lost. The two are a form of their own: 早发现早报告.
    MarkLost,
    /// A comma stands where `|` does: 人，次 for 人|次.
    CommaWithin,
}

/// Right forms, each with what is taken for a character of it: `"再接再厉" = "厉励"` makes 再接再励. Several characters
/// may be confused with one, and several of a form with others: `"诲人不倦" = "诲悔侮 倦卷"`.
pub type Confused = BTreeMap<String, String>;

/// Right forms, each with wrong ones that no slip makes of it.
pub type Wrong = BTreeMap<String, Vec<String>>;

/// A wrong form, and the right one where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongForm {
    /// As it is looked for.
    pub literal: String,
    /// What to write.
    pub right: Option<String>,
}

impl WrongForm {
    fn new(literal: String, right: &str) -> WrongForm {
        WrongForm { literal, right: Some(right.to_owned()) }
    }
}

/// Marks between the members of a formula.
const MARKS: [char; 3] = ['、', '，', '；'];

/// What stands between the marks.
fn members(form: &str) -> Vec<&str> {
    form.split(MARKS).collect()
}

impl Slip {
    /// The wrong forms of a right one, each with the right form that stands in its place.
    fn of(self, marked: &str) -> Vec<WrongForm> {
        let right = marked.replace('|', "");
        let chars: Vec<char> = right.chars().collect();
        let whole = |wrong: String| vec![WrongForm::new(wrong, &right)];
        let parts: Vec<&str> = marked.split('|').collect();
        // Each two parts that stand so far apart.
        let swapped = |apart: usize| {
            let pairs = (apart..parts.len()).map(|at| {
                let mut wrong = parts.clone();
                wrong.swap(at - apart, at);
                WrongForm::new(wrong.concat(), &right)
            });
            pairs.collect::<Vec<_>>()
        };
        match self {
            Slip::Twice => whole(right.repeat(2)),
            Slip::FirstTwice => whole(chars.first().into_iter().chain(&chars).collect()),
            Slip::LastSwapped => match chars.as_slice() {
                [head @ .., before, last] => whole(head.iter().chain([last, before]).collect()),
                _ => Vec::new(),
            },
            Slip::PartOrder => swapped(1),
            Slip::Crossed => swapped(2),
            Slip::PartLost => {
                let inner = 1..parts.len().saturating_sub(1);
                let lost = |at| WrongForm::new([&parts[..at], &parts[at + 1..]].concat().concat(), &right);
                inner.map(lost).collect()
            }
            Slip::MarksLost => whole(members(&right).concat()),
            Slip::MarkLost => {
                let marks = right.matches(MARKS);
                let pairs = members(&right).windows(2).map(<[&str]>::to_vec).collect::<Vec<_>>();
                let joined =
                    |(pair, mark): (Vec<&str>, &str)| WrongForm::new(pair.concat(), &pair.join(mark));
                pairs.into_iter().zip(marks).map(joined).collect()
            }
            Slip::CommaWithin => whole(marked.replace('|', "，")),
        }
    }
}

/// The wrong forms of right ones in which characters are confused: one of the places where the character stands is
/// wrong, or all are.
pub(crate) fn confused(all: &Confused) -> Vec<WrongForm> {
    let mut out = Vec::new();
    for (right, confused) in all {
        for pair in confused.split_whitespace() {
            let mut chars = pair.chars();
            let Some(own) = chars.next() else { continue };
            for wrong in chars {
                let mut forms: Vec<String> = right
                    .match_indices(own)
                    .map(|(at, own)| format!("{}{wrong}{}", &right[..at], &right[at + own.len()..]))
                    .collect();
                if forms.len() > 1 {
                    forms.push(right.replace(own, &wrong.to_string()));
                }
                out.extend(forms.into_iter().map(|form| WrongForm::new(form, right)));
            }
        }
    }
    out
}

/// The wrong forms that are said as they stand.
pub(crate) fn said(all: &Wrong) -> impl Iterator<Item = WrongForm> + '_ {
    let each = |(right, wrong): (&String, &Vec<String>)| {
        let right = right.clone();
        wrong.clone().into_iter().map(move |literal| WrongForm::new(literal, &right))
    };
    all.iter().flat_map(each)
}

/// Two different words of one meaning side by side, in either order: 逐步逐渐.
fn doubled_meaning(synonyms: &str) -> Vec<String> {
    let words: Vec<&str> = synonyms.split_whitespace().collect();
    let beside = |first: &&str| {
        let others = words.iter().filter(|second| *second != first);
        others.map(|second| format!("{first}{second}")).collect::<Vec<_>>()
    };
    words.iter().flat_map(beside).collect()
}

/// A text with alternatives in braces as all texts that it stands for: `{采取|采取了}新技术`.
pub(crate) fn alternatives(text: &str) -> Vec<String> {
    let Some((head, rest)) = text.split_once('{') else { return vec![text.to_owned()] };
    let Some((choice, tail)) = rest.split_once('}') else { return vec![text.to_owned()] };
    let tails = alternatives(tail);
    let each = |one: &str| tails.iter().map(|tail| format!("{head}{one}{tail}")).collect::<Vec<_>>();
    choice.split('|').flat_map(each).collect()
}

/// What is wrong with the way in which a pattern states right forms.
pub(crate) fn problem(pattern: &Pattern) -> Option<Problem> {
    let idle = pattern.right.iter().find(|right| of_right(pattern, right).is_empty());
    if let Some(right) = idle {
        return Some(Problem::NothingMade(right.clone()));
    }
    if pattern.right.is_empty() && !pattern.derive.is_empty() {
        return Some(Problem::NoRight);
    }
    confusion_problem(&pattern.confused)
}

/// Each character that is confused stands in its form, and is confused with something else.
pub(crate) fn confusion_problem(all: &Confused) -> Option<Problem> {
    all.iter().find_map(|(right, confused)| {
        let fits = |pair: &str| {
            let mut chars = pair.chars();
            let own = chars.next();
            let others: Vec<char> = chars.collect();
            own.is_some_and(|own| right.contains(own) && !others.contains(&own)) && !others.is_empty()
        };
        let pair = confused.split_whitespace().find(|pair| !fits(pair));
        pair.map(|pair| Problem::Confused { pair: pair.to_owned(), right: right.clone() })
    })
}

/// The wrong forms that a pattern makes of one of its right ones.
fn of_right(pattern: &Pattern, stated: &str) -> Vec<WrongForm> {
    let mut out = Vec::new();
    for form in alternatives(stated) {
        out.extend(pattern.derive.iter().flat_map(|slip| slip.of(&form)));
        let right = form.replace('|', "");
        let turned = pattern.change.iter().filter(|(_, part)| !part.is_empty() && right.contains(*part));
        out.extend(turned.map(|(wrong, part)| WrongForm::new(right.replacen(part, wrong, 1), &right)));
    }
    out.retain(|form| form.right.as_ref() != Some(&form.literal));
    out
}

impl Pattern {
    /// All that it looks for: its literals, and what it makes of right forms.
    pub fn wrong_forms(&self) -> Vec<WrongForm> {
        let one = Some(&self.literal).filter(|literal| !literal.is_empty());
        let literals = one.into_iter().chain(&self.literals).flat_map(|literal| alternatives(literal));
        let mut out: Vec<WrongForm> =
            literals.map(|literal| WrongForm { right: self.written(&literal), literal }).collect();
        out.extend(self.made_forms());
        let mut seen = std::collections::BTreeSet::new();
        out.retain(|form| seen.insert(form.literal.clone()));
        out
    }

    /// What it makes of right forms.
    pub(crate) fn made_forms(&self) -> Vec<WrongForm> {
        let mut out: Vec<WrongForm> = self.right.iter().flat_map(|right| of_right(self, right)).collect();
        out.extend(confused(&self.confused));
        out.extend(said(&self.wrong));
        let pairs = self.synonyms.iter().flat_map(|synonyms| doubled_meaning(synonyms));
        out.extend(pairs.map(|literal| WrongForm { right: self.written(&literal), literal }));
        out
    }

    /// The literals of [`Self::wrong_forms`].
    pub fn all_literals(&self) -> Vec<String> {
        self.wrong_forms().into_iter().map(|form| form.literal).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(slip: Slip, right: &str) -> Vec<String> {
        slip.of(right).into_iter().map(|form| form.literal).collect()
    }

    #[test]
    fn each_slip_makes_its_wrong_forms() {
        assert_eq!(wrong(Slip::Twice, "召开"), ["召开召开"]);
        assert_eq!(wrong(Slip::FirstTwice, "新增"), ["新新增"]);
        assert_eq!(wrong(Slip::LastSwapped, "增长了"), ["增了长"]);
        assert_eq!(wrong(Slip::PartOrder, "三区|三线"), ["三线三区"]);
        assert_eq!(wrong(Slip::Crossed, "三|会|一|课"), ["一会三课", "三课一会"]);
        assert_eq!(wrong(Slip::PartLost, "小反刍|兽|疫"), ["小反刍疫"]);
        assert_eq!(wrong(Slip::PartLost, "小反刍|疫"), [""; 0]);
        assert_eq!(wrong(Slip::MarksLost, "自由、平等、公正"), ["自由平等公正"]);
        assert_eq!(wrong(Slip::MarkLost, "早发现、早报告，早隔离"), ["早发现早报告", "早报告早隔离"]);
        assert_eq!(Slip::MarkLost.of("甲、乙，丙")[1].right.as_deref(), Some("乙，丙"));
        assert_eq!(wrong(Slip::CommaWithin, "人|次"), ["人，次"]);
    }

    #[test]
    fn a_character_is_confused_in_one_place_or_in_all() {
        let of = |right: &str, pairs: &str| -> Vec<String> {
            let all = Confused::from([(right.to_owned(), pairs.to_owned())]);
            assert_eq!(confusion_problem(&all), None);
            confused(&all).into_iter().map(|form| form.literal).collect()
        };
        assert_eq!(of("再接再厉", "厉励历"), ["再接再励", "再接再历"]);
        assert_eq!(of("诲人不倦", "诲悔 倦卷"), ["悔人不倦", "诲人不卷"]);
        assert_eq!(of("虎视眈眈", "眈耽"), ["虎视耽眈", "虎视眈耽", "虎视耽耽"]);
        let odd = Confused::from([("再接再厉".to_owned(), "励厉".to_owned())]);
        assert!(confusion_problem(&odd).is_some());
    }

    #[test]
    fn two_words_of_one_meaning_stand_side_by_side() {
        let pattern = Pattern { synonyms: vec!["大约 大概".to_owned()], ..Pattern::default() };
        assert_eq!(pattern.all_literals(), ["大约大概", "大概大约"]);
    }

    #[test]
    fn a_part_is_turned_into_another_of_its_kind() {
        let pattern = Pattern {
            right: vec!["{全国|世界}爱耳日".to_owned()],
            change: [("宣传日".to_owned(), "日".to_owned())].into(),
            ..Pattern::default()
        };
        assert_eq!(pattern.all_literals(), ["全国爱耳宣传日", "世界爱耳宣传日"]);
        assert_eq!(pattern.right_form("世界爱耳宣传日").as_deref(), Some("世界爱耳日"));
        assert_eq!(problem(&pattern), None);
        let idle = Pattern { right: vec!["国家宪法周".to_owned()], ..pattern };
        assert!(problem(&idle).is_some());
    }
}
