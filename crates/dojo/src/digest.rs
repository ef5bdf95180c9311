//! Fingerprints of files: what an answer is known by, and what git knows it by.

use std::fmt::Write as _;

use hmac_sha256::Hash;
use sha1_smol::Sha1;

/// SHA-256 of `bytes`, in lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Hash::hash(bytes))
}

/// The id under which git stores `bytes` as a blob.
pub fn blob_id(bytes: &[u8]) -> String {
    let mut hash = Sha1::new();
    hash.update(format!("blob {}\0", bytes.len()).as_bytes());
    hash.update(bytes);
    hash.digest().to_string()
}

/// The blob id of a text file as git stores it, whatever line ends the checkout has.
pub fn text_blob_id(bytes: &[u8]) -> String {
    let mut unix = Vec::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            unix.push(byte);
        }
    }
    blob_id(&unix)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_of_nothing() {
        assert_eq!(
            sha256_hex(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn blob_ids_are_those_of_git() {
        assert_eq!(blob_id(b""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(
            blob_id(b"hello\n"),
            "ce013625030ba8dba906f756967f9e9ca394464a"
        );
    }

    #[test]
    fn line_ends_of_the_checkout_do_not_matter() {
        assert_eq!(text_blob_id(b"hello\r\n"), blob_id(b"hello\n"));
        assert_ne!(text_blob_id(b"hel\rlo\n"), blob_id(b"hello\n"));
    }
}
