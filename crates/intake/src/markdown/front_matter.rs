//! Front matter: fields between `---` lines (YAML) or `+++` lines (TOML) at the head of a text.
//!
//! OCR programs put `---` between pages, so that it takes a field in the first line to make it front matter.

/// Length in bytes of the front matter that `text` begins with; 0 where there is none.
pub(super) fn length(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return 0 };
    let (sign, closes): (char, &[&str]) = match first.trim_end() {
        "---" => (':', &["---", "..."]),
        "+++" => ('=', &["+++"]),
        _ => return 0,
    };
    let mut end = first.len();
    let mut fields = 0;
    for line in lines {
        end += line.len();
        let line = line.trim_end();
        if fields > 0 && closes.contains(&line) {
            return end;
        }
        if fields == 0 && !is_field(line, sign) {
            return 0;
        }
        fields += 1;
    }
    0
}

/// `title: …`, `title = …`
fn is_field(line: &str, sign: char) -> bool {
    line.split_once(sign).is_some_and(|(key, value)| {
        let key = key.trim_end();
        !key.is_empty()
            && !key.contains(char::is_whitespace)
            && !key.starts_with(['#', '-', '|', '<', '*'])
            && (sign == '=' || value.is_empty() || value.starts_with([' ', '\t']))
    })
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn fields_make_front_matter() {
        assert_eq!(length("---\ntitle: 清河年鉴\n---\n# 甲\n"), "---\ntitle: 清河年鉴\n---\n".len());
        assert_eq!(length("+++\ntitle = \"清河\"\n+++\n"), "+++\ntitle = \"清河\"\n+++\n".len());
        assert_eq!(length("---\ntitle: 清河\n"), 0);
        assert_eq!(length("---\n\n清河年鉴\n\n---\n"), 0);
        assert_eq!(length("---\n清河年鉴\n---\n"), 0);
        assert_eq!(length("# 甲\n---\na: b\n---\n"), 0);
    }
}
