//! What can be wrong with a .docx package, said in Chinese and in English.

use kanwu_text::Lang;
use thiserror::Error;

/// Why bytes are no Word document that can be read. `Display` is the English message. A part is named as in
/// the package: `word/document.xml`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocxError {
    /// An OLE container of which no more is known.
    #[error(
        "it is encrypted, or of another program; open it in Word or WPS and save it as .docx without a password"
    )]
    Container,
    /// Encrypted with a password.
    #[error(
        "it is encrypted with a password; open it in Word or WPS, take the password off and save it again"
    )]
    Password,
    /// Encrypted by rights management.
    #[error(
        "it is protected by rights management (IRM); have its owner take the protection off, or ask for a copy without it"
    )]
    Rights,
    /// Encrypted by a program that encrypts all documents of an office.
    #[error(
        "the office's document encryption has encrypted it; run kanwu where such files open, or have the file decrypted first"
    )]
    OfficeEncryption,
    /// Word 97 under a new extension.
    #[error(
        "it is a .doc of Word 97 to 2003 under another extension; open it in Word or WPS and save it as .docx"
    )]
    Word97,
    /// A file of another kind.
    #[error(
        "it is a {0} file under another extension; open the manuscript in Word or WPS and save it as .docx"
    )]
    OtherKind(&'static str),
    /// No zip package at all.
    #[error(
        "it is no .docx package; open it in Word or WPS and save it as .docx, and have it decrypted first where the office encrypts documents"
    )]
    NotPackage,
    /// The zip package is damaged.
    #[error("the .docx package is damaged ({0}); open it in Word or WPS, repair it and save it again")]
    Damaged(String),
    /// A part can't be unpacked.
    #[error("{part} in the .docx package is damaged ({detail}); repair and save it in Word or WPS")]
    DamagedPart {
        /// The part.
        part: String,
        /// What the zip library says.
        detail: String,
    },
    /// More entries than any document has.
    #[error("the .docx package has {0} entries, more than a document can have")]
    TooManyEntries(usize),
    /// A part, or all that is read, is larger than any manuscript.
    #[error("{0} in the .docx package is too large to be a manuscript; divide the document")]
    TooLarge(String),
    /// A part that every document has is not there.
    #[error("the .docx package lacks {0}; open it in Word or WPS, repair it and save it again")]
    Missing(String),
    /// A part is of another program.
    #[error("{0} is no part of a Word document; save it as .docx in Word or WPS")]
    NotWord(String),
    /// A part in another encoding than UTF-8.
    #[error("{0} in the .docx package is not UTF-8; save the document again in Word or WPS")]
    NotUtf8(String),
    /// XML that is not well formed.
    #[error("the XML of {part} is damaged (byte offset {at}: {detail}); repair and save it in Word or WPS")]
    Xml {
        /// The part.
        part: String,
        /// Bytes from the start of the part, from 0.
        at: u64,
        /// What the XML library says.
        detail: String,
    },
    /// A document type definition, which Word never writes and which can hold entities without end.
    #[error("{0} declares a document type (DTD), which no Word document does; it is not read")]
    Dtd(String),
    /// The text is many times longer than the parts it is made of: a note referred to thousands of times, cells
    /// merged without end.
    #[error(
        "the text is many times longer than the document's own parts, as where one note is referred to thousands of times; it is not read: save it anew in Word or WPS"
    )]
    Outgrown,
    /// Elements nested deeper than any document's.
    #[error("the elements of {0} are nested too deeply; it is not read")]
    TooDeep(String),
}

impl DocxError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            DocxError::Container => {
                "文件已加密，或是别的程序的文件；请用 Word 或 WPS 打开，去掉密码，另存为 .docx".to_owned()
            }
            DocxError::Password => "文件设有打开密码；请用 Word 或 WPS 打开，去掉密码后重新保存".to_owned(),
            DocxError::Rights => {
                "文件受权限管理（IRM）保护；请文件所有者解除保护，或另要一份未受保护的文件".to_owned()
            }
            DocxError::OfficeEncryption => {
                "文件已被本单位的文档加密软件加密；请在能打开它的电脑上检查，或先申请解密".to_owned()
            }
            DocxError::Word97 => {
                "这是 Word 97—2003 的 .doc 文件，只是改了扩展名；请用 Word 或 WPS 打开，另存为 .docx"
                    .to_owned()
            }
            DocxError::OtherKind(kind) => {
                format!("这是 {kind} 文件，只是改了扩展名；请用 Word 或 WPS 打开书稿，另存为 .docx")
            }
            DocxError::NotPackage => {
                "不是 .docx 文件；请用 Word 或 WPS 打开，另存为 .docx；如单位装有文档加密软件，请先解密"
                    .to_owned()
            }
            DocxError::Damaged(detail) => {
                format!(".docx 文件已损坏（{detail}）；请用 Word 或 WPS 打开修复，重新保存")
            }
            DocxError::DamagedPart { part, detail } => {
                format!(".docx 文件中的 {part} 已损坏（{detail}）；请用 Word 或 WPS 打开修复，重新保存")
            }
            DocxError::TooManyEntries(count) => {
                format!(".docx 文件中有 {count} 个部件，书稿不会有这么多，不予读取")
            }
            DocxError::TooLarge(part) => format!(".docx 文件中的 {part} 过大，不像书稿；请拆分"),
            DocxError::Missing(part) => {
                format!(".docx 文件中缺少 {part}；请用 Word 或 WPS 打开修复，重新保存")
            }
            DocxError::NotWord(part) => format!("{part} 不是 Word 文档的部件；请用 Word 或 WPS 另存为 .docx"),
            DocxError::NotUtf8(part) => {
                format!(".docx 文件中的 {part} 不是 UTF-8；请用 Word 或 WPS 重新保存")
            }
            DocxError::Xml { part, at, detail } => format!(
                "{part} 的 XML 已损坏（偏移 {at} 字节处：{detail}）；请用 Word 或 WPS 打开修复，重新保存"
            ),
            DocxError::Dtd(part) => format!("{part} 中有文档类型定义（DTD），Word 文档没有，不予读取"),
            DocxError::Outgrown => {
                "展开后的文字比文件自身的部件长出许多倍（如同一脚注被引用数千次），不予读取；请用 Word 或 WPS 打开检查，重新保存".to_owned()
            }
            DocxError::TooDeep(part) => format!("{part} 中的元素嵌套过深，不予读取"),
        }
    }
}
