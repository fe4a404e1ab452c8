//! Message templates: text with `{name}` in it.

/// The argument names of a template, in order.
pub fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Fills `template`; a name that `value` does not know is left as it stands.
pub fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, tail)| value(name).map(|v| (v, tail))) {
            Some((v, tail)) => {
                out.push_str(v);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_what_it_knows() {
        let value = |name: &str| (name == "found").then_some("10～20%");
        assert_eq!(fill("“{found}”漏“%”，{other}", value), "“10～20%”漏“%”，{other}");
        assert_eq!(names("{a}和{b}").collect::<Vec<_>>(), ["a", "b"]);
    }
}
