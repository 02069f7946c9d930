//! Which version of a policy it is: a digest of all its files, so that it is seen when somebody else has changed them since.
//!
//! It is made of a list as the command `sha256sum` writes and checks it, so that nobody needs the workshop to compare:
//! `sha256sum --check opened.sha256` names each file that is another now.

use sha2::{Digest, Sha256};

use super::Files;

/// The digest of a policy's files, by their names and contents: that of their list.
pub fn digest(files: &Files) -> String {
    sha256(list(files).as_bytes())
}

/// The digest of each file in a line of its own, with its name.
pub fn list(files: &Files) -> String {
    files.iter().map(|(name, text)| format!("{}  {name}\n", sha256(text.as_bytes()))).collect()
}

/// SHA-256 of some bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
