//! Numbers of persons, however they are spelt: mobile telephones, identity cards, bank accounts.
//!
//! One step folds the width of the digits and drops blanks, hyphens and the country code; what finds such
//! numbers and what masks them in a report both go by its result.

use std::borrow::Cow;
use std::ops::Range;

use kanwu_text::ReadingSpan;

use crate::date::days_in_month;
use crate::table::personal_numbers::{AFTER_MODEL, BEFORE_ACCOUNT, BEFORE_MODEL, GAP, PROVINCE};
use crate::unit;
use crate::view::View;

/// What a number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonalNumberKind {
    /// A mobile telephone 手机.
    Mobile,
    /// An identity card 居民身份证.
    IdentityCard,
    /// A bank card or account 银行账号.
    Account,
    /// A plate of a car 机动车号牌.
    Plate,
}

/// A number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalNumber {
    /// All of it, with the country code before it.
    pub span: ReadingSpan,
    /// What it belongs to.
    pub kind: PersonalNumberKind,
    /// In half width, without blanks, marks and country code; the check character is `X`. Of a plate, its letters too.
    pub digits: String,
    /// Whether it is spelt in one run of half-width digits without a country code.
    pub plain: bool,
    /// Whether blanks part its digits. In a table, a row of figures may look the same.
    pub has_blanks: bool,
}

/// Digits that stand together, or are parted by one blank or mark each: one number, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigitGroup {
    runs: Vec<Run>,
    /// All digits in half width.
    digits: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    bytes: Range<usize>,
    /// Where its digits stand among those of the group.
    digits: Range<usize>,
    /// Whether some are full-width.
    wide: bool,
    /// What parts it from the run before it.
    gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    Mark,
}

impl DigitGroup {
    /// Its bytes.
    pub fn bytes(&self) -> Range<usize> {
        bytes(&self.runs)
    }

    /// The bytes of each run of digits in it, and how many digits it has.
    pub fn runs(&self) -> Vec<(Range<usize>, usize)> {
        self.runs.iter().map(|run| (run.bytes.clone(), run.digits.len())).collect()
    }

    /// Its digits in half width.
    pub fn digits(&self) -> &str {
        &self.digits
    }
}

fn bytes(runs: &[Run]) -> Range<usize> {
    runs.first().map_or(0, |run| run.bytes.start)..runs.last().map_or(0, |run| run.bytes.end)
}

/// The digit or letter in half width, where it has one.
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Whether the character may stand in a number of a person: a digit, a check character, what may part them, a sign.
pub fn may_stand_in(c: char) -> bool {
    let half = half_width(c);
    half.is_ascii_digit()
        || matches!(half, 'x' | 'X' | '+' | '＋' | '(' | ')' | '（' | '）')
        || gap(c) != Gap::None
}

/// Whether the character may part the digits of a number.
fn gap(c: char) -> Gap {
    match c {
        ' ' | '\u{a0}' | '\u{2002}'..='\u{200d}' | '\u{202f}' | '\u{3000}' | '\u{feff}' | '\u{ad}' => {
            Gap::Blank
        }
        c if GAP.contains(&c) => Gap::Mark,
        _ => Gap::None,
    }
}

/// The groups of digits of a text, in order.
pub fn digit_groups(text: &str) -> Vec<DigitGroup> {
    let mut out: Vec<DigitGroup> = Vec::new();
    // What stands between the last digit and here, while it may part the digits of one number.
    let mut between = Some(Gap::None);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let half = half_width(c);
        let last = out.last_mut();
        let checks = matches!(half, 'x' | 'X')
            && at == end
            && last.as_ref().is_some_and(|group| group.digits.len() == IDENTITY - 1);
        if half.is_ascii_digit() || checks {
            let next = at + c.len_utf8();
            let group = match last.zip(between).filter(|_| end > 0) {
                Some((group, Gap::None)) if at == end => group,
                Some((group, gap)) => {
                    group.open(at, gap);
                    group
                }
                None => {
                    let mut group = DigitGroup { runs: Vec::new(), digits: String::new() };
                    group.open(at, Gap::None);
                    out.push(group);
                    let Some(group) = out.last_mut() else { continue };
                    group
                }
            };
            group.take(half.to_ascii_uppercase(), next, half != c);
            (between, end) = (Some(Gap::None), next);
        } else {
            between = match (between, gap(c)) {
                (Some(Gap::None), now @ (Gap::Blank | Gap::Mark)) => Some(now),
                // One mark with a blank on either side.
                (Some(Gap::Blank), Gap::Mark) => Some(Gap::Mark),
                (Some(Gap::Mark), Gap::Blank) if at <= end + MARK_AND_BLANK => Some(Gap::Mark),
                _ => None,
            };
        }
    }
    out
}

