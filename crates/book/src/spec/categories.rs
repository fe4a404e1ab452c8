//! The 类目 that the spec lists, and how many it says there are.

use super::period::value;
use super::read::Stretch;
use crate::table::spec_words::{
    APART, BESIDES, COUNT_FIGURE, COUNTED, FRAMED, IN_ORDER, LEVEL_NAMES, LIST_END, LISTING, MEASURE, PARTS,
    STATISTICS, STEPS, WHOLE,
};
use crate::{EditorialSpec, Stated};
use kanwu_text::han;

/// Takes what one line says of 类目.
pub(super) fn read(line: &Stretch<'_>, spec: &mut EditorialSpec) {
    let has = |list: &[&str]| list.iter().any(|w| line.text.contains(w));
    let whole = has(WHOLE) && line.text.contains('、');
    if !has(COUNTED) && !has(APART) && !whole && !has(STEPS) {
        return;
    }
    let parts = line.split(|c| "；。".contains(c));
    let mut counted_line = false;
    for part in &parts {
        let found = counted(part, COUNTED).or_else(|| {
            // 全书分农业、工业、商贸3部分: other words for 类目 need the list.
            let says = WHOLE.iter().any(|w| part.text.contains(w));
            counted(part, PARTS).filter(|(_, list)| says && list.len() > 1)
        });
        if let Some((count, list)) = found.filter(|_| spec.category_count.is_none()) {
            spec.categories = list;
            spec.category_count = Some(count);
            // 设3个类目：…，另设附录.
            let besides = BESIDES.iter().find_map(|w| Some(part.text.find(w)? + w.len()));
            if let Some(more) = besides.map(|at| part.part(at, part.text.len())) {
                spec.other_categories.extend(items(&more));
            }
            counted_line = true;
        }
    }
    if !counted_line && spec.categories.is_empty() {
        let told =
            |p: &&Stretch<'_>| [COUNTED, WHOLE, STEPS].iter().any(|l| l.iter().any(|w| p.text.contains(w)));
        let listed =
            parts.iter().filter(told).find_map(|p| in_order(p).or_else(|| framed(p)).or_else(|| stepped(p)));
        spec.categories = listed.unwrap_or_default();
    }
    // A clause on other matters may also say 卷首.
    if !counted_line && !parts.iter().any(|p| COUNTED.iter().any(|w| p.text.contains(w))) {
        return;
    }
    for part in parts.iter().filter(|p| count_of(p, COUNTED).is_none()) {
        let opens = APART.iter().filter_map(|w| Some(part.text.find(w)? + w.len())).min();
        let Some(opens) = opens.filter(|n| *n <= 40) else { continue };
        let rest = part.part(opens, part.text.len());
        if let Some(list) = after_verb(&rest) {
            spec.other_categories.extend(items(&list));
        }
    }
}

/// 全书类目依次为口岸、生态、文化，…
fn in_order(part: &Stretch<'_>) -> Option<Vec<Stated<String>>> {
    let at = IN_ORDER.iter().filter_map(|w| Some(part.text.find(w)? + w.len())).min()?;
    let rest = part.part(at, part.text.len());
    let text = rest.text.trim_start_matches(['：', ':']);
    let rest = rest.part(rest.text.len() - text.len(), rest.text.len());
    // The list ends with its clause.
    let end = rest.text.find('，').unwrap_or(rest.text.len());
    Some(items(&rest.part(0, end))).filter(|list| list.len() > 1)
}

/// 按口岸、生态、文化的顺序编排; 由口岸、生态、文化组成
fn framed(part: &Stretch<'_>) -> Option<Vec<Stated<String>>> {
    FRAMED.iter().filter_map(|frame| frame.split_once('|')).find_map(|(opens, closes)| {
        let to = part.text.find(closes)?;
        let clause = part.text[..to].rfind('，').map_or(0, |n| n + '，'.len_utf8());
        let from = part.text[clause..to].find(opens)? + clause + opens.len();
        Some(items(&part.part(from, to))).filter(|list| list.len() > 2)
    })
}

/// 先列口岸，次列生态，再列文化
fn stepped(part: &Stretch<'_>) -> Option<Vec<Stated<String>>> {
    let mut list = Vec::new();
    let mut steps = 0;
    for clause in part.split(|c| c == '，') {
        let Some(at) = STEPS.iter().filter_map(|w| Some(clause.text.find(w)? + w.len())).max() else {
            continue;
        };
        steps += 1;
        list.extend(items(&clause.part(at, clause.text.len())));
    }
    (steps > 1 && list.len() > 2).then_some(list)
}

