//! A share, rate or degree of completion against the part and the whole beside it: 共200人，其中党员50人，占20%.

mod named_whole;
mod phrase;

use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::share_against_figures as card;
use crate::table::reckoning::PERSONS;
use crate::table::shares::{AMONG, DONE, DONE_STEM, OF_WHOLE, OTHER_SPANS, PART, TASKS};
use phrase::{Phrase, read_phrase};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// So many quantities back the whole may stand.
const NEAR: usize = 8;

/// So many items back, of whatever kind.
const REACH: usize = 24;

/// So many shares of one series are looked at on either side.
const SERIES: usize = 12;

/// The key of the unit 天, and how many of them a year has.
const DAY: &str = "day";
const YEAR_DAYS: [u32; 2] = [365, 366];

/// A printed share and what it is a share of. The numbers are indexes of items.
struct Share<'a> {
    percent_at: usize,
    percent: Figure,
    places: u32,
    part_at: usize,
    part: Figure,
    /// Where the whole stands in the phrase itself: 占总投资200亿元的40%.
    whole_at: Option<usize>,
    phrase: Phrase<'a>,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(share) = Share::read(paragraph, i) else { return };
    let whole_at = match share.whole_at {
        Some(at) if share.fits(paragraph, at) => return,
        _ if share.is_explained(paragraph) => return,
        Some(at) => at,
        None => match share.whole(paragraph) {
            Some(at) => at,
            None => return,
        },
    };
    let (Some((whole, of)), Some(part)) = (figure_at(paragraph, whole_at), paragraph.quantity(share.part_at))
    else {
        return;
    };
    let (Some(true_share), Some(percent)) = (share.part.percent_of(of), paragraph.quantity(i)) else {
        return;
    };
    // Beyond belief: what is printed is no share of this whole.
    let limit = Decimal::from(if matches!(share.phrase, Phrase::Task(_)) { 1000 } else { 100 });
    if true_share.value > limit {
        return;
    }
    let finding = Finding::likely(percent.span)
        .arg(card::args::FOUND, paragraph.of(percent.span))
        .arg(card::args::PART, paragraph.of(part.span))
        .arg(card::args::WHOLE, paragraph.of(whole.span))
        .arg(card::args::WANT, format!("{}%", true_share.value.round_dp(share.places)))
        .labelled(Place::Here(part.span), card::labels::PART)
        .labelled(Place::Here(whole.span), card::labels::WHOLE);
    cx.push(finding);
}

/// A quantity that can be reckoned with, and its figure.
fn figure_at<'a>(paragraph: &'a Paragraph<'_>, i: usize) -> Option<(&'a Quantity, Figure)> {
    let quantity = paragraph.quantity(i)?;
    let measured = quantity.kind()? != UnitKind::Percent;
    let figure = Figure::of(quantity).filter(|f| measured && f.value > Decimal::ZERO)?;
    Some((quantity, figure))
}

/// One of them may be the whole of the other: both in one unit, or both counted.
fn comparable(a: &Quantity, b: &Quantity) -> bool {
    let counted = |q: &Quantity| q.kind() == Some(UnitKind::Count);
    a.same_unit(b) || counted(a) && counted(b)
}

