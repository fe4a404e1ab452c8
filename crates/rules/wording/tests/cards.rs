//! Every example of every card holds.

#[test]
fn examples_hold() {
    let failures = kanwu_engine::check_family(&kanwu_rules_wording::FAMILY);
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}
