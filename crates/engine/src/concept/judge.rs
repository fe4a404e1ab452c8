//! Whether what is nearly a form is a fault, and how sure that is.

use kanwu_book::StructureWords;
use kanwu_card::Confidence;
use kanwu_card::concept::{Derive, Form, Index};
use kanwu_plugin::context::{head, starts_any, tail};
use kanwu_reading::words::{Word, WordClass, cost, segment};
use kanwu_text::{ReadingSpan, TokenKind, han, kind_of};

use super::fit::{Fit, Slip, SlipKind};
use super::table::near_miss;
use kanwu_index::likeness::{is_common, look_alike, sound_alike};

/// Forms of so many characters bear a slip that is like nothing, and words of the lexicon in the wrong form.
pub(super) const LONG: usize = 6;

/// Forms between marks that have so many characters with them bear the loss of their first or last one.
const CLOSED: usize = 6;

/// Forms between marks that have so many with them have no character in place of another.
const QUOTED: usize = 8;

/// From forms of so many on, two words that changed places are a slip.
const TURNED: usize = 7;

/// What stands round the formula in the name of a campaign.
const QUOTE: char = '“';

/// From forms of so many on, a word of two characters that only sounds alike is surely a slip.
const TWIN_SURE: usize = 8;

/// From forms of so many a word of two characters is lost by mistake; shorter ones have such variants.
const WORD_LOST: usize = 14;

/// Forms of so many are whole texts, of which no word has another in its place.
pub(super) const TEXT: usize = 18;

/// A phrase of fewer is another phrase where a character of it is lost and words are left.
const PHRASE: usize = 8;

/// How far beyond the form its neighbours are cut into words, in bytes.
const NEIGHBOURS: usize = 24;

/// What speaks against `fit` by its slips alone; `None` where its form derives no such slips.
pub(super) fn doubt(index: &Index, fit: &Fit) -> Option<usize> {
    let form = index.forms.get(usize::from(fit.form))?;
    let n = form.text.chars().count();
    let twice = fit.slips.len() > 1;
    let mut doubt = usize::from(n < LONG) + usize::from(twice);
    if let [first, second] = fit.slips.as_slice() {
        doubt += usize::from(second.at == first.at + 1 && n < WORD_LOST);
    }
    for slip in &fit.slips {
        doubt += slipped(form, n, slip, twice)?;
    }
    Some(doubt)
}

/// Whether a right form holds what slipped.
pub(super) fn covered(index: &Index, fit: &Fit, exact: &[Fit]) -> bool {
    let Some(form) = index.forms.get(usize::from(fit.form)) else { return false };
    let n = form.text.chars().count();
    exact.iter().any(|right| covers(index, right, fit, n))
}

/// How sure it is that `fit` is a fault; `None` where it is none. `exact` are the places of right forms.
pub(super) fn judge(index: &Index, fit: &Fit, doubt: usize, exact: &[Fit], text: &str) -> Option<Confidence> {
    let form = index.forms.get(usize::from(fit.form))?;
    let n = form.text.chars().count();
    if covered(index, fit, exact) {
        return None;
    }
    if opens_next(fit, n, text)
        || told_as_wrong(fit.span, text)
        || own_count(fit, text)
        || ends_before(fit, n, exact, text)
    {
        return None;
    }
    let parts = fit.slips.iter().all(|s| matches!(s.kind, SlipKind::Parts | SlipKind::Word));
    // 国家统计部|门: what stands in place of the last part begins the next word.
    if parts && crossed(fit.span, text) {
        return None;
    }
    let more = if parts { 0 } else { by_words(form, fit, n, text)? };
    let confidence = match doubt + more {
        0 => Confidence::Certain,
        1 => Confidence::Likely,
        _ => Confidence::Guess,
    };
    Some(confidence.min(form.confidence))
}

