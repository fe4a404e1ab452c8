//! Names that differ in one slip from another name of their kind.
//!
//! A name is what stands before its ending, but where it begins is seen in some places only. So every end of a run of
//! characters that may be a name is counted; those that begin visibly somewhere and stand at least twice are forms of
//! names; and ends that are one slip from a form are looked up by hashes, not compared with each form.

use kanwu_book::{Book, ReadingId};
use kanwu_reading::words::{WordClass, segment};
use kanwu_text::ReadingSpan;
use rustc_hash::{FxHashMap, FxHashSet};

use super::ends::kind_of_name;
use super::{Mention, NameKind, Slip, slip};
use crate::likeness::{is_common, look_alike, sound_alike};
use crate::table::name_ends::{BEFORE_ONE, BEFORE_PLACE, DUTIES, JOINING, NO_FIRST, SISTERS, SMALL};

/// A form of a name, and where it stands.
#[derive(Clone, Debug)]
pub struct Form {
    /// The name.
    pub text: String,
    /// Its places, in order.
    pub places: Vec<(ReadingId, ReadingSpan)>,
}

/// A rare form of a name beside one that stands more often.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What the names name.
    pub kind: NameKind,
    /// The rarer.
    pub odd: Form,
    /// The form that stands more often.
    pub known: Form,
    /// What makes the rarer of the other.
    pub slip: Slip,
    /// Whether it is worth asking an editor while reading; the others are for the table of names alone.
    pub doubtful: bool,
}

/// A form stands at least so often.
const SUPPORT: u32 = 2;

/// A place that stands once is a form, so that one named with a rare character is compared with it; its name has at most
/// so many characters.
const ALONE: usize = 4;

/// A firm or a body that stands once is a form where it is named in so many characters: few others are so alike.
const FULL: usize = 8;

/// A slip that is not one of like characters needs a form that stands so often, and so many times as often.
const STRONG: u32 = 3;
const RATIO: u32 = 4;

/// What is rarer than the form stands at most so often.
const RARE: u32 = 3;

/// A name that the office has settled counts for so many places.
const SETTLED: u32 = u32::MAX / 8;

/// Of one form at most so many rarer ones are told.
const MOST: usize = 6;

/// Characters in a name, with its ending.
fn shortest(kind: NameKind) -> usize {
    match kind {
        NameKind::Firm => 6,
        NameKind::Body => 4,
        NameKind::Place => 3,
        NameKind::Honour => 5,
    }
}

const LONGEST: usize = 24;

/// A name that may have lost a word has so many characters.
const WORDY: usize = 7;

/// A run of characters that ends with a name, the last character first.
struct Run {
    kind: NameKind,
    back: Vec<char>,
    /// By length: the hash of so many characters from the end.
    sums: Vec<u64>,
    /// The hash of the same characters in any order.
    bags: Vec<u64>,
    /// Lengths at which a name begins visibly, as bits.
    begins: u64,
    places: Vec<(ReadingId, ReadingSpan)>,
}

/// Multiplier of the hashes.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

fn power(n: usize) -> u64 {
    (0..n).fold(1, |product: u64, _| product.wrapping_mul(BASE))
}

