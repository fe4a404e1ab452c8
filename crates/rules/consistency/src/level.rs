//! What stands for a place in the name of its organs: 市, 区.

/// Levels at which there are organs of the Party, the congress and the government.
pub(crate) const LEVELS: [char; 7] = ['省', '市', '区', '县', '旗', '州', '盟'];