/// Whether a right form ends where a character seems lost, and the last one begins a word: 中国人民解放军|军战史,
/// 卫生健康委|会议. Short names of committees end in 委: what follows must be a word there (卫生健康委会 has lost 员).
fn ends_before(fit: &Fit, n: usize, exact: &[Fit], text: &str) -> bool {
    let [slip] = fit.slips.as_slice() else { return false };
    let last = slip.kind == SlipKind::Lost && slip.at + 2 == n;
    let rest = text.get(slip.span.end as usize..).unwrap_or_default();
    let next = text.get(fit.span.end as usize..).and_then(|rest| rest.chars().next());
    let near = head(rest, 3);
    let word = || segment(near).first().is_some_and(|word| word.of(near).chars().nth(1).is_some());
    let committee = text.get(..slip.span.start as usize).is_some_and(|text| text.ends_with(COMMITTEE));
    last && next.is_some_and(|c| kind_of(c) == TokenKind::Han)
        && (!committee || word())
        && exact.iter().any(|right| right.span.end == slip.span.start && right.span.start <= fit.span.start)
}

/// A character that costs so many eighths of a bit is met in few texts.
const RARE: u32 = 170;

/// Whether a character is met in few texts: 日 and 人 sound like no other, but are not rare.
fn is_rare(c: char) -> bool {
    cost(c.encode_utf8(&mut [0; 4])) >= RARE
}

/// Whether two characters are a word.
fn are_word(first: char, second: char) -> bool {
    let two = String::from_iter([first, second]);
    matches!(segment(&two).as_slice(), [word] if word.class != WordClass::Unknown)
}

/// Whether what stands in place of the last character opens the next words: 常务委员会的《公报》, 生态环境不恶化,
/// 生态环境补水.
fn opens_next(fit: &Fit, n: usize, text: &str) -> bool {
    let [slip] = fit.slips.as_slice() else { return false };
    let wrong = slip.chars.1;
    let opens = near_miss::PARTICLE.contains(&wrong) || near_miss::NEGATION.contains(&wrong);
    let next = text.get(fit.span.end as usize..).and_then(|rest| rest.chars().next());
    let goes_on = |c: char| kind_of(c) == TokenKind::Han || c == QUOTE || c == TITLE;
    let last = slip.kind == SlipKind::Replaced && slip.at + 1 == n;
    last && next
        .is_some_and(|next| opens && goes_on(next) || are_word(wrong, next) && !are_word(slip.chars.0, next))
}

/// What opens a title.
const TITLE: char = '《';

/// How the short name of a committee ends.
const COMMITTEE: char = '委';

pub(super) fn numeral(c: char) -> bool {
    near_miss::NUMERAL.contains(&c)
}

/// A right form that holds the place of a slip, unless it is a small part of what is nearly right.
fn covers(index: &Index, right: &Fit, fit: &Fit, n: usize) -> bool {
    let Some(form) = index.forms.get(usize::from(right.form)) else { return false };
    let holds = |slip: &Slip| match slip.span.is_empty() {
        true => right.span.start < slip.span.start && slip.span.start < right.span.end,
        false => right.span.overlaps(slip.span),
    };
    let large = form.text.chars().count() * 2 >= n || !fit.span.contains(right.span);
    // What parts of the right form stand in it says nothing of their order and number.
    let whole =
        fit.slips.iter().any(|slip| matches!(slip.kind, SlipKind::Parts | SlipKind::Word | SlipKind::Turned));
    right.span.contains(fit.span) || (!whole && large && fit.slips.iter().any(holds))
}

