//! On which page a title stands, as far as it can be known.

/// What is known of the page on which a title of the contents stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing: it has not been found in the body, or too little is at hand to estimate from.
    #[default]
    Unknown,
    /// The page by the marks of the source, as it is printed.
    Found(u32),
    /// The lowest and the highest page it can stand on by the amount of text.
    Between(u32, u32),
}

impl Standing {
    /// Whether a printed page agrees; `None` where nothing is known.
    pub fn agrees(self, page: u32) -> Option<bool> {
        match self {
            Standing::Unknown => None,
            Standing::Found(found) => Some(found == page),
            Standing::Between(low, high) => Some((low..=high).contains(&page)),
        }
    }
}
