//! Characters and layout 字符与版式.

mod acronym_letters;
mod and_for_he;
mod blanks;
mod character_lost;
mod dash_for_yi;
mod emoji_in_text;
mod entry_marker_gap;
mod figures_run_together;
mod formula;
mod full_width_letter_or_digit;
mod han_digit_blank;
mod invisible_character;
mod long_word;
mod markup_remains;
mod misread_character;
mod mojibake;
mod packed_words;
mod pair_hash;
mod pairs;
mod placeholder_left;
mod radical_for_character;
mod repeated_clause;
mod repeated_paragraph;
mod revision_left;
mod rule_line;
mod space_by_full_mark;
mod space_in_word;
mod standard_number_gap;
mod strange_pair;
mod trade_word;
mod traditional_character;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("TYP", RULES);

const RULES: &[Rule] = &[
    acronym_letters::RULE,
    and_for_he::RULE,
    character_lost::RULE,
    dash_for_yi::RULE,
    emoji_in_text::RULE,
    entry_marker_gap::RULE,
    figures_run_together::RULE,
    full_width_letter_or_digit::RULE,
    han_digit_blank::RULE,
    invisible_character::RULE,
    markup_remains::RULE,
    misread_character::RULE,
    mojibake::RULE,
    placeholder_left::RULE,
    radical_for_character::RULE,
    repeated_clause::RULE,
    repeated_paragraph::RULE,
    revision_left::RULE,
    rule_line::RULE,
    space_by_full_mark::RULE,
    space_in_word::RULE,
    standard_number_gap::RULE,
    traditional_character::RULE,
];
