//! Stages of the work 审校阶段 and the defaults they set: `rules/tables/stages.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use kanwu_plugin::Severity;
use serde::Deserialize;

/// What holds at a stage, where neither config nor command line says otherwise.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Stage {
    /// 供稿, 初审 …
    pub name: String,
    /// Lowest severity that makes the exit code 1.
    pub fail_on: Severity,
    /// Severities by rule name.
    #[serde(default)]
    pub severity: BTreeMap<String, Severity>,
}

#[derive(Deserialize)]
struct Table {
    stage: Vec<Stage>,
}

/// The stages in their order.
pub(crate) fn stages() -> &'static [Stage] {
    static STAGES: OnceLock<Vec<Stage>> = OnceLock::new();
    STAGES.get_or_init(|| {
        let table = include_str!("../../../rules/tables/stages.toml");
        // The table comes with the program, and a test reads it.
        toml::from_str(table).map_or_else(|_| Vec::new(), |table: Table| table.stage)
    })
}

/// The stage of this name.
pub(crate) fn stage(name: &str) -> Option<&'static Stage> {
    stages().iter().find(|s| s.name == name)
}

#[cfg(test)]
mod tests {
    use kanwu_engine::Registry;

    use super::*;

    #[test]
    fn the_table_names_every_stage_and_rules_that_exist() {
        let names: Vec<&str> = stages().iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["供稿", "初审", "复审", "终审", "一校", "二校", "三校", "通读", "付印"]);
        let registry = Registry::new(&crate::families(), Vec::new()).unwrap();
        for rule in stages().iter().flat_map(|s| s.severity.keys()) {
            assert!(registry.find(rule).is_some(), "{rule}");
        }
    }
}
