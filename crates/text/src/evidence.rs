//! What a file says of its paragraphs beside their text.

/// Evidence on one paragraph, for the reader of structure. What the file does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockEvidence {
    /// Byte offset in the text at which the paragraph begins.
    pub at: u32,
    /// Which text of the file it belongs to.
    pub story: Story,
    /// Level of the heading that it is, from 1, by its style, outline level or size.
    pub level: Option<u8>,
}

/// The texts that a word processor keeps apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Story {
    /// The main text, its tables and text boxes.
    #[default]
    Main,
    /// A footnote or endnote 脚注、尾注.
    Note,
    /// A header or footer 页眉、页脚.
    RunningHead,
}