impl<'a> Share<'a> {
    fn read(paragraph: &Paragraph<'a>, i: usize) -> Option<Share<'a>> {
        let percent = paragraph.quantity(i)?;
        let is_percent = percent.unit_key() == "percent" && percent.sign.is_none();
        let figure = Figure::of(percent).filter(|f| is_percent && f.value > Decimal::ZERO)?;
        let before = paragraph.item_before(i)?;
        let lead = opened(paragraph.between(before, i));
        let share = |part_at: usize, whole_at, phrase| {
            let (_, part) = figure_at(paragraph, part_at)?;
            Some(Share {
                percent_at: i,
                percent: figure,
                places: u32::from(percent.number.places),
                part_at,
                part,
                whole_at,
                phrase,
            })
        };
        let of = lead.trim_start_matches(['）', ')', ' ']);
        if OF_WHOLE.contains(&of) {
            let part_at = paragraph.item_before(before)?;
            let link = opened(paragraph.between(part_at, before));
            let phrase = read_phrase(link, true)?;
            let (part, whole) = (paragraph.quantity(part_at)?, paragraph.quantity(before)?);
            return share(part_at, Some(before), phrase).filter(|_| comparable(part, whole));
        }
        share(before, None, read_phrase(lead, false)?)
    }

    fn fits(&self, paragraph: &Paragraph<'_>, whole_at: usize) -> bool {
        let whole = figure_at(paragraph, whole_at).map(|(_, figure)| figure);
        whole.is_some_and(|whole| self.is(self.part, whole))
    }

    /// Whether `part` of `whole` may print as this share.
    fn is(&self, part: Figure, whole: Figure) -> bool {
        part.percent_of(whole).is_some_and(|share| share.agrees(self.percent))
    }

    /// What the whole may be, nearest first.
    fn wholes(&self, paragraph: &Paragraph<'_>) -> Vec<usize> {
        let Some(part) = paragraph.quantity(self.part_at) else { return Vec::new() };
        let fits = |at: &usize| figure_at(paragraph, *at).is_some_and(|(whole, _)| comparable(part, whole));
        (self.part_at.saturating_sub(REACH)..self.part_at).rev().filter(fits).take(NEAR).collect()
    }

    /// Whether any figures near make this share: then the whole is another one than it seems.
    fn is_explained(&self, paragraph: &Paragraph<'_>) -> bool {
        let figure = |at: &usize| figure_at(paragraph, *at).map(|(_, figure)| figure);
        let mut wholes: Vec<Figure> = self.wholes(paragraph).iter().filter_map(figure).collect();
        let before = wholes.clone();
        wholes.extend((self.percent_at + 1..self.percent_at + 3).filter_map(|at| figure(&at)));
        // 合格45个，不合格5个: the whole is what both make; a part of the other adds nothing to it.
        let part_of = |other: &Figure| {
            let at = self.wholes(paragraph).first().copied();
            let named = matches!(self.phrase, Phrase::Of(_));
            at.is_some_and(|at| named && self.is_kind_of(paragraph, at) && other.value >= self.part.value)
        };
        if !clause_before(paragraph, self.part_at).starts_with(PART[0])
            && !before.first().is_some_and(part_of)
        {
            wholes.extend(before.first().and_then(|other| self.part.plus(*other)));
        }
        // 优241天、良117天，优良天数比率98.1%: of the days of the year.
        if paragraph.quantity(self.part_at).is_some_and(|part| part.unit_key() == DAY) {
            wholes.extend(YEAR_DAYS.map(|days| Figure::exact(days.into())));
        }
        let hundred = Figure::exact(Decimal::ONE_HUNDRED);
        let rest = |whole: &Figure| {
            self.part
                .percent_of(*whole)
                .and_then(|p| hundred.minus(p))
                .is_some_and(|p| p.agrees(self.percent))
        };
        // 其中女性150人，占职工总数的40%: the share is that of the part named, not of the rest.
        let named = matches!(self.phrase, Phrase::Of(_))
            && clause_before(paragraph, self.part_at).starts_with(PART[0]);
        // 甲20人、乙30人，占…: the part is what several make.
        let mut part = self.part;
        let mut parts = vec![part];
        for other in before.iter().take(6) {
            let Some(sum) = part.plus(*other) else { break };
            part = sum;
            parts.push(part);
        }
        // 300份中，碘盐295份，合格碘盐291份，碘盐覆盖率98.3%: of two figures before the part.
        let earlier = |part: &Figure| before.iter().any(|whole| self.is(*part, *whole));
        before.iter().any(earlier)
            || wholes
                .iter()
                .any(|whole| parts.iter().any(|part| self.is(*part, *whole)) || !named && rest(whole))
    }

    /// The whole, where there is no doubt which it is.
    fn whole(&self, paragraph: &Paragraph<'a>) -> Option<usize> {
        let wholes = self.wholes(paragraph);
        let at_hand = match self.phrase {
            Phrase::Task(word) => self.task(paragraph, &wholes, word),
            Phrase::Rate(stem) => self.rated(paragraph, &wholes, stem),
            Phrase::Of(name) => self.among(paragraph, &wholes, name),
        };
        at_hand
            .or_else(|| self.series(paragraph))
            .or_else(|| self.left_over(paragraph, &wholes))
            .or_else(|| self.cut_off(paragraph, &wholes))
            .or_else(|| self.named_whole(paragraph))
            .filter(|at| figure_at(paragraph, *at).is_some_and(|(_, whole)| self.may_be_of(whole)))
    }

    fn may_be_of(&self, whole: Figure) -> bool {
        whole.value >= self.part.value || matches!(self.phrase, Phrase::Task(_))
    }

    /// 任务660万美元，实际完成64万美元，完成任务的9.6%: the only figure that is called a task.
    fn task(&self, paragraph: &Paragraph<'_>, wholes: &[usize], word: &str) -> Option<usize> {
        let part = paragraph.quantity(self.part_at)?;
        let mut called = wholes.iter().copied().filter(|at| {
            let whole = paragraph.quantity(*at);
            let clause = clause_before(paragraph, *at);
            whole.is_some_and(|whole| whole.same_unit(part))
                && has_any(clause, if DONE.contains(&word) { TASKS } else { std::slice::from_ref(&word) })
                && !has_any(clause, OTHER_SPANS)
        });
        let only = called.next().filter(|_| called.next().is_none());
        only.or_else(|| DONE.contains(&word).then(|| self.rated(paragraph, wholes, DONE_STEM[0]))?)
    }

    /// 建档1520人，管理1461人，管理率94.28%: the whole stands before the part, which the rate is named after.
    fn rated(&self, paragraph: &Paragraph<'_>, wholes: &[usize], stem: &str) -> Option<usize> {
        let clause = clause_before(paragraph, self.part_at);
        let named = clause.contains(stem) || clause.chars().next_back().is_some_and(|c| stem.contains(c));
        // 参训1287人，参训率100%: of those who were to come, whose number is not given.
        let partial = self.percent.value != Decimal::ONE_HUNDRED;
        let at = *wholes.first()?;
        let link = paragraph.between(at, self.part_at);
        let adjacent = at + 1 == self.part_at && !link.contains(['。', '；']) && link.chars().count() <= 16;
        let (whole, part) = (paragraph.quantity(at)?, paragraph.quantity(self.part_at)?);
        (named && partial && adjacent && whole.same_unit(part)).then_some(at)
    }

    /// 共200人，其中党员50人，占20%.
    fn among(&self, paragraph: &Paragraph<'_>, wholes: &[usize], name: &str) -> Option<usize> {
        let at = *wholes.first()?;
        let link = paragraph.between(at, self.part_at);
        let (whole, part) = (paragraph.quantity(at)?, paragraph.quantity(self.part_at)?);
        let opens = link.trim_start_matches(['，', '。', '；', '、', ' ', '（', '(']).starts_with(PART[0]);
        let close = at + 1 == self.part_at && link.chars().count() <= 24;
        let near = [clause_before(paragraph, at), link.split(PART[0]).next().unwrap_or_default()];
        let called = name.chars().all(|c| near.iter().any(|words| words.contains(c)));
        // 2400名教师中，女教师1560人
        let among = link.starts_with('中') || AMONG.iter().any(|word| link.contains(word));
        let persons =
            |q: &Quantity| q.unit.as_ref().is_some_and(|unit| PERSONS.contains(&paragraph.of(unit.span)));
        let one_unit = whole.same_unit(part) || persons(whole) && persons(part);
        let opens = opens || among || self.is_kind_of(paragraph, at);
        (opens && close && called && one_unit).then_some(at)
    }

    /// 销售收入80亿元，海外收入12亿元，占12%: whether the part is named as a kind of what the whole is.
    fn is_kind_of(&self, paragraph: &Paragraph<'_>, whole_at: usize) -> bool {
        let link = paragraph.between(whole_at, self.part_at);
        let (whole, part) = (clause_before(paragraph, whole_at), clause_before(paragraph, self.part_at));
        let plain = |name: &'_ str| name.trim_end_matches(han::LEADS).chars().rev().collect::<Vec<char>>();
        let (whole, part) = (plain(whole), plain(part));
        let shared = whole.iter().zip(&part).take_while(|(a, b)| a == b).count();
        let own = part.len().saturating_sub(shared);
        shared >= 2 && (2..=4).contains(&own) && link.starts_with('，') && link.matches('，').count() == 1
    }

    /// The whole of which the nearest share of the same series is one.
    fn series(&self, paragraph: &Paragraph<'a>) -> Option<usize> {
        let back = |share: &Share<'a>| {
            let floor = share.part_at.saturating_sub(REACH);
            let before = (floor..share.part_at).rev().find_map(|at| Share::read(paragraph, at))?;
            before.is_beside(share, paragraph).then_some(before)
        };
        let on = |share: &Share<'a>| {
            let ahead = share.percent_at + 1..share.percent_at + REACH;
            let next = ahead.into_iter().find_map(|at| Share::read(paragraph, at))?;
            share.is_beside(&next, paragraph).then_some(next)
        };
        let whole_of = |share: &Share<'a>| {
            let mut wholes = share.wholes(paragraph).into_iter().filter(|at| *at < self.part_at);
            wholes.find(|at| share.fits(paragraph, *at)).filter(|at| self.is_like(share, paragraph, *at))
        };
        let walk = |step: &dyn Fn(&Share<'a>) -> Option<Share<'a>>| {
            let mut at = step(self);
            for _ in 0..SERIES {
                let share = at?;
                if let Some(whole) = whole_of(&share) {
                    return Some(whole);
                }
                at = step(&share);
            }
            None
        };
        let Phrase::Of(_) = self.phrase else { return None };
        walk(&back).or_else(|| walk(&on))
    }

    /// Whether the whole of another share is that of this one: in other units only where it nearly fits.
    fn is_like(&self, other: &Share<'_>, paragraph: &Paragraph<'_>, whole_at: usize) -> bool {
        let unit = |share: &Share<'_>| paragraph.quantity(share.part_at);
        let alike = unit(self).zip(unit(other)).is_some_and(|(a, b)| a.same_unit(b));
        let whole = figure_at(paragraph, whole_at).map(|(_, figure)| figure);
        alike || whole.is_some_and(|whole| self.is_short_of(whole, Decimal::new(1, self.places)))
    }

    /// Whether the true share of `whole` is less than `place` away from the printed one.
    fn is_short_of(&self, whole: Figure, place: Decimal) -> bool {
        let share = self.part.percent_of(whole);
        share.and_then(|s| s.value.checked_sub(self.percent.value)).is_some_and(|off| off.abs() < place)
    }

    /// Whether the two are neighbours in one series: nothing that may be another whole stands between.
    fn is_beside(&self, next: &Share<'_>, paragraph: &Paragraph<'_>) -> bool {
        let (Phrase::Of(a), Phrase::Of(b)) = (self.phrase, next.phrase) else { return false };
        let (Some(part), Some(other)) = (paragraph.quantity(self.part_at), paragraph.quantity(next.part_at))
        else {
            return false;
        };
        let link = paragraph.between(self.percent_at, next.part_at);
        let free = (self.percent_at + 1..next.part_at).all(|at| figure_at(paragraph, at).is_none());
        let named = a == b || a.is_empty() || b.is_empty();
        let unnamed = self.whole_at.is_none() && next.whole_at.is_none();
        free && named
            && unnamed
            && comparable(part, other)
            && link.chars().count() <= 60
            && !link.contains('。')
    }

    /// 编制200人，实有150人，空编50个，空编率…: the part is what is left of the whole.
    fn left_over(&self, paragraph: &Paragraph<'_>, wholes: &[usize]) -> Option<usize> {
        let (_, taken) = figure_at(paragraph, *wholes.first()?)?;
        wholes.iter().copied().skip(1).take(3).find(|at| {
            let whole = figure_at(paragraph, *at);
            let left = whole.and_then(|(_, of)| of.value.checked_sub(taken.value));
            left == Some(self.part.value) && whole.is_some_and(|(_, of)| !self.is(taken, of))
        })
    }

    /// Figures cut off where they should be rounded: 27 of 178 is 15.17%, not 15.16%.
    fn cut_off(&self, paragraph: &Paragraph<'_>, wholes: &[usize]) -> Option<usize> {
        if self.places == 0 {
            return None;
        }
        let place = Decimal::new(1, self.places);
        let part = paragraph.quantity(self.part_at)?;
        // With one place a figure far off may come near by chance.
        let near = if self.places == 1 { 3 } else { NEAR };
        wholes.iter().copied().take(near).find(|at| {
            let whole = figure_at(paragraph, *at);
            whole.is_some_and(|(whole, of)| whole.same_unit(part) && self.is_short_of(of, place))
        })
    }
}

/// What follows a figure, without the mark and blanks before it.
fn opened(text: &str) -> &str {
    text.trim_start_matches(['，', ',', '、', '（', '(', ' ', '\u{3000}']).trim_end()
}

/// The words before item `i`, back to a mark or to the item before it.
fn clause_before<'a>(paragraph: &Paragraph<'a>, i: usize) -> &'a str {
    let Some(item) = paragraph.items.get(i) else { return "" };
    let from = i.checked_sub(1).and_then(|before| paragraph.items.get(before)).map_or(0, |b| b.span().end);
    let text = paragraph.of(Span::new(from, item.span().start));
    text.rsplit(['，', ',', '。', '；', '、', '\n']).next().unwrap_or_default()
}
