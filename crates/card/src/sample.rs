//! A card for tests, to which they add patterns and concepts.

pub(crate) const CARD: &str = r#"
name = "word-wrong"
code = "WRD999"
class = "hard"
clause = "c"
zones = ["text"]
quoted = false
weight = "1"
zh = { title = "", why = "", what = "", advice = "" }
en = { title = "", why = "", what = "", advice = "" }
[[bad]]
text = "⟦布署⟧"
"#;