/// The doubt that one slip brings; `None` where the form derives no such slip.
fn slipped(form: &Form, n: usize, slip: &Slip, twice: bool) -> Option<usize> {
    let derives = |derive: Derive| form.derive & derive.bit() != 0;
    if n == 3 && matches!(slip.kind, SlipKind::Lost | SlipKind::Extra | SlipKind::Twin) {
        return None;
    }
    let (right, wrong) = slip.chars;
    let telling = |c: char| near_miss::TELLING.contains(&c) || numeral(c);
    // 国务院副理张青石: beside a name there is no doubt what post was meant.
    let posted = derives(Derive::End);
    match slip.kind {
        SlipKind::Parts => Some(0),
        // Somebody may say it so of something else.
        SlipKind::Word => Some(usize::from(n >= LONG)),
        // 社会注意 for 社会主义: a word that sounds alike was chosen from the list of an input method.
        SlipKind::Twin => {
            let (next, next_wrong) = slip.next;
            // 第十一届 is no slip of 第二十届.
            if numeral(right) && numeral(wrong) || numeral(next) && numeral(next_wrong) {
                return None;
            }
            let alike = sound_alike(right, wrong) && sound_alike(next, next_wrong);
            // 践行初心、担当责任: a long text that is said in no other way.
            if derives(Derive::Word) && n >= TEXT && !end_of_words(form, slip) && !twice {
                return Some(1);
            }
            (derives(Derive::Sound) && alike && n >= LONG && !twice).then_some(usize::from(n < TWIN_SURE))
        }
        // What is shorter at an end is the name of something else: 住房和城乡建设 is no 住房和城乡建设局.
        SlipKind::Lost if all_alike(form, slip, right) => None,
        // “三重一大” is closed by its marks: nothing else begins or ends there.
        SlipKind::Lost if at_end(form, slip) && !(closed(form) && n >= CLOSED) => None,
        SlipKind::Lost if near_miss::OPTIONAL.contains(&right) => None,
        SlipKind::Lost => {
            // What is lost within a word leaves none: 现化 for 现代化.
            let excused = at_end(form, slip)
                || near_miss::JOINING.contains(&right)
                || twice
                || within_word(form, slip.at)
                || derives(Derive::Proper) && leaves_no_word(form, slip.at);
            let doubtful = telling(right) && !excused;
            // What is lost from a long form is rarely a word that makes another form.
            let doubt = if n >= WORD_LOST || (posted && n >= LONG) { 1 } else { 2 };
            derives(Derive::Lost).then_some(if doubtful { doubt } else { 0 })
        }
        SlipKind::Doubled => derives(Derive::Doubled).then_some(0),
        // 统筹好发展和安全, 主题党日等活动: what holds between words is said so. A name has nothing between its words.
        SlipKind::Extra if near_miss::LOOSE.contains(&wrong) || near_miss::PARTICLE.contains(&wrong) => {
            let joined = derives(Derive::Joined) && near_miss::JOINED.contains(&wrong);
            let name = joined || (derives(Derive::Word) && near_miss::PARTICLE.contains(&wrong));
            (name && n + 1 >= LONG && !twice).then_some(usize::from(n >= LONG))
        }
        // 集装箱年吞吐量: a phrase has room for more, a name has none.
        SlipKind::Extra if form.confidence != Confidence::Certain && !derives(Derive::Other) => None,
        SlipKind::Extra => (derives(Derive::Doubled) && n >= LONG && !telling(wrong) && !twice).then_some(1),
        SlipKind::Swapped => derives(Derive::Swapped).then_some(0),
        // What is no name may have its words in either order: 社会经济, 经济社会. A formula has not: “三严三实”专题教育.
        SlipKind::Turned => {
            let name = derives(Derive::Proper) || derives(Derive::Other) || form.text.contains(QUOTE);
            (derives(Derive::Swapped) && name && n >= TURNED && !twice).then_some(1)
        }
        SlipKind::Replaced => {
            // A character that no table knows is no part of a word: 平型关大揵, nor of the name of another: 林伯蕖.
            let long = n + 1 >= LONG || derives(Derive::Proper) && is_rare(wrong);
            let rare = long && kind_of(wrong) == TokenKind::Han && !is_common(wrong) && is_common(right);
            let alike = rare
                || (derives(Derive::Sound) && sound_alike(right, wrong))
                || (derives(Derive::Shape) && look_alike(right, wrong));
            if numeral(right) && numeral(wrong) {
                return derives(Derive::Number).then_some(0);
            }
            let end = at_end(form, slip);
            if end && (!alike || (n == 3 && !derives(Derive::Proper))) && (joins(wrong) || telling(wrong)) {
                return None;
            }
            // 浙江首条 is no 浙江省: the last character of a short name tells its kind.
            let tells_kind =
                n == 4 && slip.at + 1 == n && derives(Derive::Proper) && near_miss::PLACE.contains(&right);
            if end && ((n == 3 && telling(right)) || tells_kind) {
                return None;
            }
            let both = near_miss::JOINED.contains(&right) && near_miss::JOINED.contains(&wrong);
            if both && derives(Derive::Joined) && n >= LONG && !twice {
                return Some(1);
            }
            if alike {
                return Some(0);
            }
            let last = slip.at + 1 == n && derives(Derive::End) && n >= LONG;
            // “两个一以贯彻”: what stands between marks is a formula or none.
            let quoted = closed(form) && n >= QUOTED;
            let other = derives(Derive::Other) && n + 1 >= LONG && !end;
            let unlike_all = derives(Derive::Proper) && !numeral(wrong);
            // 中国在现代化建设中: what is unlike the right character and joins words is no slip of it.
            if near_miss::JOINING.contains(&wrong) {
                return None;
            }
            // In a short form the length is doubt enough.
            let may = (other || last || quoted) && !twice && (!telling(wrong) || unlike_all);
            may.then_some(usize::from(n >= LONG))
        }
    }
}

