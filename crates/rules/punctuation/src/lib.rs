//! Punctuation 标点符号: GB/T 15834—2011.

mod backslash;
mod bare;
mod between_marks;
mod brackets;
mod clause;
mod clauses_in_list;
mod comma_in_list;
mod conjunction_in_list;
mod dash;
mod document_number;
mod ellipsis;
mod emphasis_run;
mod figure_number;
mod half_width;
mod joint_names;
mod middle_dot;
mod month_day_names;
mod name_marks;
mod nested;
mod paired_items;
mod predicates;
mod quantity_pair;
mod quotation_direction;
mod range_hyphen;
mod range_mark;
mod range_tilde;
mod ratio_colon;
mod sentence;
mod sequence;
mod series_mark_differs;
mod straight_quotes;
mod title_elsewhere;
mod title_end;
mod unpaired;
mod unquoted_terms;
mod untitled;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("PUN", RULES);

const RULES: &[Rule] = &[
    half_width::RULE,
    straight_quotes::RULE,
    quotation_direction::RULE,
    unpaired::RULE,
    nested::TITLE,
    nested::QUOTATION,
    between_marks::RULE,
    brackets::AFTER_NOTE,
    ellipsis::ETC,
    ellipsis::DOTS,
    ellipsis::LONG,
    ellipsis::POINT,
    dash::RULE,
    sentence::START,
    emphasis_run::RULE,
    title_end::CAPTION,
    title_end::TITLE,
    sequence::HAN,
    sequence::ARABIC,
    sequence::BRACKETED,
    sentence::COLONS,
    ratio_colon::RULE,
    brackets::INSIDE,
    brackets::OUTSIDE,
    brackets::WITHIN,
    document_number::RULE,
    range_hyphen::HYPHEN,
    figure_number::RULE,
    range_hyphen::DASH,
    range_tilde::RULE,
    middle_dot::RULE,
    backslash::RULE,
    sentence::LONG,
    sentence::OPEN,
    range_mark::RULE,
    joint_names::RULE,
    unquoted_terms::RULE,
    untitled::RULE,
    quantity_pair::RULE,
    month_day_names::RULE,
    comma_in_list::RULE,
    clauses_in_list::RULE,
    conjunction_in_list::RULE,
    title_elsewhere::RULE,
    predicates::RULE,
    paired_items::RULE,
    name_marks::RULE,
    series_mark_differs::RULE,
];
