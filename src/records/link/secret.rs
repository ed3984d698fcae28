//! Reads or creates the secret of the pseudonyms.
//!
//! The secret is never printed; the text of a new one is for a new key file alone.

use std::{collections::BTreeSet, fmt, io, path::Path};

use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// The environment variable with the secret, if no file is named.
pub const KEY_VARIABLE: &str = "TABLERO_KEY";

/// The context of the key of pseudonyms; the same text gives another key in another context.
const PURPOSE: &str = "tablero 2026-10 pseudonyms of identity keys";

/// The context of the key that orders cells in protection.
const ORDER: &str = "tablero 2026-11 order of cells in protection";

/// How many random bits the text must have.
const BITS: usize = 256;
/// A random text has at least so many different characters.
const DIFFERENT: usize = 10;

/// The secret of the pseudonyms.
pub struct Secret {
    key: Zeroizing<[u8; blake3::KEY_LEN]>,
    /// The key that decides which cells protection hides for the sake of others; `None` for the
    /// secret of one run.
    order: Option<Zeroizing<[u8; blake3::KEY_LEN]>>,
}

/// The reasons why there is no secret.
#[derive(Debug, Error)]
pub enum SecretError {
    /// The file is missing or may not be read.
    #[error("{file}: the key cannot be read: {source}")]
    Unreadable {
        /// The path as the caller gave it.
        file: String,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The key could be guessed.
    #[error(
        "{place}: this key could be guessed; 32 random bytes as text are needed, such as the 64 digits that \
         “tablero link key FILE” writes"
    )]
    Weak {
        /// The file or environment variable with the key.
        place: String,
    },
    /// The system returned no random numbers.
    #[error(
        "no key could be made for this run: {0}; name a key file with --key, or set TABLERO_KEY"
    )]
    NoRandomness(getrandom::Error),
}

impl Secret {
    /// Reads the secret from a file, else from [`KEY_VARIABLE`]; without both, creates one for this
    /// run.
    pub fn find(file: Option<&Path>) -> Result<Self, SecretError> {
        if let Some(file) = file {
            let place = file.display().to_string();
            let text = std::fs::read_to_string(file).map_err(|source| SecretError::Unreadable {
                file: place.clone(),
                source,
            })?;
            return Self::from_text(Zeroizing::new(text), &place);
        }
        match std::env::var(KEY_VARIABLE) {
            Ok(text) => Self::from_text(Zeroizing::new(text), KEY_VARIABLE),
            Err(_) => Self::for_one_run(),
        }
    }