/// A count with the list before it or after it.
fn counted<'m>(part: &Stretch<'m>, units: &[&str]) -> Option<(Stated<u32>, Vec<Stated<String>>)> {
    let (from, to, value) = count_of(part, units)?;
    let count = part.part(from, to).stated(value);
    let before = part.part(0, from);
    let after = part.part(to, part.text.len());
    let list = after_verb(&before).map(|l| items(&l)).filter(|l| l.len() > 1);
    let list = list.or_else(|| {
        let rest = after.text.trim_start_matches(MEASURE);
        let rest = units.iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let skipped = after.text.len() - rest.len();
        let rest = after.part(skipped, after.text.len());
        let opens = rest.text.strip_prefix(['：', ':']).map(|t| rest.text.len() - t.len());
        // 有 further on speaks of other things: 有条目1200条、图片30幅.
        let near = LISTING.iter().any(|w| rest.text.trim_start_matches('，').starts_with(w));
        let listed = match opens {
            Some(n) => Some(rest.part(n, rest.text.len())),
            None => after_verb(&rest).filter(|_| near),
        };
        listed
            .map(|l| items(&l))
            .filter(|l| l.len() > 1 && !l.iter().any(|i| LEVEL_NAMES.contains(&i.value.as_str())))
    });
    Some((count, list.unwrap_or_default()))
}

/// The number before 个类目, or before what else is counted: its bytes and value. 第三编 counts nothing.
fn count_of(part: &Stretch<'_>, units: &[&str]) -> Option<(usize, usize, u32)> {
    let mut from = 0;
    while let Some((word, len)) =
        units.iter().filter_map(|w| Some((part.text[from..].find(w)? + from, w.len()))).min()
    {
        from = word + len;
        let head = part.text[..word].trim_end();
        let head = head.strip_suffix(MEASURE).unwrap_or(head).trim_end();
        let figure = |c: char| c.is_ascii_digit() || COUNT_FIGURE.contains(&c);
        let start = head.trim_end_matches(figure).len();
        if let Some(value) = value(&head[start..].replace('两', "二")).filter(|v| *v > 1 && *v < 1000)
            && !head[..start].ends_with(han::ORDINAL)
        {
            return Some((start, head.len(), value));
        }
    }
    None
}

/// What stands after the first word that opens a list, in the clause in which the list begins.
fn after_verb<'m>(part: &Stretch<'m>) -> Option<Stretch<'m>> {
    let first = part.text.find('、').unwrap_or(part.text.len());
    let clause = part.text[..first].rfind('，').map_or(0, |n| n + '，'.len_utf8());
    let verb = |from: usize| {
        LISTING
            .iter()
            .filter_map(|w| Some((part.text[from..].find(w)? + from, w.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len))
            .filter(|(at, _)| from == 0 || *at < first)
    };
    let (at, len) = verb(clause).or_else(|| verb(0))?;
    let rest = part.part(at + len, part.text.len());
    let text = rest.text.trim_start_matches(['：', ':', '，']);
    Some(rest.part(rest.text.len() - text.len(), rest.text.len()))
}

/// The items of a list parted by 、, up to 等 or the end of the list.
fn items(list: &Stretch<'_>) -> Vec<Stated<String>> {
    let text = list.text.trim_end_matches(|c: char| c.is_whitespace() || "，：".contains(c));
    // 税收、统计四个部分: 计 is a part of 统计.
    let text = match STATISTICS.iter().any(|word| text.ends_with(word)) {
        true => text,
        false => LIST_END.iter().find_map(|t| text.strip_suffix(t)).unwrap_or(text),
    };
    let text = text.trim_end_matches('，');
    let mut depth = 0_i32;
    let mut cuts = Vec::new();
    for (i, c) in text.char_indices() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth -= 1,
            '、' if depth <= 0 => cuts.push(i),
            _ => {}
        }
    }
    let mut out = Vec::new();
    let mut from = 0;
    for end in cuts.into_iter().chain([text.len()]) {
        let item = list.part(from, end).trimmed();
        let item = match item.text.find('，') {
            Some(n) => item.part(0, n),
            None => item,
        };
        if !item.text.is_empty() {
            out.push(item.stated(item.text.to_owned()));
        }
        from = end + '、'.len_utf8();
    }
    out
}