fn code(c: char) -> u64 {
    (u64::from(u32::from(c)) + 1).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

impl Run {
    fn new(kind: NameKind, text: &str) -> Run {
        let mut back: Vec<char> = Vec::with_capacity(LONGEST);
        back.extend(text.chars().rev().take(LONGEST));
        let (mut sum, mut bag) = (kind as u64 + 1, kind as u64 + 1);
        let (mut sums, mut bags) = (Vec::with_capacity(LONGEST + 1), Vec::with_capacity(LONGEST + 1));
        sums.push(sum);
        bags.push(bag);
        for code in back.iter().map(|c| code(*c)) {
            sum = sum.wrapping_mul(BASE).wrapping_add(code);
            bag = bag.wrapping_add(code.rotate_left(17) ^ code);
            sums.push(sum);
            bags.push(bag);
        }
        Run { kind, back, sums, bags, begins: 0, places: Vec::new() }
    }

    fn sum(&self, len: usize) -> u64 {
        self.sums.get(len).copied().unwrap_or_default()
    }

    /// The hash of the last `len` characters without `lost` of them, from number `at` from the end.
    fn without(&self, len: usize, at: usize, lost: usize, powers: &[u64]) -> u64 {
        let power = |n: usize| powers.get(n).copied().unwrap_or_default();
        let behind = len - at - lost;
        let rest = self.sum(len).wrapping_sub(self.sum(at + lost).wrapping_mul(power(behind)));
        self.sum(at).wrapping_mul(power(behind)).wrapping_add(rest)
    }

    /// The hashes of the last `len` characters without each one of them, from the last on.
    fn without_each(&self, len: usize, powers: &[u64]) -> impl Iterator<Item = u64> {
        let whole = self.sum(len);
        let each = self.sums.get(..=len).unwrap_or_default().windows(2);
        let powers = powers.get(..len).unwrap_or_default().iter().rev();
        each.zip(powers).map(move |(sums, power)| match sums {
            [before, with] => whole.wrapping_sub(with.wrapping_sub(*before).wrapping_mul(*power)),
            _ => whole,
        })
    }

    fn begins(&self, len: usize) -> bool {
        self.begins >> len & 1 == 1
    }

    /// Whether the character before the last `len` makes a word with the first of them: 经|济开发区.
    fn begins_within_word(&self, len: usize) -> bool {
        let first = len.checked_sub(1).and_then(|at| self.back.get(at));
        let (Some(before), Some(first)) = (self.back.get(len), first) else { return false };
        let two: String = [*before, *first].iter().collect();
        matches!(segment(&two).as_slice(), [word] if word.class != WordClass::Unknown)
    }

    fn last(&self, len: usize) -> Vec<char> {
        self.back.iter().take(len).rev().copied().collect()
    }

    fn lengths(&self) -> std::ops::RangeInclusive<usize> {
        shortest(self.kind)..=self.back.len()
    }
}

/// An end of a run, and how often the book has it.
#[derive(Clone, Copy)]
struct Tail {
    run: usize,
    len: usize,
    count: u32,
    visible: bool,
}

/// The pairs, in the order in which the rarer form stands first in the book.
pub(super) fn pairs(book: &Book<'_>, mentions: &[Mention], settled: &[String]) -> Vec<Pair> {
    let mut runs = runs(book, mentions);
    let of_book = runs.len();
    runs.extend(settled.iter().filter_map(|name| Some(Run::new(kind_of_name(name)?, name))));
    let runs = runs;
    let powers: Vec<u64> = (0..=LONGEST).map(power).collect();
    let mut tails: FxHashMap<u64, Tail> = FxHashMap::default();
    for (n, run) in runs.iter().enumerate().take(of_book) {
        for len in run.lengths() {
            let tail = tails.entry(run.sum(len)).or_insert(Tail { run: n, len, count: 0, visible: false });
            tail.count += run.places.len() as u32;
            tail.visible |= run.begins(len);
        }
    }
    for (n, run) in runs.iter().enumerate().skip(of_book) {
        let len = run.back.len();
        let tail = tails.entry(run.sum(len)).or_insert(Tail { run: n, len, count: 0, visible: true });
        (tail.count, tail.visible) = (SETTLED, true);
    }
    let count = |sum: u64| tails.get(&sum).map_or(0, |tail| tail.count);
    let is_form = |t: &Tail| {
        let rare = || runs.get(t.run).is_some_and(|run| run.back.iter().take(t.len).any(|c| !is_common(*c)));
        let place = || t.len <= ALONE && runs.get(t.run).is_some_and(|run| run.kind == NameKind::Place);
        let full = || t.len >= FULL && runs.get(t.run).is_some_and(|run| run.kind != NameKind::Honour);
        t.visible && (t.count >= SUPPORT || rare() || place() || full())
    };
    let mut forms: Vec<Tail> = tails.values().copied().filter(is_form).collect();
    forms.sort_unstable_by_key(|t| (t.run, t.len));
    let index = Forms::new(&runs, &forms, &powers);
    let mut found: FxHashMap<(usize, u64), (Tail, Slip)> = FxHashMap::default();
    for (n, run) in runs.iter().enumerate().take(of_book) {
        let mut best: Option<(usize, Tail, Slip)> = None;
        for len in run.lengths() {
            let own = count(run.sum(len));
            if own > RARE {
                // What stands so often is a name of its own, and so is all that ends with it.
                best = None;
                if settled.is_empty() {
                    continue;
                }
            }
            let here = Tail { run: n, len, count: own, visible: run.begins(len) };
            for form in index.near(run, len, &powers) {
                let Some(known) = forms.get(form).copied() else { continue };
                if own > RARE && known.count < SETTLED {
                    continue;
                }
                let Some(slip) = compare(&runs, known, here) else { continue };
                let better = best.is_none_or(|(old, tail, _)| {
                    let old = forms.get(old).map_or((0, 0), |f| (f.count, f.len));
                    (known.count, known.len) > old || (known.count == old.0 && len > tail.len)
                });
                if better {
                    best = Some((form, here, slip));
                }
            }
        }
        if let Some((form, tail, slip)) = best {
            found.entry((form, run.sum(tail.len))).or_insert((tail, slip));
        }
    }
    told(&runs, &forms, found)
}

fn runs(book: &Book<'_>, mentions: &[Mention]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut known: FxHashMap<(NameKind, &str), usize> = FxHashMap::default();
    for mention in mentions {
        let Some(text) = book.reading(mention.reading).and_then(|r| r.text.get(mention.run.range())) else {
            continue;
        };
        let n = *known.entry((mention.kind, text)).or_insert_with(|| {
            runs.push(Run::new(mention.kind, text));
            runs.len() - 1
        });
        let Some(run) = runs.get_mut(n) else { continue };
        run.places.push((mention.reading, mention.run));
        let size = run.back.len();
        for at in (0..size.min(32)).filter(|at| mention.starts >> at & 1 == 1) {
            run.begins |= 1 << (size - at);
        }
    }
    runs
}

/// Where a word of two characters may have been lost from the last `len` characters of a run: in names of firms and
/// bodies, not at either end.
fn words(run: &Run, len: usize) -> std::ops::Range<usize> {
    let long = matches!(run.kind, NameKind::Firm | NameKind::Body) && len >= WORDY;
    if long { 1..len.saturating_sub(2) } else { 0..0 }
}

/// Forms by the hashes of what one slip makes of them.
struct Forms<'r> {
    runs: &'r [Run],
    forms: &'r [Tail],
    whole: FxHashMap<u64, usize>,
    bags: FxHashMap<(usize, u64), Vec<usize>>,
    /// Without one character or a word, in order of their hashes: the hash, the form, and which character.
    without: Vec<(u64, usize, usize)>,
    /// The hashes of `whole` and of `without`: most that are asked for are neither.
    known: Sums,
}