/// Bytes of a blank and a mark at most.
const MARK_AND_BLANK: usize = 6;

impl DigitGroup {
    fn open(&mut self, at: usize, gap: Gap) {
        let digits = self.digits.len();
        self.runs.push(Run { bytes: at..at, digits: digits..digits, wide: false, gap });
    }

    fn take(&mut self, digit: char, end: usize, wide: bool) {
        self.digits.push(digit);
        if let Some(run) = self.runs.last_mut() {
            run.bytes.end = end;
            run.digits.end = self.digits.len();
            run.wide |= wide;
        }
    }
}

/// The text with every number of a person masked. Keeps the length in bytes and in characters.
pub fn all_masked(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    for number in personal_numbers(text) {
        let shown = number.masked(text);
        out.get_or_insert_with(|| text.to_owned()).replace_range(number.span.range(), &shown);
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

impl PersonalNumber {
    /// As a report may print it, from the text that it was found in.
    pub fn masked(&self, text: &str) -> String {
        let text = self.span.of_text(text);
        match self.kind {
            PersonalNumberKind::Plate => masked_plate(text),
            _ => masked(text, self.digits.len()),
        }
    }
}

/// The first three and the last two characters stay.
fn masked_plate(text: &str) -> String {
    let count = text.chars().count();
    let hidden = |c: char| if c.is_ascii() { '*' } else { '＊' };
    text.chars()
        .enumerate()
        .map(|(i, c)| if i < 3 || i + 2 >= count || gap(c) != Gap::None { c } else { hidden(c) })
        .collect()
}

/// 辽A·12B45: a province, a letter, five or six characters with two digits at least.
fn plates(text: &str) -> Vec<PersonalNumber> {
    let mut out = Vec::new();
    // A text has far fewer capitals than characters of provinces.
    let provinces = capitals(text.as_bytes()).filter_map(|capital| {
        let c = text.get(..capital)?.chars().next_back()?;
        PROVINCE.contains(&c).then(|| (capital - c.len_utf8(), c))
    });
    for (at, c) in provinces {
        let mut rest = text.get(at + c.len_utf8()..).unwrap_or_default().char_indices().peekable();
        let Some(letter) = rest.next().map(|(_, c)| half_width(c)).filter(char::is_ascii_uppercase) else {
            continue;
        };
        rest.next_if(|(_, c)| gap(*c) != Gap::None);
        let mut end = 0;
        let mut digits = String::from(letter);
        while let Some((i, c)) = rest.next_if(|(_, c)| matches!(half_width(*c), '0'..='9' | 'A'..='Z')) {
            end = i + c.len_utf8();
            digits.push(half_width(c));
        }
        let figures = digits.chars().filter(char::is_ascii_digit).count();
        let span = ReadingSpan::of(at..at + c.len_utf8() + end);
        if matches!(digits.len(), 6 | 7) && figures >= 2 && !is_model(text, span) {
            let kind = PersonalNumberKind::Plate;
            out.push(PersonalNumber { span, kind, digits, plain: false, has_blanks: false });
        }
    }
    out
}

/// Whether the words beside it tell that it is the model or the number of a thing: 型号冀A12345系列.
fn is_model(text: &str, span: ReadingSpan) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    BEFORE_MODEL.iter().any(|word| before.ends_with(word))
        || AFTER_MODEL.iter().any(|word| after.starts_with(word))
}

/// Where capital letters begin, in half or full width.
fn capitals(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (0..bytes.len()).filter(|at| match bytes[*at] {
        b'A'..=b'Z' => true,
        0xef => matches!(bytes.get(at + 1..at + 3), Some([0xbc, 0xa1..=0xba])),
        _ => false,
    })
}

/// What a text has, told by one walk over its bytes: most texts have neither.
struct Signs {
    /// Digits that stand with no Han character between, at most.
    digits: usize,
    /// Whether it has a capital letter.
    has_capital: bool,
}

impl Signs {
    fn of(text: &str) -> Signs {
        let (mut signs, mut count) = (Signs { digits: 0, has_capital: false }, 0);
        let mut bytes = text.as_bytes();
        while let [lead, rest @ ..] = bytes {
            bytes = match lead {
                // Han characters, and few others: none stands in a number.
                0xe4..=0xe9 => {
                    signs.digits = signs.digits.max(count);
                    count = 0;
                    rest.get(2..).unwrap_or_default()
                }
                0xef => {
                    match rest {
                        [0xbc, 0x90..=0x99, ..] => count += 1,
                        [0xbc, 0xa1..=0xba, ..] => signs.has_capital = true,
                        _ => {}
                    }
                    rest.get(2..).unwrap_or_default()
                }
                // Nor does a letter, but for the check character.
                _ if lead.is_ascii_alphabetic() && !matches!(lead, b'x' | b'X') => {
                    signs.digits = signs.digits.max(count);
                    signs.has_capital |= lead.is_ascii_uppercase();
                    count = 0;
                    rest
                }
                _ => {
                    count += usize::from(lead.is_ascii_digit());
                    signs.has_capital |= lead.is_ascii_uppercase();
                    rest
                }
            };
        }
        signs.digits = signs.digits.max(count);
        signs
    }
}

/// Whether so many digits may stand in one group.
pub fn may_have_digits(text: &str, least: usize) -> bool {
    Signs::of(text).digits >= least
}

/// The numbers of persons in a text, in order.
pub fn personal_numbers(text: &str) -> Vec<PersonalNumber> {
    let mut out = Vec::new();
    let signs = Signs::of(text);
    let groups = if signs.digits >= MOBILE { digit_groups(text) } else { Vec::new() };
    for group in groups.iter().filter(|group| group.digits.len() >= MOBILE) {
        let has_marks = group.runs.iter().any(|run| run.gap == Gap::Mark);
        // Where marks part the digits of a number, blanks part numbers.
        let mut pieces = vec![group.runs.as_slice()];
        if has_marks && number(text, group, &group.runs).is_none() {
            pieces = split(&group.runs, Gap::Blank);
        }
        for piece in pieces {
            match tiled(text, group, piece) {
                Some(found) => out.extend(found),
                None => out.extend(piece.chunks(1).filter_map(|run| number(text, group, run))),
            }
        }
    }
    if signs.has_capital {
        out.extend(plates(text));
    }
    out.sort_by_key(|number| number.span.start);
    out
}

/// Parts runs where `gap` stands.
fn split(runs: &[Run], gap: Gap) -> Vec<&[Run]> {
    runs.chunk_by(|_, next| next.gap != gap).collect()
}

/// The numbers that the runs are, one after another and nothing else.
fn tiled(text: &str, group: &DigitGroup, runs: &[Run]) -> Option<Vec<PersonalNumber>> {
    let mut out = Vec::new();
    let mut from = 0;
    while from < runs.len() {
        let most = (from + RUNS).min(runs.len());
        let found =
            (from + 1..=most).rev().find_map(|to| Some((to, number(text, group, runs.get(from..to)?)?)));
        let (to, number) = found?;
        out.push(number);
        from = to;
    }
    Some(out)
}

/// Digits of a mobile number.
const MOBILE: usize = 11;
/// Digits of an identity card.
const IDENTITY: usize = 18;
/// No number has more runs than this: an account by fours, or one with a country code.
const RUNS: usize = 6;
/// No number of a person has more digits.
const LONGEST: usize = 21;

/// The number that the runs are.
fn number(text: &str, group: &DigitGroup, runs: &[Run]) -> Option<PersonalNumber> {
    let (first, last) = (runs.first()?, runs.last()?);
    let digits = group.digits.get(first.digits.start..last.digits.end)?;
    if !(MOBILE..=LONGEST).contains(&digits.len()) || runs.len() > RUNS {
        return None;
    }
    let mut at = bytes(runs);
    let (head, tail) = (text.get(..at.start)?, text.get(at.end..)?);
    let letter = |c: Option<char>| c.is_some_and(|c| half_width(c).is_ascii_alphanumeric());
    if letter(head.chars().next_back()) || letter(tail.chars().next()) {
        return None;
    }
    let sizes = || runs.iter().map(|run| run.digits.len());
    // A figure with its unit is none.
    if unit::find(View::new(text), at.end).is_some() {
        return None;
    }
    let mobile = COUNTRY.iter().find_map(|code| {
        let bare = digits.strip_prefix(code)?;
        let mut sizes: Vec<usize> = sizes().collect();
        let own = match sizes.first_mut() {
            Some(first) if *first == code.len() => sizes.get(1..)?,
            Some(first) => {
                *first = first.checked_sub(code.len())?;
                sizes.as_slice()
            }
            None => return None,
        };
        (is_mobile(bare) && is_spelling_of_mobile(own)).then_some((bare, code.is_empty()))
    });
    let mut bare = true;
    let (kind, digits) = if let Some((digits, without_code)) = mobile {
        let before = country_code(head);
        at.start -= before;
        bare = without_code && before == 0;
        (PersonalNumberKind::Mobile, digits)
    } else if is_identity(digits) && sizes().all(|n| matches!(n, 2 | 3 | 4 | 6 | 8 | 10 | 12 | 14 | 18)) {
        (PersonalNumberKind::IdentityCard, digits)
    } else if is_account(digits, head) && sizes().all(|n| n >= 2) || is_card_by_fours(digits, sizes()) {
        (PersonalNumberKind::Account, digits)
    } else {
        return None;
    };
    Some(PersonalNumber {
        span: ReadingSpan::of(at),
        kind,
        digits: digits.to_owned(),
        plain: bare && runs.len() == 1 && !first.wide,
        has_blanks: runs.iter().skip(1).any(|run| run.gap == Gap::Blank),
    })
}

/// What may stand before a number of eleven digits among its own.
const COUNTRY: [&str; 3] = ["", "86", "0086"];

/// Bytes of a country code, or of its sign, at the end of `head`: `+`, `(+86)`, `（86） `.
fn country_code(head: &str) -> usize {
    let rest = head.trim_end_matches([' ', '\u{3000}']);
    let inner = rest.strip_suffix([')', '）']).and_then(|rest| {
        let digits = |rest: &str| rest.chars().rev().map(half_width).take(2).eq(['6', '8']);
        let start = rest.char_indices().rev().nth(1).map(|(at, _)| at).filter(|_| digits(rest))?;
        rest.get(..start)?.trim_end_matches(['+', '＋']).strip_suffix(['(', '（'])
    });
    if let Some(before) = inner {
        return head.len() - before.len();
    }
    head.chars().next_back().filter(|c| matches!(c, '+' | '＋')).map_or(0, char::len_utf8)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.starts_with('1')
        && digits.as_bytes().get(1).is_some_and(|b| *b >= b'3')
}

fn is_spelling_of_mobile(sizes: &[usize]) -> bool {
    matches!(sizes, [11] | [3, 4, 4] | [3, 8] | [7, 4] | [4, 3, 4] | [4, 4, 3] | [3, 3, 5] | [5, 6])
}

/// Eighteen characters with a day of birth in the middle.
fn is_identity(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<i32>().ok()).unwrap_or(0);
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    let longest = u8::try_from(month).map_or(0, |month| days_in_month(Some(year), month));
    digits.len() == IDENTITY && (1850..2100).contains(&year) && (1..=i32::from(longest)).contains(&day)
}

