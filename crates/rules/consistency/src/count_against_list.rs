//! 设7个部门，即…、…; 3名学生分别是…、…; 甲、乙、丙4种: a count against the things listed.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{ends_any, find_any, has_any, head, sentence_after, starts_any};
use kanwu_plugin::reading::numeral::parse_han;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::count_against_list as card;
use crate::table::counting::{
    AND, BEFORE_UNCOUNTED, BODY_ENDS, COUNTED, ENUMERATED, ETC, GOVERNS, HOLDS_ETC, LIST_OPENERS, LISTED,
    MEASURES, NOT_AN_ITEM, ONE_OF,
};
use crate::table::posts::TITLES as POSTS;
use crate::table::reckoning::PERSONS;
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(MEASURES), check);

/// Characters between the measure word and what opens the list.
const NEAR: usize = 10;

/// No word that opens a list is longer, in characters.
const OPENER: usize = 8;

/// Says what was counted, or for whom something is done.
const OR_FOR: &str = "，为";

/// An item of a list has no more characters.
const ITEM: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, word) = trigger else { return };
    let text = cx.before(word.start);
    let Some((at, stated)) = at_end(text).filter(|(_, n)| (2..=30).contains(n)) else { return };
    let before = &text[..at];
    if ends_any(before, BEFORE_UNCOUNTED) {
        return;
    }
    let count = Span::of(at..word.end as usize);
    let found = after_count(cx, word.end)
        .or_else(|| by_measure(cx, word))
        .or_else(|| before_count(cx, before, MEASURES.get(index).copied()));
    let Some((list, counts)) = found.filter(|(_, counts)| !counts.contains(&stated)) else { return };
    let Some(listed) = counts.first() else { return };
    // 12个省（自治区、直辖市）: so few are no list of them, but another name for each.
    if listed * 2 < stated {
        return;
    }
    let finding = Finding::likely(count)
        .arg(card::args::FOUND, cx.of(count))
        .arg(card::args::LISTED, *listed)
        .labelled(Place::Here(list), card::labels::LIST);
    cx.push(finding);
}

/// A list that follows: 7个部门，即…; 3名学生分别是…; 6人组成：…; 2名（…）. Its place, and how many items it may have.
fn after_count(cx: &LocalContext<'_>, end: u32) -> Option<(Span, Vec<u32>)> {
    let after = sentence_whole(cx.after(end));
    let near = head(after, NEAR + OPENER);
    let (gap, opener) = find_any(near, LIST_OPENERS)?;
    let between = &after[..gap];
    if between.chars().count() > NEAR
        || between.contains(['，', '。', '；', '、', '：', '（', '）', '(', '“'])
        || between.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    let rest = &after[gap + opener.len()..];
    let start = end + (gap + opener.len()) as u32;
    if let Some((len, persons)) = with_posts(rest).filter(|_| opener == "：") {
        return Some((Span::new(start, start + len as u32), vec![persons]));
    }
    let close = if opener == "（" {
        rest.find('）')?
    } else {
        rest.find(['；', '。', '，', '！']).unwrap_or(rest.len())
    };
    let list = &rest[..close];
    // 4处（中学1处、小学3处）: the parts are counted themselves.
    let measure = cx.before(end).chars().next_back();
    let of_parts = |item: &str| {
        let count = measure.and_then(|measure| item.trim_end().strip_suffix(measure));
        count.is_some_and(|item| item.ends_with(|c: char| c.is_ascii_digit()))
    };
    if list.split('、').all(of_parts) {
        return None;
    }
    // 1.建库 is numbered; 31路、47路 are names.
    let behind = list.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = behind.len() < list.len() && !named_alike(list);
    // 新修5条，为31路、47路 lists them; 帮扶5家，为企业减税、让利 does not.
    if opener == OR_FOR && (!between.is_empty() || !list.contains('、') || !named_alike(list)) {
        return None;
    }
    // Words that number the items are runs of their own; a list that goes on behind a comma is not whole.
    let quoted = quoted_items(list);
    if numbered
        || is_open(list)
        || has_any(list, LISTED)
        || !(quoted.is_some() || all_items(list))
        || starts_any(rest, ENUMERATED)
    {
        return None;
    }
    let further = rest[close..].starts_with('，');
    if further && rest[close..].split('。').next().is_some_and(|more| more.contains('、')) {
        return None;
    }
    if opener == "："
        && rest[close..].starts_with('；')
        && rest[close + 3..].split('。').next()?.contains('：')
    {
        return None;
    }
    Some((Span::new(start, start + close as u32), quoted.map_or_else(|| counts(list), |count| vec![count])))
}

