//! The 类目 that the spec lists, and how many it says there are.

use super::period::value;
use super::read::Stretch;
use crate::table::spec_words::{APART, BESIDES, COUNT_FIGURE, COUNTED, LIST_END, LISTING, MEASURE};
use crate::{EditorialSpec, Stated};

/// Takes what one line says of 类目.
pub(super) fn read(line: &Stretch<'_>, spec: &mut EditorialSpec) {
    if !COUNTED.iter().any(|w| line.text.contains(w)) && !APART.iter().any(|w| line.text.contains(w)) {
        return;
    }
    let parts = line.split(|c| "；。".contains(c));
    let mut counted_line = false;
    for part in &parts {
        if let Some((count, list)) = counted(part).filter(|_| spec.category_count.is_none()) {
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
    // A clause on other matters may also say 卷首.
    if !counted_line && !parts.iter().any(|p| COUNTED.iter().any(|w| p.text.contains(w))) {
        return;
    }
    for part in parts.iter().filter(|p| count_of(p).is_none()) {
        let opens = APART.iter().filter_map(|w| Some(part.text.find(w)? + w.len())).min();
        let Some(opens) = opens.filter(|n| *n <= 40) else { continue };
        let rest = part.part(opens, part.text.len());
        if let Some(list) = after_verb(&rest) {
            spec.other_categories.extend(items(&list));
        }
    }
}

/// A count with the list before it or after it.
fn counted<'m>(part: &Stretch<'m>) -> Option<(Stated<u32>, Vec<Stated<String>>)> {
    let (from, to, value) = count_of(part)?;
    let count = part.part(from, to).stated(value);
    let before = part.part(0, from);
    let after = part.part(to, part.text.len());
    let list = after_verb(&before).map(|l| items(&l)).filter(|l| l.len() > 1);
    let list = list.or_else(|| {
        let rest = after.text.trim_start_matches(MEASURE);
        let rest = COUNTED.iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let skipped = after.text.len() - rest.len();
        let rest = after.part(skipped, after.text.len());
        let opens = rest.text.strip_prefix(['：', ':']).map(|t| rest.text.len() - t.len());
        // 有 further on speaks of other things: 有条目1200条、图片30幅.
        let near = LISTING.iter().any(|w| rest.text.trim_start_matches('，').starts_with(w));
        let listed = match opens {
            Some(n) => Some(rest.part(n, rest.text.len())),
            None => after_verb(&rest).filter(|_| near),
        };
        listed.map(|l| items(&l)).filter(|l| l.len() > 1)
    });
    Some((count, list.unwrap_or_default()))
}

/// The number before 个类目: its bytes and value.
fn count_of(part: &Stretch<'_>) -> Option<(usize, usize, u32)> {
    let mut from = 0;
    while let Some((word, len)) =
        COUNTED.iter().filter_map(|w| Some((part.text[from..].find(w)? + from, w.len()))).min()
    {
        from = word + len;
        let head = part.text[..word].trim_end();
        let head = head.strip_suffix(MEASURE).unwrap_or(head).trim_end();
        let figure = |c: char| c.is_ascii_digit() || COUNT_FIGURE.contains(&c);
        let start = head.trim_end_matches(figure).len();
        if let Some(value) = value(&head[start..].replace('两', "二")).filter(|v| *v > 1) {
            return Some((start, head.len(), value));
        }
    }
    None
}

/// What stands after the first word that opens a list.
fn after_verb<'m>(part: &Stretch<'m>) -> Option<Stretch<'m>> {
    let (at, len) = LISTING
        .iter()
        .filter_map(|w| Some((part.text.find(w)?, w.len())))
        .min_by_key(|(at, len)| (*at, usize::MAX - len))?;
    let rest = part.part(at + len, part.text.len());
    let text = rest.text.trim_start_matches(['：', ':', '，']);
    Some(rest.part(rest.text.len() - text.len(), rest.text.len()))
}

/// The items of a list parted by 、, up to 等 or the end of the list.
fn items(list: &Stretch<'_>) -> Vec<Stated<String>> {
    let text = list.text.trim_end_matches(|c: char| c.is_whitespace() || "，：".contains(c));
    let text = LIST_END.iter().find_map(|t| text.strip_suffix(t)).unwrap_or(text);
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
