//! Which unit 供稿单位 has contributed what.

use std::collections::HashMap;

/// Which unit has contributed what: a line each, `区教育局：教育、学前教育`, by titles of 类目 and 分目 or names of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    by_title: HashMap<String, String>,
}

impl Units {
    /// Reads the list; blank lines and lines with `#` are passed over. `Err` is the number of a line that names no unit
    /// or nothing that it has contributed.
    pub fn read(text: &str) -> Result<Units, usize> {
        let mut by_title = HashMap::new();
        for (n, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (unit, titles) = line.split_once(['：', ':', '\t', '=']).ok_or(n + 1)?;
            let titles: Vec<&str> = titles
                .split(['、', '，', ',', '；'])
                .map(str::trim)
                .filter(|title| !title.is_empty())
                .collect();
            if unit.trim().is_empty() || titles.is_empty() {
                return Err(n + 1);
            }
            by_title.extend(titles.into_iter().map(|title| (bare(title), unit.trim().to_owned())));
        }
        Ok(Units { by_title })
    }

    /// Whether it names nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.by_title.is_empty()
    }

    pub(super) fn of(&self, titles: &[&str]) -> Option<&str> {
        titles.iter().find_map(|title| self.by_title.get(&bare(title))).map(String::as_str)
    }
}

/// A title without blanks.
fn bare(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The name of a file without its extension and the number in front: `03-教育局.docx` → 教育局.
pub(super) fn file_title(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let title = stem.trim_start_matches(|c: char| c.is_ascii_digit() || " .、-_".contains(c));
    if title.is_empty() { stem } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_units_is_read_and_its_faults_are_told() {
        let units = Units::read("# 供稿单位\n\n区教育局：教育、学前 教育\n区农业农村局=农业\n").unwrap();
        assert_eq!(units.of(&["学前教育"]), Some("区教育局"));
        assert_eq!(units.of(&["工业", "农业"]), Some("区农业农村局"));
        assert_eq!(units.of(&["工业"]), None);
        assert_eq!(Units::read("区教育局\n"), Err(1));
        assert_eq!(Units::read("\n区教育局：\n"), Err(2));
    }

    #[test]
    fn a_file_is_named_without_its_number() {
        assert_eq!(file_title("来稿/03-教育局.docx"), "教育局");
        assert_eq!(file_title("12.docx"), "12");
    }
}