/// Whether digits in half width may be an identity card without its check character, which a finding on the digits
/// alone leaves out.
pub fn may_be_identity(digits: &str) -> bool {
    digits.len() == IDENTITY - 1 && is_identity(&format!("{digits}X"))
}

/// A number called an account, or one formed as a bank card of China is.
fn is_account(digits: &str, head: &str) -> bool {
    let near = head.char_indices().rev().nth(BACK).map_or(0, |(at, _)| at);
    let near = head.get(near..).unwrap_or_default();
    let named = || BEFORE_ACCOUNT.iter().any(|word| near.contains(word));
    let formed = || (16..=19).contains(&digits.len()) && digits.starts_with("62") && checks(digits);
    digits.bytes().all(|b| b.is_ascii_digit()) && (digits.len() >= 12 && named() || formed())
}

/// A number as it is embossed on a bank card of China, by fours and with a rest: no other figures are written so. The
/// check is left out, so that a card with a wrong digit does not stand in clear.
fn is_card_by_fours(digits: &str, mut sizes: impl Iterator<Item = usize>) -> bool {
    let by_fours = sizes.by_ref().take(4).eq([4; 4]) && sizes.eq([digits.len().saturating_sub(16)]);
    (17..=19).contains(&digits.len()) && digits.starts_with("62") && by_fours && !digits.ends_with('X')
}