/// Whether a character stands between words.
fn joins(c: char) -> bool {
    near_miss::LOOSE.contains(&c) || near_miss::JOINING.contains(&c)
}

/// Whether what stands before or after the slip is one character again and again: which one of 七七事变 is lost?
fn all_alike(form: &Form, slip: &Slip, right: char) -> bool {
    form.text.chars().take(slip.at).all(|c| c == right)
        || form.text.chars().skip(slip.at + 1).all(|c| c == right)
}

/// Whether the character is the first of a word of two of the form, and the other is no word: 会议|作 for 会议|工作.
fn leaves_no_word(form: &Form, at: usize) -> bool {
    let Some((byte, c)) = form.text.char_indices().nth(at) else { return false };
    segment(&form.text).iter().filter(|w| w.span.start as usize == byte).any(|w| {
        let rest = w.of(&form.text).trim_start_matches(c);
        let mut rest = rest.chars();
        rest.next().is_some_and(|c| {
            !near_miss::STARTING.contains(&c) && !near_miss::ALONE.contains(&c) && !numeral(c)
        }) && rest.next().is_none()
    })
}

/// Whether the character stands within a word of three characters or more of the form, not at an end of it.
fn within_word(form: &Form, at: usize) -> bool {
    let Some((byte, _)) = form.text.char_indices().nth(at) else { return false };
    let byte = byte as u32;
    let inside = |w: &Word| {
        let last = w.of(&form.text).chars().next_back().map_or(0, char::len_utf8) as u32;
        w.span.start < byte && byte + last < w.span.end
    };
    segment(&form.text).iter().any(inside)
}

/// Whether a slip of two characters touches the first or last one of the form.
fn end_of_words(form: &Form, slip: &Slip) -> bool {
    slip.at == 0 || slip.at + 2 >= form.text.chars().count()
}

/// Whether the form stands between marks.
fn closed(form: &Form) -> bool {
    let mark = |c: Option<char>| c.is_some_and(|c| kind_of(c) != TokenKind::Han);
    mark(form.text.chars().next()) && mark(form.text.chars().next_back())
}

/// Whether a first character that stands before a form is one too many, and ends no word: 推进全|全面依法治国, but not
/// 健全|全面依法治国.
pub(super) fn stands_alone(before: &str, first: char) -> bool {
    if near_miss::STARTING.contains(&first) || joins(first) {
        return false;
    }
    // 由|中|中国佛教协会.
    if near_miss::ALONE.contains(&first) {
        return before.ends_with(near_miss::OPENING);
    }
    let near = tail(before, NEIGHBOURS / 3);
    let window: String = near.chars().chain([first]).collect();
    let words = segment(&window);
    !words.last().is_some_and(|word| is_word(word, &window) && word.of(&window).ends_with(first))
}

/// Whether it is the first or last character of the form's words: marks round them don't count.
fn at_end(form: &Form, slip: &Slip) -> bool {
    let han = |c: char| kind_of(c) == TokenKind::Han;
    let before = form.text.chars().take(slip.at).any(han);
    let after = form.text.chars().skip(slip.at + 1).any(han);
    !(before && after)
}

