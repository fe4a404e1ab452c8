//! Every example of every card holds.

#[test]
fn examples_hold() {
    let failures = kanwu_engine::check_family(&kanwu_rules_typography::FAMILY);
    assert!(failures.is_empty(), "{failures:#?}");
}