    /// Makes the text of a new secret, for a file that its owner alone may read.
    pub fn new_text() -> io::Result<Zeroizing<String>> {
        let mut random = Zeroizing::new([0; blake3::KEY_LEN]);
        getrandom::fill(random.as_mut_slice()).map_err(io::Error::other)?;
        let digits: Vec<String> = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Zeroizing::new(digits.concat() + "\n"))
    }

    /// Derives the secret from a text. Errors name its origin `place`.
    pub fn from_text(text: Zeroizing<String>, place: &str) -> Result<Self, SecretError> {
        let words = text.trim();
        if !is_random(words) {
            return Err(SecretError::Weak {
                place: place.into(),
            });
        }
        let key = |purpose| Zeroizing::new(blake3::derive_key(purpose, words.as_bytes()));
        Ok(Secret {
            key: key(PURPOSE),
            order: Some(key(ORDER)),
        })
    }

    /// Creates a secret that is forgotten at the end of the run: rows can be linked, but decisions
    /// cannot be kept.
    pub fn for_one_run() -> Result<Self, SecretError> {
        let mut key = Zeroizing::new([0; blake3::KEY_LEN]);
        getrandom::fill(key.as_mut_slice()).map_err(SecretError::NoRandomness)?;
        Ok(Secret { key, order: None })
    }

    /// Returns whether the next run can use the same secret, and so has the same pseudonyms.
    pub fn is_lasting(&self) -> bool {
        self.order.is_some()
    }

    /// Returns the key that decides which cells protection hides for the sake of others. A secret of
    /// one run gives a public constant instead, so that the same records give the same release.
    pub fn order(&self) -> [u8; blake3::KEY_LEN] {
        self.order
            .as_ref()
            .map_or([0; blake3::KEY_LEN], |order| **order)
    }

    /// Computes the keyed hash of a text.
    pub(super) fn hash(&self, text: &[u8]) -> u128 {
        let mut hash = *blake3::keyed_hash(&self.key, text).as_bytes();
        let (half, _) = hash.split_at(size_of::<u128>());
        let number = half.try_into().map(u128::from_be_bytes).unwrap_or_default();
        hash.zeroize();
        number
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Returns whether a text can have enough random bits: four in a hexadecimal digit, at most six in
/// another character.
fn is_random(text: &str) -> bool {
    let bits = if text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        4
    } else {
        6
    };
    let different: BTreeSet<char> = text.chars().collect();
    text.len() * bits >= BITS && different.len() >= DIFFERENT
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00123456789abcdeffedcba9876543210";

    fn secret(text: &str) -> Result<Secret, SecretError> {
        Secret::from_text(Zeroizing::new(text.to_owned()), "clave.txt")
    }

    #[test]
    fn a_key_that_could_be_guessed_is_refused_and_not_shown() {
        let base64 = "sF0rKJ6pQ1z8wYx2vT9uLmN3bC4dE5fG6hI7jK8lA0o=";
        assert!(
            secret(HEX).is_ok() && secret(base64).is_ok() && secret(&format!(" {HEX}\n")).is_ok()
        );
        for weak in [
            "",
            "hunter2",
            &HEX[1..],
            &"ab12".repeat(40),
            "0123456789 una frase de paso",
        ] {
            let shown = secret(weak).unwrap_err().to_string();
            let expected = "clave.txt: this key could be guessed; 32 random bytes as text are needed, such as the 64 \
                            digits that “tablero link key FILE” writes";
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn a_secret_is_the_same_from_the_same_text_and_never_shown() {
        let (once, again) = (secret(HEX).unwrap(), secret(&format!("{HEX}\n")).unwrap());
        assert_eq!(once.hash(b"a"), again.hash(b"a"));
        assert_ne!(once.hash(b"a"), once.hash(b"b"));
        assert_ne!(
            once.hash(b"a"),
            secret(&HEX.replace('f', "e")).unwrap().hash(b"a")
        );
        assert!(once.is_lasting());
        assert_eq!(format!("{once:?}"), "Secret(…)");
    }

    #[test]
    fn each_run_without_a_key_has_a_secret_of_its_own() {
        let (one, other) = (
            Secret::for_one_run().unwrap(),
            Secret::for_one_run().unwrap(),
        );
        assert!(!one.is_lasting());
        assert_ne!(one.hash(b"a"), other.hash(b"a"));
    }

    #[test]
    fn the_order_is_secret_with_a_key_and_the_same_for_everybody_without() {
        let (one, other) = (
            secret(HEX).unwrap(),
            secret(&HEX.replace('f', "e")).unwrap(),
        );
        assert_eq!(one.order(), secret(HEX).unwrap().order());
        assert_ne!(one.order(), other.order());
        let (none, nor) = (
            Secret::for_one_run().unwrap(),
            Secret::for_one_run().unwrap(),
        );
        assert_eq!(none.order(), nor.order());
        assert_ne!(none.order(), one.order());
    }

    #[test]
    fn a_new_key_is_strong_and_another_each_time() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("clave.txt");
        let text = Secret::new_text().unwrap();
        std::fs::write(&file, &text).unwrap();
        assert!(Secret::find(Some(&file)).unwrap().is_lasting());
        assert_ne!(*Secret::new_text().unwrap(), *text);
    }

    #[test]
    fn a_key_file_is_read_and_its_absence_reported() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("clave.txt");
        let shown = Secret::find(Some(&file)).unwrap_err().to_string();
        assert!(
            shown.contains("clave.txt: the key cannot be read: "),
            "{shown}"
        );
        std::fs::write(&file, HEX).unwrap();
        assert_eq!(
            Secret::find(Some(&file)).unwrap().hash(b"a"),
            secret(HEX).unwrap().hash(b"a")
        );
    }
}
