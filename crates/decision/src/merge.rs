//! Changes put into a file of answers as it is now. What they do not name stays as it is, comments too.

use std::collections::BTreeSet;

use kanwu_plugin::FindingId;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::{Baseline, Decision, Decisions, Problem};

/// What is to be changed in the file of decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Answers to be recorded, in place of earlier ones.
    pub set: Vec<(FindingId, Decision)>,
    /// Answers to be dropped.
    pub drop: BTreeSet<FindingId>,
}

impl Changes {
    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.drop.is_empty()
    }

    /// Puts the changes into a file's text, `None` where there is no file. A file that can't be read gets none.
    pub fn merge(&self, text: Option<&str>) -> Result<String, Problem> {
        let mut now = text.map_or(Ok(Decisions::default()), Decisions::from_toml)?;
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
            self.set.iter().for_each(|(id, decision)| now.set(*id, decision.clone()));
            return now.to_toml().map_err(|e| Problem::of_toml(None, &e.to_string()));
        };
        let mut file: DocumentMut =
            text.parse().map_err(|e: toml_edit::TomlError| Problem::of_toml(e.span(), e.message()))?;
        let mut entries = take_entries(&mut file);
        entries.retain(|entry| id(entry).is_none_or(|id| !self.drop.contains(&id)));
        for (name, decision) in &self.set {
            match entries.iter_mut().find(|entry| id(entry) == Some(*name)) {
                Some(entry) => fill(entry, *name, decision),
                None => {
                    let mut entry = Table::new();
                    fill(&mut entry, *name, decision);
                    entry.decor_mut().set_prefix("\n");
                    entries.push(entry);
                }
            }
        }
        entries.sort_by_key(id);
        let mut list = ArrayOfTables::new();
        for (place, mut entry) in entries.into_iter().enumerate() {
            entry.set_position(Some(place as isize));
            list.push(entry);
        }
        if !list.is_empty() {
            file.insert("decision", Item::ArrayOfTables(list));
        }
        let merged = file.to_string();
        Decisions::from_toml(&merged).map(|_| merged)
    }
}

/// The entries, whether they are written as `[[decision]]` or in one list.
fn take_entries(file: &mut DocumentMut) -> Vec<Table> {
    match file.remove("decision").map(Item::into_array_of_tables) {
        Some(Ok(list)) => list.into_iter().collect(),
        _ => Vec::new(),
    }
}

fn id(entry: &Table) -> Option<FindingId> {
    entry.get("id")?.as_str()?.parse().ok()
}

/// Writes the fields of an answer; a field that has none is taken out.
fn fill(entry: &mut Table, name: FindingId, decision: &Decision) {
    let (decided, id) = (&decision.decided, name.to_string());
    let fields = [
        ("id", id.as_str()),
        ("state", decided.state.as_str()),
        ("rule", &decision.rule),
        ("excerpt", &decision.excerpt),
        ("reason", &decided.reason),
        ("person", &decided.person),
        ("date", &decided.date),
        ("stage", &decided.stage),
    ];
    for (key, text) in fields {
        if text.is_empty() {
            entry.remove(key);
            continue;
        }
        let date = (key == "date").then(|| text.parse::<toml_edit::Datetime>().ok()).flatten();
        let mut new = date.map_or_else(|| value(text), value);
        let old = entry.get(key).and_then(Item::as_value);
        if let (Some(old), Some(new)) = (old, new.as_value_mut()) {
            // A comment behind the value stays.
            *new.decor_mut() = old.decor().clone();
        }
        match entry.get_mut(key) {
            Some(there) => *there = new,
            None => {
                entry.insert(key, new);
            }
        }
    }
}

impl Baseline {
    /// Adds findings to a file's text, `None` where there is no file, and drops others; comments stay before the
    /// line that they stood before.
    pub fn merge(text: Option<&str>, add: &Baseline, drop: &BTreeSet<FindingId>) -> Result<String, Problem> {
        let there = text.map_or(Ok(Baseline::default()), Baseline::read)?;
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(add.write()) };
        let mut entries: Vec<(Option<FindingId>, String)> = Vec::new();
        let mut block = String::new();
        for line in text.lines() {
            block.push_str(line);
            block.push('\n');
            if let Ok(id) = line.trim().parse::<FindingId>() {
                entries.push((Some(id), std::mem::take(&mut block)));
            }
        }
        // The head of the file is no comment on the first line.
        if let Some((_, first)) = entries.first_mut() {
            let head = first.split_inclusive('\n').next().filter(|line| line.starts_with('#')).map(str::len);
            let head: String = first.drain(..head.unwrap_or(0)).collect();
            entries.insert(0, (None, head));
        } else {
            entries.push((None, std::mem::take(&mut block)));
        }
        entries.retain(|(id, _)| id.is_none_or(|id| !drop.contains(&id)));
        entries.extend(add.ids().filter(|id| !there.has(*id)).map(|id| (Some(id), format!("{id}\n"))));
        entries.sort_by_key(|(id, _)| *id);
        let mut out: String = entries.into_iter().map(|(_, text)| text).collect();
        out.push_str(&block);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use kanwu_plugin::{Decided, State};
    use proptest::prelude::*;