/// 分为3类：一类是…，另一类是…: things that each repeat the measure word. Their place and how many there are.
fn by_measure(cx: &LocalContext<'_>, word: Span) -> Option<(Span, Vec<u32>)> {
    let list = sentence_whole(cx.after(word.end)).strip_prefix('：')?;
    let measure = cx.of(word);
    let one = |at: usize| {
        let lead = list.get(..at).unwrap_or_default();
        let rest = list.get(at + measure.len()..).unwrap_or_default();
        ends_any(lead, ONE_OF) && rest.starts_with(han::LEADS)
    };
    let count = list.match_indices(measure).filter(|(at, _)| one(*at)).count() as u32;
    let start = word.end + '：'.len_utf8() as u32;
    (count >= 2 && !is_open(list)).then(|| (Span::new(start, start + list.len() as u32), vec![count]))
}

/// Whether a list says that it is not whole; the 等 of 一等奖 does not.
fn is_open(list: &str) -> bool {
    let mut list = list.to_owned();
    for word in HOLDS_ETC {
        list = list.replace(word, "");
    }
    has_any(&list, ETC)
}

/// “甲”“乙”“丙”: how many names stand in marks of their own, where nothing stands between them.
fn quoted_items(list: &str) -> Option<u32> {
    let list = list.trim();
    let inner = list.strip_prefix('“')?.strip_suffix('”')?;
    let names: Vec<&str> = inner.split("”“").collect();
    (names.len() >= 2 && names.iter().all(|name| !name.contains(['“', '”']))).then_some(names.len() as u32)
}

/// 31路、47路、夜2路: items that end in one character which is no figure.
fn named_alike(list: &str) -> bool {
    let last = |item: &str| item.trim_end().chars().next_back().filter(|c| !c.is_ascii_digit());
    let mut ends = list.split('、').map(last);
    let first = ends.next().flatten();
    first.is_some() && ends.all(|end| end == first)
}

fn sentence_whole(text: &str) -> &str {
    head(text, 400).split(['。', '\n']).next().unwrap_or_default()
}

