//! What was changed.

use std::ops::Range;

/// In what way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// 增: text that was not there.
    Inserted,
    /// 删: text that is gone.
    Deleted,
    /// 改: text in the place of other text.
    Replaced,
    /// 移: text that stands in another place.
    Moved,
    /// 分段: a paragraph that has become two.
    Split,
    /// 并段: two paragraphs that have become one.
    Joined,
}

/// A change. Its ranges are characters of the two streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In what way.
    pub kind: ChangeKind,
    /// What stood there; empty where something was put in.
    pub old: Range<usize>,
    /// What stands there now; empty where something is gone.
    pub new: Range<usize>,
}