    use super::*;

    fn decision(reason: &str) -> Decision {
        Decision {
            decided: Decided {
                state: State::Keep,
                reason: reason.to_owned(),
                person: "王编辑".to_owned(),
                date: "2026-11-25".to_owned(),
                stage: String::new(),
                in_text: false,
            },
            rule: "range-left-percent-missing".to_owned(),
            excerpt: "10～20%".to_owned(),
        }
    }

    fn set(id: u64, reason: &str) -> Changes {
        Changes { set: vec![(FindingId(id), decision(reason))], ..Changes::default() }
    }

    #[test]
    fn comments_stay_and_entries_keep_their_order() {
        let one = set(5, "原件如此").merge(None).unwrap();
        let noted = one
            .replace("[[decision]]", "# 问过统计局\n[[decision]]")
            .replace("state = \"不改\"", "state = \"不改\" # 老王定的")
            + "# 完\n";
        let three = set(9, "乙").merge(Some(&set(1, "甲").merge(Some(&noted)).unwrap())).unwrap();
        let ids: Vec<&str> = three.lines().filter(|line| line.starts_with("id")).collect();
        assert_eq!(
            ids,
            ["id = \"0000000000000001\"", "id = \"0000000000000005\"", "id = \"0000000000000009\""]
        );
        assert!(three.contains("# 问过统计局\n[[decision]]\nid = \"0000000000000005\""), "{three}");
        assert!(three.contains("# 老王定的") && three.contains("# 完"), "{three}");
        let changed = set(5, "").merge(Some(&three)).unwrap();
        assert!(changed.contains("# 老王定的") && !changed.contains("原件如此"), "{changed}");
        let drop = Changes { drop: [FindingId(1), FindingId(9)].into(), ..Changes::default() };
        let left = drop.merge(Some(&changed)).unwrap();
        assert_eq!(Decisions::from_toml(&left).unwrap().len(), 1);
    }

    #[test]
    fn a_file_made_by_merges_is_the_file_written_at_once() {
        let mut all = Decisions::default();
        let mut text: Option<String> = None;
        for id in [7, 3, 9, 1] {
            all.set(FindingId(id), decision("甲"));
            text = Some(set(id, "甲").merge(text.as_deref()).unwrap());
        }
        assert_eq!(text, all.to_toml().ok());
    }

    #[test]
    fn what_can_not_be_read_is_not_added_to() {
        assert!(set(1, "甲").merge(Some("root:x\n")).is_err());
        assert!(Baseline::merge(Some("root:x\n"), &Baseline::default(), &BTreeSet::new()).is_err());
    }

    #[test]
    fn a_list_in_one_line_is_read_too() {
        let inline = "version = 1\ndecision = [{ id = \"0000000000000005\", state = \"改\" }]\n";
        let merged = set(1, "甲").merge(Some(inline)).unwrap();
        assert_eq!(Decisions::from_toml(&merged).unwrap().len(), 2);
    }

    #[test]
    fn a_baseline_keeps_its_comments() {
        let text = "# 头\n0000000000000002\n# 已问\n0000000000000005\n# 尾\n";
        let add = Baseline::read("0000000000000001\n0000000000000005\n0000000000000007\n").unwrap();
        let merged = Baseline::merge(Some(text), &add, &[FindingId(2)].into()).unwrap();
        assert_eq!(merged, "# 头\n0000000000000001\n# 已问\n0000000000000005\n0000000000000007\n# 尾\n");
        assert_eq!(Baseline::merge(None, &add, &BTreeSet::new()).unwrap(), add.write());
    }

    proptest! {
        #[test]
        fn the_order_of_two_merges_does_not_matter(
            first in prop::collection::btree_set(0u64..20, 0..6),
            second in prop::collection::btree_set(20u64..40, 0..6),
        ) {
            let changes = |ids: &BTreeSet<u64>| Changes {
                set: ids.iter().map(|id| (FindingId(*id), decision("甲"))).collect(),
                ..Changes::default()
            };
            let (a, b) = (changes(&first), changes(&second));
            let ab = b.merge(Some(&a.merge(None).unwrap())).unwrap();
            let ba = a.merge(Some(&b.merge(None).unwrap())).unwrap();
            prop_assert_eq!(Decisions::from_toml(&ab).unwrap(), Decisions::from_toml(&ba).unwrap());
            prop_assert_eq!(ab, ba);
        }
    }
}
