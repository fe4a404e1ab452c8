//! Message templates: text with `{name}` in it.

/// The argument names of a template, in order.
pub fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Fills `template`; a name that `value` does not know is left as it stands.
pub fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    filled(template, value, false)
}

/// Fills `template` as [`fill`] does; a value that stands in quotation marks and has some of its own gets single ones
/// for these: “‘一网通办’改革” (GB/T 15834—2011 4.8.3.4).
pub fn fill_nested<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    filled(template, value, true)
}

fn filled<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>, nested: bool) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, tail)| value(name).map(|v| (v, tail))) {
            Some((v, tail)) => {
                match nested && out.ends_with('“') && tail.starts_with('”') && is_matched(v) {
                    true => out.extend(v.chars().map(inner)),
                    false => out.push_str(v),
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether every “ of a text has its ” behind it, with text between.
fn is_matched(text: &str) -> bool {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“', None) => open = Some(at + c.len_utf8()),
            ('”', Some(from)) if from < at => open = None,
            ('“' | '”', _) => return false,
            _ => {}
        }
    }
    open.is_none() && text.contains('“')
}

/// The mark that a quotation mark becomes within another pair.
fn inner(c: char) -> char {
    match c {
        '“' => '‘',
        '”' => '’',
        '‘' => '“',
        '’' => '”',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_alternate() {
        let told = |found: &'static str| fill_nested("作“{found}”，宜作{found}。", |_| Some(found));
        assert_eq!(told("“一网通办”改革"), "作“‘一网通办’改革”，宜作“一网通办”改革。");
        assert_eq!(told("“甲‘乙’”会"), "作“‘甲“乙”’会”，宜作“甲‘乙’”会。");
        // A mark without its other half is shown as it stands.
        assert_eq!(told("“"), "作““”，宜作“。");
        assert_eq!(told("甲”乙“"), "作“甲”乙“”，宜作甲”乙“。");
    }

    #[test]
    fn fills_what_it_knows() {
        let value = |name: &str| (name == "found").then_some("10～20%");
        assert_eq!(fill("“{found}”漏“%”，{other}", value), "“10～20%”漏“%”，{other}");
        assert_eq!(names("{a}和{b}").collect::<Vec<_>>(), ["a", "b"]);
    }
}