/// A list right before the count: 甲、乙、丙4种. Only in few measure words, and where the last item is as long as the
/// others, so that no verb stands between.
fn before_count(cx: &LocalContext<'_>, before: &str, measure: Option<&str>) -> Option<(Span, Vec<u32>)> {
    let whole = measure.filter(|m| COUNTED.contains(m))?;
    let from = before
        .rfind(['，', '。', '；', '：', '（', '“', '\n'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let from = from + ordinal_head(&before[from..]);
    let from = from + governed(&before[from..]);
    let list = &before[from..];
    let noun = sentence_after(cx.paragraph(), (before.len()) as u32);
    let titles = list.contains('《');
    let lengths: Vec<usize> = list.split('、').map(|item| item.chars().count()).collect();
    let last = lengths.last()?;
    let middle = lengths.get(1..lengths.len().saturating_sub(1)).unwrap_or_default();
    let longest = middle.iter().max().copied().unwrap_or_default();
    let last_item = list.rsplit('、').next()?;
    let joined = has_any(last_item, AND);
    let persons = are_personal_names(list);
    let balanced = list.matches('“').count() == list.matches('”').count()
        && list.matches('（').count() == list.matches('）').count();
    if list.chars().any(|c| c.is_ascii_digit())
        || !balanced
        || has_any(list, ETC)
        || !persons && ends_any(list, NOT_AN_ITEM)
        || (!titles && (longest == 0 || *last > longest + 1 || joined))
        || noun.is_empty()
        || whole.is_empty()
    {
        return None;
    }
    // 党员、群众5人 may be any five of them: only names of persons are counted by 人, 名 and 位.
    if PERSONS.contains(&whole) && !persons {
        return None;
    }
    let titled = list.matches('》').count() as u32;
    if titles && titled < 2 {
        return None;
    }
    let counts = if titles { vec![titled] } else { counts(list) };
    Some((Span::of(from..before.len()), counts))
}

/// Whether an item may be the name of a person: two or three characters, the first a surname.
fn is_personal_name(item: &str) -> bool {
    (2..=3).contains(&item.chars().count()) && StructureWords::get().is_name(item)
}

/// Whether the items behind the first are names of persons: all so long, and most with a common surname.
fn are_personal_names(list: &str) -> bool {
    let items: Vec<&str> = list.split('、').skip(1).collect();
    let long = items.iter().all(|item| (2..=3).contains(&item.chars().count()));
    long && items.len() >= 2 && items.iter().filter(|item| is_personal_name(item)).count() * 2 > items.len()
}

/// 班子5人：院长闵某，书记翟某，副院长佟某、殷某: persons with their posts, parted by commas.
fn with_posts(rest: &str) -> Option<(usize, u32)> {
    let list = rest.split('。').next()?;
    let items: Vec<&str> = list.split(['，', '、', '；']).collect();
    let named = |item: &&str| {
        let post = POSTS.iter().filter_map(|post| item.rfind(post).map(|at| at + post.len())).max();
        is_personal_name(item.get(post.unwrap_or(0)..).unwrap_or_default().trim_start_matches(['：', ' ']))
    };
    let posts = items.iter().filter(|item| has_any(item, POSTS)).count();
    (items.len() >= 2 && posts * 2 >= items.len() && items.iter().all(named))
        .then_some((list.len(), items.len() as u32))
}

/// Bytes of 三、 at the head of a paragraph: the mark after an ordinal parts no items.
fn ordinal_head(list: &str) -> usize {
    let (head, _) = list.split_once('、').unwrap_or_default();
    if parse_han(head).is_some() { head.len() + '、'.len_utf8() } else { 0 }
}

/// Bytes before what a body does something to: 区审计局、区财政局对|甲、乙、丙3个街道.
fn governed(list: &str) -> usize {
    let chars = list.char_indices().zip(list.chars().skip(1));
    let governs = chars.filter(|((_, end), verb)| BODY_ENDS.contains(end) && GOVERNS.contains(verb));
    governs.last().map_or(0, |((at, end), verb)| at + end.len_utf8() + verb.len_utf8())
}

/// How many items a list may have: 和 and 及 may part two of them or stand in a name.
fn counts(list: &str) -> Vec<u32> {
    let marks = depth_marks(list) as u32 + 1;
    // The 和 of 和平 opens an item.
    let within =
        |item: &str| AND.iter().map(|and| item.match_indices(and).filter(|(at, _)| *at > 0).count()).sum();
    let and: u32 = list.split('、').map(|item| -> usize { within(item) }).sum::<usize>() as u32;
    (0..=and).map(|n| marks + n).collect()
}

/// 顿号 outside brackets and quotations.
fn depth_marks(list: &str) -> usize {
    let mut depth = 0_i32;
    list.chars()
        .filter(|c| {
            match c {
                '（' | '“' | '《' | '(' => depth += 1,
                '）' | '”' | '》' | ')' => depth -= 1,
                _ => {}
            }
            *c == '、' && depth == 0
        })
        .count()
}

/// The items that 和, 与 or 及 joins.
fn joined(item: &str) -> Vec<&str> {
    let mut parts = vec![item];
    for and in AND {
        parts = parts.into_iter().flat_map(|part| part.split(*and)).collect();
    }
    parts
}

fn all_items(list: &str) -> bool {
    list.contains('、') && list.split('、').flat_map(joined).all(|item| item.chars().count() <= ITEM)
}