/// Which hashes are known: a bit for each, shared by few.
struct Sums {
    bits: Vec<u64>,
    shift: u32,
}

impl Sums {
    /// For so many hashes.
    fn of(count: usize, sums: impl Iterator<Item = u64>) -> Sums {
        // Of 16 bits one is set at most.
        let places = (count.max(4) * 16).next_power_of_two();
        let shift = u64::BITS - places.ilog2();
        let mut made = Sums { bits: vec![0; places / 64], shift };
        for sum in sums {
            let at = made.place(sum);
            if let Some(bits) = made.bits.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
        }
        made
    }

    fn place(&self, sum: u64) -> usize {
        (sum.wrapping_mul(BASE) >> self.shift) as usize
    }

    fn may_have(&self, sum: u64) -> bool {
        let at = self.place(sum);
        self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

/// So many forms with one hash are looked at.
const ALIKE: usize = 8;

impl<'r> Forms<'r> {
    fn new(runs: &'r [Run], forms: &'r [Tail], powers: &[u64]) -> Forms<'r> {
        let mut whole: FxHashMap<u64, usize> = FxHashMap::default();
        let mut bags: FxHashMap<(usize, u64), Vec<usize>> = FxHashMap::default();
        let mut without: Vec<(u64, usize, usize)> = Vec::new();
        for (n, form) in forms.iter().enumerate() {
            let Some(run) = runs.get(form.run) else { continue };
            whole.insert(run.sum(form.len), n);
            let bag = (form.len, run.bags.get(form.len).copied().unwrap_or_default());
            let bag = bags.entry(bag).or_default();
            if bag.len() < ALIKE {
                bag.push(n);
            }
            let one = run.without_each(form.len, powers).enumerate();
            let two = words(run, form.len).map(|at| (usize::MAX, run.without(form.len, at, 2, powers)));
            without.extend(one.chain(two).map(|(at, sum)| (sum, n, at)));
        }
        // Those of one hash stay in the order of the forms.
        without.sort_unstable();
        let sums = whole.keys().copied().chain(without.iter().map(|(sum, ..)| *sum));
        let known = Sums::of(whole.len() + without.len(), sums);
        Forms { runs, forms, whole, bags, without, known }
    }

    /// Forms that may be one slip from the last `len` characters of a run.
    fn near(&self, run: &Run, len: usize, powers: &[u64]) -> Vec<usize> {
        let mut out = Vec::new();
        let with = |sum: u64| {
            let from = self.without.partition_point(|(known, ..)| *known < sum);
            let all = self.without.get(from..).unwrap_or_default();
            all.iter().take_while(move |(known, ..)| *known == sum).take(ALIKE)
        };
        if self.known.may_have(run.sum(len)) {
            out.extend(with(run.sum(len)).map(|(_, form, _)| *form));
        }
        for (at, sum) in run.without_each(len, powers).enumerate() {
            if self.known.may_have(sum) {
                out.extend(self.whole.get(&sum));
                out.extend(with(sum).filter(|(.., place)| *place == at).map(|(_, form, _)| *form));
            }
        }
        for sum in words(run, len).map(|at| run.without(len, at, 2, powers)) {
            if self.known.may_have(sum) {
                out.extend(self.whole.get(&sum));
            }
        }
        let bag = (len, run.bags.get(len).copied().unwrap_or_default());
        out.extend(self.bags.get(&bag).into_iter().flatten());
        let same = |form: &usize| {
            let known = self.forms.get(*form).and_then(|f| self.runs.get(f.run).map(|r| r.sum(f.len)));
            known == Some(run.sum(len))
        };
        out.retain(|form| !same(form));
        out
    }
}

/// The slip that makes a rare end of a known form, where it may be one.
fn compare(runs: &[Run], known: Tail, odd: Tail) -> Option<Slip> {
    let (a, b) = (runs.get(known.run)?, runs.get(odd.run)?);
    if a.kind != b.kind || odd.count > known.count {
        return None;
    }
    let (known_chars, odd_chars) = (a.last(known.len), b.last(odd.len));
    // The end of a name is no other name.
    if known_chars.ends_with(&odd_chars) || odd_chars.ends_with(&known_chars) {
        return None;
    }
    let slip = slip(&known_chars, &odd_chars)?;
    // No name begins with a word that only stands before names; and the ending tells what is named.
    let no_name = |chars: &[char]| {
        chars.first().is_none_or(|c| BEFORE_ONE.binary_search(c).is_ok() || NO_FIRST.binary_search(c).is_ok())
    };
    if no_name(&known_chars) || no_name(&odd_chars) || known_chars.last() != odd_chars.last() {
        return None;
    }
    // 工程有限公司 is the end of many names.
    let generic = |chars: &[char]| chars.ends_with(&['公', '司']) && chars.len() < 8;
    if a.kind == NameKind::Firm && (generic(&known_chars) || generic(&odd_chars)) {
        return None;
    }
    if a.begins_within_word(known.len) || b.begins_within_word(odd.len) {
        return None;
    }
    let first = known_chars.first() == odd_chars.first();
    // Where both begin alike, the beginning is known from the form; else it must be seen.
    if !first && (!odd.visible || !matches!(slip, Slip::Changed(..) | Slip::Moved)) {
        return None;
    }
    let place = a.kind == NameKind::Place;
    let plain = |chars: &[char]| !chars.iter().rev().skip(1).any(|c| BEFORE_PLACE.binary_search(c).is_ok());
    if place && known.len <= 4 && !(plain(&known_chars) && plain(&odd_chars)) {
        return None;
    }
    let sister = |c: char| SISTERS.binary_search(&c).is_ok();
    let may_be = match slip {
        Slip::Changed(x, y) => {
            let like = sound_alike(x, y) || look_alike(x, y) || !is_common(x) || !is_common(y);
            !(sister(x) && sister(y)) && (like || (!sister(x) && !sister(y) && known.len >= 5 && !place))
        }
        Slip::Lost(c) | Slip::Added(c) => {
            !sister(c) && SMALL.binary_search(&c).is_err() && known.len.min(odd.len) >= 5
        }
        Slip::WordLost(..) | Slip::WordAdded(..) => known.len.max(odd.len) >= WORDY,
        Slip::Moved => known.len >= 5,
    };
    may_be.then_some(slip)
}

/// Whether a pair is worth asking about, by its slip and how often either form stands; `rare` where one of them has a
/// rare character, `place` where they are names of places.
fn is_doubtful(slip: Slip, known: Tail, odd: Tail, beside: bool, (rare, place): (bool, bool)) -> bool {
    let twice = known.count >= odd.count.saturating_mul(2) && odd.count <= 2;
    if known.count >= SETTLED {
        return !matches!(slip, Slip::WordLost(..) | Slip::WordAdded(..));
    }
    let strong = known.count >= STRONG && known.count >= odd.count.saturating_mul(RATIO);
    match slip {
        Slip::Changed(x, y) => {
            let like = sound_alike(x, y) || look_alike(x, y) || !is_common(x) || !is_common(y);
            let alone = known.count == 1 && odd.count == 1;
            if beside {
                return false;
            }
            // Of two that stand once, one must be written with a character that few names have, or both be long, or places
            // whose names sound alike.
            if alone {
                let full = known.len >= FULL && sound_alike(x, y);
                return full || place && sound_alike(x, y) || rare && (sound_alike(x, y) || look_alike(x, y));
            }
            // 审计与风险管理部, 审计和风险管理部
            let joining = JOINING.contains(&x) && JOINING.contains(&y) && known.len >= 6;
            if like || joining { twice } else { strong && known.len >= 6 }
        }
        Slip::Lost(_) | Slip::Added(_) => strong && known.len >= 6,
        // Names lose words where they are cited in short: the table of names has these, and rules of their own ask. A long
        // name that has its place before it is no short one.
        Slip::WordLost(x, y) => {
            let word: String = [x, y].iter().collect();
            twice && odd.count == 1 && !beside && odd.len >= WORDY && DUTIES.contains(&word.as_str())
        }
        Slip::WordAdded(..) => false,
        Slip::Moved => twice || !beside && known.len >= FULL && known.count == 1 && odd.count == 1,
    }
}

fn told(runs: &[Run], forms: &[Tail], found: FxHashMap<(usize, u64), (Tail, Slip)>) -> Vec<Pair> {
    // All places of each form that a pair has.
    let mut wanted: FxHashMap<u64, Vec<(ReadingId, ReadingSpan)>> = FxHashMap::default();
    for (form, sum) in found.keys() {
        let known = forms.get(*form).and_then(|f| runs.get(f.run).map(|r| r.sum(f.len)));
        for sum in known.into_iter().chain([*sum]) {
            wanted.entry(sum).or_default();
        }
    }
    for run in runs {
        for len in run.lengths() {
            let Some(places) = wanted.get_mut(&run.sum(len)) else { continue };
            let bytes: usize = run.back.iter().take(len).map(|c| c.len_utf8()).sum();
            let shorter = |span: ReadingSpan| ReadingSpan::new(span.end - bytes as u32, span.end);
            places.extend(run.places.iter().map(|(reading, span)| (*reading, shorter(*span))));
        }
    }
    for places in wanted.values_mut() {
        places.sort_unstable_by_key(|(reading, span)| (*reading, span.start));
    }
    let form = |tail: Tail| -> Option<Form> {
        let run = runs.get(tail.run)?;
        let places = wanted.get(&run.sum(tail.len)).cloned().unwrap_or_default();
        Some(Form { text: run.last(tail.len).into_iter().collect(), places })
    };
    let mut pairs: Vec<Pair> = Vec::new();
    for ((known, _), (odd, slip)) in found {
        let Some(known) = forms.get(known).copied() else { continue };
        let (Some(a), Some(b), Some(run)) = (form(known), form(odd), runs.get(known.run)) else { continue };
        let beside = b.places.iter().any(|(r, _)| a.places.binary_search_by_key(r, |(r, _)| *r).is_ok());
        let rare = [&a, &b].iter().any(|form| form.text.chars().any(|c| !is_common(c)));
        let doubtful = is_doubtful(slip, known, odd, beside, (rare, run.kind == NameKind::Place));
        pairs.push(Pair { kind: run.kind, odd: b, known: a, slip, doubtful });
    }
    let place = |form: &Form| form.places.first().map(|(reading, span)| (*reading, span.start));
    pairs.sort_by(|a, b| {
        (place(&a.odd), &a.known.text, &a.odd.text).cmp(&(place(&b.odd), &b.known.text, &b.odd.text))
    });
    // Of two that stand equally often either may be the odd one: the later is.
    let both: FxHashSet<(String, String)> =
        pairs.iter().map(|pair| (pair.known.text.clone(), pair.odd.text.clone())).collect();
    pairs.retain(|pair| {
        let turned = both.contains(&(pair.odd.text.clone(), pair.known.text.clone()));
        !turned || place(&pair.known) < place(&pair.odd)
    });
    let mut of_form: FxHashMap<String, usize> = FxHashMap::default();
    pairs.retain(|pair| {
        let told = of_form.entry(pair.known.text.clone()).or_default();
        *told += 1;
        *told <= MOST
    });
    pairs
}

#[cfg(test)]
mod tests {
    use kanwu_book::parse;
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;
    use crate::names::{Mentions, read};

