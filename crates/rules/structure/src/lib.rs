//! Structure of the book 体例结构.

mod appendix_listed_missing;
mod back_index;
mod book_title_differs;
mod broken_across_lines;
mod caption_incomplete;
mod category_count_wrong;
mod category_listed_missing;
mod category_name_differs;
mod category_order_differs;
mod chronicle;
mod chronicle_date_form;
mod chronicle_date_incomplete;
mod chronicle_order;
mod chronicle_year_differs;
mod divider_text;
mod entries_by_section;
mod entry_count_wrong;
mod entry_marker_form;
mod entry_title_long;
mod entry_title_mark;
mod entry_title_twice;
mod entry_without_text;
mod folio_wrong;
mod front_parts;
mod heading_at_page_foot;
mod heading_level;
mod heading_level_skipped;
mod heading_number_gap;
mod heading_twice;
mod imprint;
mod imprint_field_differs;
mod index_heading_twice;
mod index_order_wrong;
mod index_page_wrong;
mod inline_item_gap;
mod isbn_check_digit;
mod item_form_differs;
mod item_number_gap;
mod label_number_gap;
mod last_line_short;
mod line_start_forbidden;
mod list_count_wrong;
mod list_end_mark_differs;
mod map_number_missing;
mod note_mark_unmatched;
mod numbered_label;
mod ordinal;
mod overview_not_first;
mod page_outside_count;
mod paragraph_repeated;
mod paragraph_split;
mod picture_without_caption;
mod proof_lines;
mod record_period_differs;
mod reference_page_wrong;
mod reference_to_missing;
mod reference_to_missing_entry;
mod running_head_wrong;
mod section_empty;
mod section_without_overview;
mod sentence_repeated;
mod sentence_repeated_nearby;
mod sequence_first_missing;
mod sequence_mark_repeated;
mod sequence_number_gap;
mod sequence_word_gap;
mod sequence_words;
mod series_number_gap;
mod sheets_against_pages;
mod signature_form;
mod stray_bullet;
mod table_cell_empty;
mod table_cell_unit;
mod table_cells;
mod table_column_decimals;
mod table_cut;
mod table_ditto;
mod table_head_unit;
mod table_header_differs;
mod table_row_total;
mod table_row_width;
mod table_serial_gap;
mod table_share_column;
mod table_total;
mod table_width;
mod text_without_entry;
mod titles_alike;
mod volume_number_wrong;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("STR", RULES);

const RULES: &[Rule] = &[
    appendix_listed_missing::RULE,
    book_title_differs::RULE,
    broken_across_lines::RULE,
    caption_incomplete::RULE,
    category_count_wrong::RULE,
    category_listed_missing::RULE,
    category_name_differs::RULE,
    category_order_differs::RULE,
    chronicle_date_form::RULE,
    chronicle_date_incomplete::RULE,
    chronicle_order::RULE,
    chronicle_year_differs::RULE,
    divider_text::RULE,
    entry_count_wrong::RULE,
    entry_marker_form::RULE,
    entry_title_long::RULE,
    entry_title_mark::RULE,
    entry_title_twice::RULE,
    entry_without_text::RULE,
    folio_wrong::RULE,
    heading_at_page_foot::RULE,
    heading_level::RULE,
    heading_level_skipped::RULE,
    heading_number_gap::RULE,
    heading_twice::RULE,
    imprint_field_differs::RULE,
    index_heading_twice::RULE,
    index_order_wrong::RULE,
    index_page_wrong::RULE,
    inline_item_gap::RULE,
    isbn_check_digit::RULE,
    item_form_differs::RULE,
    item_number_gap::RULE,
    label_number_gap::RULE,
    last_line_short::RULE,
    line_start_forbidden::RULE,
    list_count_wrong::RULE,
    list_end_mark_differs::RULE,
    map_number_missing::RULE,
    note_mark_unmatched::RULE,
    overview_not_first::RULE,
    page_outside_count::RULE,
    paragraph_repeated::RULE,
    paragraph_split::RULE,
    picture_without_caption::RULE,
    record_period_differs::RULE,
    reference_page_wrong::RULE,
    reference_to_missing::RULE,
    reference_to_missing_entry::RULE,
    running_head_wrong::RULE,
    section_empty::RULE,
    section_without_overview::RULE,
    sentence_repeated::RULE,
    sentence_repeated_nearby::RULE,
    sequence_first_missing::RULE,
    sequence_mark_repeated::RULE,
    sequence_number_gap::RULE,
    sequence_word_gap::RULE,
    series_number_gap::RULE,
    sheets_against_pages::RULE,
    signature_form::RULE,
    stray_bullet::RULE,
    table_cell_empty::RULE,
    table_cell_unit::RULE,
    table_column_decimals::RULE,
    table_cut::RULE,
    table_ditto::RULE,
    table_head_unit::RULE,
    table_header_differs::RULE,
    table_row_total::RULE,
    table_row_width::RULE,
    table_serial_gap::RULE,
    table_share_column::RULE,
    table_total::RULE,
    text_without_entry::RULE,
    volume_number_wrong::RULE,
];
