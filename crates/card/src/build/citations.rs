//! Whether what a card cites may be cited: `rules/tables/sources.toml` lists every source.

use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Sources {
    rows: Rows,
}

#[derive(Deserialize)]
struct Rows {
    citation: Vec<Citation>,
}

#[derive(Deserialize)]
struct Citation {
    cite: String,
}

/// The sources that a card may cite.
pub(super) struct Citations(Vec<String>);

impl Citations {
    /// Reads the table of sources.
    pub fn read(path: &Path) -> Result<Citations, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let sources: Sources = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Citations(sources.rows.citation.into_iter().map(|c| c.cite).collect()))
    }

    /// Whether `clause` is a listed source, and after it nothing but the number of a clause.
    pub fn allow(&self, clause: &str) -> bool {
        clause.split('；').all(|one| {
            let rest =
                self.0.iter().filter_map(|cite| one.strip_prefix(cite.as_str())).min_by_key(|r| r.len());
            rest.is_some_and(is_number)
        })
    }
}

/// ` 4.5`, ` A.13.1、4.5`, `第十五条`, `（2013）` or nothing.
fn is_number(rest: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '、' | '—' | '（' | '）');
    rest.chars().all(|c| plain(c) || "第条款项附件表零一二三四五六七八九十百".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_and_the_number_of_a_clause_may_be_cited() {
        let citations = Citations(vec!["GB/T 15834—2011".to_owned(), "《地图管理条例》".to_owned()]);
        for clause in
            ["GB/T 15834—2011 4.5、A.13.1", "《地图管理条例》第十五条", "GB/T 15834—2011；《地图管理条例》"]
        {
            assert!(citations.allow(clause), "{clause}");
        }
        for clause in ["年鉴体例", "GB/T 15834—2011 顿号", ""] {
            assert!(!citations.allow(clause), "{clause}");
        }
    }
}