/// The doubt that words of the lexicon bring; `None` where they say that the text is right as it stands.
fn by_words(form: &Form, fit: &Fit, n: usize, text: &str) -> Option<usize> {
    let whole = fit.span;
    let before = tail(text.get(..whole.start as usize).unwrap_or_default(), NEIGHBOURS / 3);
    let start = whole.start as usize - before.len();
    let end = (whole.end as usize + NEIGHBOURS).min(text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let window = text.get(start..end).unwrap_or_default();
    let shift = start as u32;
    let words = segment(window);
    let span_of = |word: &Word| ReadingSpan::new(word.span.start + shift, word.span.end + shift);
    let counted =
        |slip: &Slip| slip.kind == SlipKind::Replaced && numeral(slip.chars.0) && numeral(slip.chars.1);
    // 科学精神 is no 科学家精神 that lost a character: what is left are words.
    let ends = |at: u32| words.iter().any(|w| is_word(w, window) && w.span.end + shift == at);
    let begins = |at: u32| words.iter().any(|w| is_word(w, window) && w.span.start + shift == at);
    let parted = |slip: &Slip| slip.span.is_empty() && ends(slip.span.start) && begins(slip.span.start);
    if n < LONG && fit.slips.iter().any(parted) {
        return None;
    }
    // 食品加工业, 高速公路出口: what is left of a phrase of common words is a phrase of common words.
    let whole_words = || {
        let mut inner = words.iter().filter(|w| span_of(w).overlaps(whole)).peekable();
        inner.peek().is_some() && inner.all(|w| is_word(w, window) && whole.contains(span_of(w)))
    };
    let lost = |slip: &Slip| slip.kind == SlipKind::Lost && form.derive & Derive::Other.bit() == 0;
    if n < PHRASE && form.confidence != Confidence::Certain && fit.slips.iter().all(lost) && whole_words() {
        return None;
    }
    // 住房城乡建设和 is no 住房城乡建设委: the next word begins, though 和 looks like 委.
    let goes_on = |slip: &Slip| {
        let next = text.get(slip.span.end as usize..).and_then(|rest| rest.chars().next());
        slip.span.end == whole.end && next.is_some_and(|c| kind_of(c) == TokenKind::Han)
    };
    let replaced =
        |slip: &Slip| slip.kind == SlipKind::Replaced && near_miss::JOINING.contains(&slip.chars.1);
    if fit.slips.iter().any(|slip| replaced(slip) && goes_on(slip) && ends(slip.span.start)) {
        return None;
    }
    // 农业委员云海 is no 农业委员会: a post is followed by a name.
    let named = |slip: &Slip| {
        let person = text.get(whole.start as usize..slip.span.start as usize);
        let posted = person.is_some_and(|p| near_miss::PERSON.iter().any(|post| p.ends_with(post)));
        let name = text.get(slip.span.start as usize..).map(|rest| head(rest, 2));
        let follows = name.is_some_and(|name| StructureWords::get().is_name(name));
        slip.kind == SlipKind::Replaced && posted && follows
    };
    if fit.slips.iter().any(|slip| named(slip) && goes_on(slip)) {
        return None;
    }
    if place_goes_on(fit, text) || sounded_on(form, whole, text) {
        return None;
    }
    // 中国共产党纪律检查委员会 is no 中国共产党中央纪律检查委员会: without a word it is something else.
    let shorter =
        |pair: &[Slip]| matches!(pair, [a, b] if a.kind == SlipKind::Lost && b.at == a.at + 1 && parted(b));
    if form.derive & Derive::Word.bit() == 0 && shorter(&fit.slips) {
        return None;
    }
    if fit.slips.last().is_some_and(|slip| slip.at + 1 >= n && opens_word(slip, whole, text)) {
        return None;
    }
    // 统筹发展安全 does without 和; 中华人民共国 does not.
    let joined = |slip: &Slip| near_miss::JOINING.contains(&slip.chars.0) && fit.slips.len() == 1;
    let more = if fit.slips.iter().any(|slip| parted(slip) && joined(slip)) { 2 } else { 0 };
    // 习近平平: two of a character are a word (平平), but a name has it once.
    let twice = |word: &Word| {
        let mut chars = word.of(window).chars();
        let (first, second) = (chars.next(), chars.next());
        let doubled =
            fit.slips.iter().any(|slip| slip.kind == SlipKind::Doubled && slip.span.end == whole.end);
        doubled && first == second && chars.next().is_none()
    };
    // 九一八事事变: the word that begins with the second is one of the form, or ends one.
    let own = segment(&form.text);
    let in_form = |word: &Word| own.iter().any(|w| w.of(&form.text).ends_with(word.of(window)));
    // Where the second of two alike stands.
    let second = |slip: &Slip| {
        let first = text.get(..slip.span.start as usize).is_some_and(|before| before.ends_with(slip.chars.1));
        if first { slip.span.start } else { slip.span.end }
    };
    let by_chance = n + 1 == LONG
        && form.derive & Derive::Joined.bit() != 0
        && fit.slips.iter().all(|slip| slip.kind == SlipKind::Replaced);
    // 西藏自制区: nothing else is written so.
    let proper = n > 3
        && form.derive & Derive::Proper.bit() != 0
        && fit.slips.iter().all(|slip| matches!(slip.kind, SlipKind::Replaced | SlipKind::Swapped));
    let of_three = n == 3
        && form.derive & Derive::Proper.bit() != 0
        && fit.slips.iter().all(|slip| slip.kind == SlipKind::Replaced);
    // 驶向高质量发展 is no 实现高质量发展: a word of its own at the head or the end of a form.
    let apart = |slip: &Slip| {
        let edge = slip.at == 0 || slip.at + 2 >= n;
        slip.kind == SlipKind::Twin
            && edge
            && words.iter().any(|w| is_word(w, window) && span_of(w) == slip.span)
    };
    if fit.slips.iter().any(apart) {
        return None;
    }
    let counts = form.text.chars().next().is_some_and(numeral);
    let first_end = whole.start + form.text.chars().next().map_or(0, char::len_utf8) as u32;
    let barred = words.iter().filter(|word| is_word(word, window) && !twice(word)).any(|word| {
        let span = span_of(word);
        let beyond = span.start < whole.start || whole.end < span.end;
        let held = fit.slips.iter().filter(|slip| !counted(slip)).any(|slip| match slip.kind {
            // 东部部战区: the second is one too many, unless a word begins with it (国家家电网).
            SlipKind::Doubled => span.start == second(slip) && !in_form(word),
            _ if slip.span.is_empty() => span.start < slip.span.start && slip.span.start < span.end,
            _ => span.overlaps(slip.span),
        });
        let crosses = beyond && span.overlaps(whole);
        // 落实高质量发展 is no 实现高质量发展 that lost a character: what stands alone at the end is of another word.
        let torn = |slip: &Slip| {
            // 第十二此会议: of a larger number only the last figure is the form's.
            let of_number = counts && span.end == first_end;
            let head = span.start < whole.start && slip.at <= 1 && !of_number;
            // 香港特别行证区政府: of a long form with a character of like sound, 区 is its own though 区政府 is a word.
            let near_end = if (n >= LONG || proper) && slip.kind == SlipKind::Replaced { 1 } else { 2 };
            let tail = whole.end < span.end && slip.at + near_end >= n;
            crosses && (head || tail)
        };
        // 保持产业链供应链稳定 has another verb than 保产业链供应链稳定.
        let phrase = form.derive & Derive::Other.bit() == 0;
        let put_in = |slip: &Slip| phrase && slip.kind == SlipKind::Extra && span.overlaps(slip.span);
        match n {
            _ if fit.slips.iter().any(put_in) => true,
            // 习近乎: the name is nobody else's, whatever words stand in it.
            3 if of_three && whole.contains(span) && whole != span => false,
            3 => held || crosses,
            _ if fit.slips.iter().any(torn) => true,
            // 卫生建康局: within the name of a body of five a word stands by chance (建康).
            _ if by_chance && whole.start < span.start && span.end < whole.end => false,
            _ if proper && whole.contains(span) && whole != span => false,
            _ if n < LONG => held,
            _ => held && beyond,
        }
    });
    (!barred).then_some(more)
}

/// Whether a form in quotation marks with another number goes on in words of its own: “六位一体”的医共体, “五个意识”课.
fn own_count(fit: &Fit, text: &str) -> bool {
    let counted = |slip: &Slip| numeral(slip.chars.0) && numeral(slip.chars.1);
    if !fit.slips.iter().any(|slip| slip.kind == SlipKind::Replaced && counted(slip)) {
        return false;
    }
    let found = fit.span.of_text(text);
    let Some(rest) = text.get(fit.span.end as usize..).filter(|_| found.ends_with('”')) else {
        return false;
    };
    let goes_on = rest.chars().next().is_some_and(|c| kind_of(c) == TokenKind::Han || c == '（' || c == '：');
    goes_on && !near_miss::COUNTED_GOES_ON.iter().any(|word| rest.starts_with(word))
}

/// Whether the sentence says that the form is a wrong one: “五个意识”之说不见于文件.
fn told_as_wrong(whole: ReadingSpan, text: &str) -> bool {
    let after = text.get(whole.end as usize..).unwrap_or_default();
    // 广西僮族自治区1965年更名为广西壮族自治区.
    let after =
        after.trim_start_matches(|c: char| c.is_ascii_digit() || "”》’".contains(c) || c == han::YEAR);
    let before = text.get(..whole.start as usize).unwrap_or_default().trim_end_matches(['“', '《', '‘']);
    near_miss::TOLD_AS_WRONG.iter().any(|told| after.starts_with(told))
        || near_miss::CALLED.iter().any(|called| before.ends_with(called))
}

/// Whether a word of the lexicon begins within `whole` and ends beyond it.
fn crossed(whole: ReadingSpan, text: &str) -> bool {
    let end = whole.end as usize;
    let from = end.saturating_sub(tail(text.get(..end).unwrap_or_default(), 2).len());
    let to =
        text.get(end..).and_then(|rest| rest.char_indices().nth(3)).map_or(text.len(), |(at, _)| end + at);
    let window = text.get(from..to).unwrap_or_default();
    let inner = end - from;
    // The lexicon cuts the window at its own head, so that each place within the form is tried.
    window.char_indices().take_while(|(at, _)| *at < inner).any(|(at, _)| {
        let rest = window.get(at..).unwrap_or_default();
        segment(rest).first().is_some_and(|word| is_word(word, rest) && at + word.span.end as usize > inner)
    })
}

/// Whether what slipped at the end of a form begins the next word: 中华人民共和国|国界, 习近平|同吉尔吉斯.
fn opens_word(slip: &Slip, whole: ReadingSpan, text: &str) -> bool {
    // Of two alike at the end, the second: 解放军|军以上.
    let second = text.get(slip.span.end as usize..whole.end as usize).unwrap_or_default();
    let twice = slip.kind == SlipKind::Doubled && second.chars().eq([slip.chars.1]);
    if slip.span.is_empty() || (slip.span.end != whole.end && !twice) {
        return false;
    }
    let start = if twice { slip.span.end } else { slip.span.start };
    let rest = text.get(start as usize..).unwrap_or_default();
    let mut chars = rest.char_indices();
    let first = chars.next().map(|(_, c)| c);
    let starts = first.is_some_and(|c| near_miss::STARTING.contains(&c));
    let goes_on = chars.next().is_some_and(|(_, c)| kind_of(c) == TokenKind::Han && !numeral(c));
    let end = rest.char_indices().nth(NEIGHBOURS / 3).map_or(rest.len(), |(at, _)| at);
    let window = rest.get(..end).unwrap_or_default();
    let word = segment(window).first().is_some_and(|word| is_word(word, window));
    // 国家林业局局|组织: what a body does follows its name.
    let acts = || rest.strip_prefix(slip.chars.1).is_some_and(|rest| starts_any(rest, near_miss::ACTS));
    word || (slip.kind == SlipKind::Doubled && starts && goes_on && !acts())
}

/// Whether what stands in place of a last character begins the name of a place: 哈尔滨方正县 is no 哈尔滨市.
fn place_goes_on(fit: &Fit, text: &str) -> bool {
    let Some(slip) = fit.slips.last().filter(|slip| slip.kind == SlipKind::Replaced) else { return false };
    let rest = text.get(slip.span.end as usize..).unwrap_or_default();
    let han = |c: &char| kind_of(*c) == TokenKind::Han;
    slip.span.end == fit.span.end
        && near_miss::PLACE.contains(&slip.chars.0)
        && rest.chars().take_while(han).take(3).any(|c| near_miss::PLACE.contains(&c))
}

/// Whether the name of a foreign country is a piece of a longer one: 萨尔瓦罗 in 萨尔瓦罗夫.
fn sounded_on(form: &Form, whole: ReadingSpan, text: &str) -> bool {
    let sounds = |c: char| c == MIDDLE_DOT || near_miss::SOUNDS.contains(&c);
    let before = text.get(..whole.start as usize).and_then(|text| text.chars().next_back());
    let after = text.get(whole.end as usize..).and_then(|text| text.chars().next());
    form.text.chars().all(sounds)
        && whole.of_text(text).chars().all(sounds)
        && (before.is_some_and(sounds) || after.is_some_and(sounds))
}

/// What joins the parts of a foreign name.
const MIDDLE_DOT: char = '·';

fn is_word(word: &Word, text: &str) -> bool {
    word.class != WordClass::Unknown && word.of(text).chars().nth(1).is_some()
}