/// How far back a number may be called an account, in characters.
const BACK: usize = 10;

/// The check of card numbers.
fn checks(digits: &str) -> bool {
    let doubled = |d: u32| if d > 4 { d * 2 - 9 } else { d * 2 };
    let digits = digits.bytes().rev().map(|b| u32::from(b.wrapping_sub(b'0'))).enumerate();
    let sum: u32 = digits.map(|(i, d)| if i % 2 == 0 { d } else { doubled(d) }).sum();
    sum.is_multiple_of(10)
}

/// A number as a report may print it: the first three and the last two of `digits` stay, the others of the
/// text become asterisks. Keeps the length in bytes and in characters. A country code stays.
pub fn masked(text: &str, digits: usize) -> String {
    let is_digit = |c: char| half_width(c).is_ascii_digit() || matches!(half_width(c), 'x' | 'X');
    let all = text.chars().filter(|c| is_digit(*c)).count();
    let code = all.saturating_sub(digits);
    let mut seen = 0;
    text.chars()
        .map(|c| {
            if !is_digit(c) {
                return c;
            }
            seen += 1;
            // The first three tell the kind of number, the last two which of several it is.
            match c {
                c if seen <= code + 3 || seen + 2 > all => c,
                c if c.len_utf8() == '＊'.len_utf8() => '＊',
                _ => '*',
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, PersonalNumberKind, String)> {
        personal_numbers(text)
            .into_iter()
            .map(|n| (n.span.of_text(text).to_owned(), n.kind, n.digits))
            .collect()
    }

    #[test]
    fn every_spelling_is_the_same_number() {
        for spelling in [
            "13912345678",
            "+8613912345678",
            "+86 139 1234 5678",
            "＋８６１３９１２３４５６７８",
            "0086-13912345678",
            "86-139-1234-5678",
            "（+86）139 1234 5678",
            "(86)13912345678",
            "139-1234-5678",
            "139 1234 5678",
            "139\u{3000}1234\u{3000}5678",
            "139—1234—5678",
            "139 - 1234 - 5678",
            "139.1234.5678",
            "139·1234·5678",
            "13912 345678",
            "1391234\u{a0}5678",
            "１３９１２３４５６７８",
            "１３９－１２３４－５６７８",
        ] {
            let text = format!("联系电话{spelling}。");
            let want = (spelling.to_owned(), PersonalNumberKind::Mobile, "13912345678".to_owned());
            assert_eq!(found(&text), [want], "{spelling}");
        }
        for spelling in [
            "11010519491231002X",
            "11010519491231002x",
            "110105 19491231 002X",
            "110105-1949-1231-002X",
            "１１０１０５１９４９１２３１００２Ｘ",
        ] {
            let text = format!("身份证号{spelling}，");
            let want =
                (spelling.to_owned(), PersonalNumberKind::IdentityCard, "11010519491231002X".to_owned());
            assert_eq!(found(&text), [want], "{spelling}");
        }
        for spelling in ["6222021202012345678", "6222 0212 0201 2345 678", "6222-0212-0201-2345-678"] {
            let text = format!("卡号{spelling}。");
            let want = (spelling.to_owned(), PersonalNumberKind::Account, "6222021202012345678".to_owned());
            assert_eq!(found(&text), [want], "{spelling}");
        }
    }

    #[test]
    fn a_card_by_fours_needs_neither_name_nor_check() {
        for spelling in [
            "6222 0212 0201 2345 678",
            "6222-0212-0201-2345-67",
            "６２２２ ０２１２ ０２０１ ２３４５ ６７８",
        ] {
            let text = format!("另有{spelling}，已登记");
            let kinds: Vec<_> = personal_numbers(&text).into_iter().map(|n| n.kind).collect();
            assert_eq!(kinds, [PersonalNumberKind::Account], "{spelling}");
        }
        // Years, and figures of one table row.
        for text in ["6200 6210 6220 6230", "6222 021 2020 1234 5678", "7222 0212 0201 2345 678"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_in_a_row_are_told_apart() {
        let text = "139-1234-5678 138-1234-5678、13712345678 13612345678";
        let all: Vec<String> = found(text).into_iter().map(|(_, _, digits)| digits).collect();
        assert_eq!(all, ["13912345678", "13812345678", "13712345678", "13612345678"]);
    }

    #[test]
    fn figures_are_none() {
        for text in [
            "2019、2020年分别为1380、1390万元，项目代码2020-210404-50-03-012345",
            "热线024-12345678，客服400-123-4567，邮编113001",
            "2021 2022 2023 2024 2025",
            "产值13 800万元，设备编号2022010112345678",
            "型号A13912345678B，5x10，尺寸1391x234",
            "统一社会信用代码91210100123456789X",
            "139 1234 5678 200 31",
            "实现产值13912345678元，种植13912345678株",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn masks_keep_lengths() {
        assert_eq!(masked("+86 139 1234 5678", 11), "+86 139 **** **78");
        assert_eq!(
            masked("１１０１０５１９４９１２３１００２Ｘ", 18),
            "１１０＊＊＊＊＊＊＊＊＊＊＊＊＊２Ｘ"
        );
        assert_eq!(masked("13912345678", 11), "139******78");
    }
}