    fn found(text: &str) -> Vec<(String, String, bool)> {
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        let book = parse(&manuscript);
        let mut mentions = Mentions::default();
        for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
            read(id, &reading.text, reading.zone, &[], &mut mentions);
        }
        let pairs = pairs(&book, &mentions.names, &[]);
        pairs.into_iter().map(|p| (p.odd.text, p.known.text, p.doubtful)).collect()
    }

    #[test]
    fn rare_forms_are_found() {
        let text = "5月，县行政审批服务局挂牌。\n\n县行政服务审批局精简材料。\n\n县行政审批服务局获奖。\n";
        assert_eq!(found(text), [("县行政服务审批局".to_owned(), "县行政审批服务局".to_owned(), true)]);
        let text = "疏港大道改造完工。\n\n输港大道更换路灯。\n\n疏港大道植树。\n";
        assert_eq!(found(text), [("输港大道".to_owned(), "疏港大道".to_owned(), true)]);
    }

    #[test]
    fn long_names_that_stand_once_are_compared() {
        let text = "10月，青石宏远机械制造公司投产。\n\n青石鸿远机械制造公司获奖。\n";
        let pair = ("青石鸿远机械制造公司".to_owned(), "青石宏远机械制造公司".to_owned(), true);
        assert_eq!(found(text), [pair]);
        let text = "柳溪河河段治理完成。\n\n柳西河、清河清淤。\n";
        assert_eq!(found(text).len(), 1);
    }

    #[test]
    fn sisters_are_left_alone() {
        let text = "青石镇第一小学扩建。\n\n青石镇第二小学改造。\n\n青石镇第一小学获奖。\n";
        assert_eq!(found(text), []);
    }
}
