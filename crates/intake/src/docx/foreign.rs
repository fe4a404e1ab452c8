//! What a file under the name of a Word document is, where it is no package.

use super::error::DocxError;

/// What an OLE container begins with: Word 97 documents, and encrypted ones of any version.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How many bytes programs that encrypt the documents of an office write their name into.
const HEAD: usize = 1024;

/// Signs of such programs (文档加密, 透明加密) at the head of a file.
const ENCRYPTORS: [&[u8]; 4] = [b"E-SafeNet", b"%TSD-Header", b"<!-- DRM", b"ESAFENET"];

/// Why `bytes` are no package; `None` where they begin as one.
pub(super) fn refuse(bytes: &[u8]) -> Option<DocxError> {
    if is_encrypted_by_office(bytes) {
        return Some(DocxError::OfficeEncryption);
    }
    if bytes.starts_with(b"PK") {
        return None;
    }
    if !bytes.starts_with(&OLE) {
        return Some(match bytes {
            [b'%', b'P', b'D', b'F', ..] => DocxError::OtherKind("PDF"),
            [b'{', b'\\', b'r', b't', b'f', ..] => DocxError::OtherKind("RTF"),
            _ => DocxError::NotPackage,
        });
    }
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    // The names of streams. Rights management encrypts too, so it is asked for first.
    Some(if holds("DRMEncrypted") {
        DocxError::Rights
    } else if holds("EncryptedPackage") {
        DocxError::Password
    } else if holds("WordDocument") {
        DocxError::Word97
    } else {
        DocxError::Container
    })
}

/// Whether a program that encrypts all documents of an office left its sign.
pub(crate) fn is_encrypted_by_office(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    ENCRYPTORS.iter().any(|sign| memchr::memmem::find(head, sign).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(stream: &str) -> Vec<u8> {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        OLE.into_iter().chain([0; 500]).chain(name).chain([0; 500]).collect()
    }

    #[test]
    fn each_kind_is_known() {
        assert_eq!(refuse(b"PK\x03\x04"), None);
        assert_eq!(refuse(b"%PDF-1.7"), Some(DocxError::OtherKind("PDF")));
        assert_eq!(refuse(b"{\\rtf1"), Some(DocxError::OtherKind("RTF")));
        assert_eq!(refuse(b"<html>"), Some(DocxError::NotPackage));
        assert_eq!(refuse(&container("EncryptedPackage")), Some(DocxError::Password));
        assert_eq!(refuse(&container("\u{9}DRMEncryptedDataSpace")), Some(DocxError::Rights));
        assert_eq!(refuse(&container("WordDocument")), Some(DocxError::Word97));
        assert_eq!(refuse(&container("Workbook")), Some(DocxError::Container));
        assert_eq!(refuse(b"b\x14#e\x00E-SafeNet\x00\x00\x00LOCK"), Some(DocxError::OfficeEncryption));
        assert_eq!(refuse(b"%TSD-Header-###%"), Some(DocxError::OfficeEncryption));
    }
}
