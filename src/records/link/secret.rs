//! The secret that pseudonyms are made with. It is never printed and never written.

use std::{
    collections::BTreeSet,
    fmt,
    fs::OpenOptions,
    io::{self, Write},
    path::Path,
};

use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// The environment variable that holds the secret where no file is named.
pub const KEY_VARIABLE: &str = "TABLERO_KEY";

/// What the secret's text is turned into a key for; another purpose makes another key of the same text.
const PURPOSE: &str = "tablero 2026-10 pseudonyms of identity keys";

/// The same for the order in which protection takes cells.
const ORDER: &str = "tablero 2026-11 order of cells in protection";

/// How many bits of chance the text has to hold.
const BITS: usize = 256;
/// Fewer different characters than this do not come from chance.
const DIFFERENT: usize = 10;

/// The secret that pseudonyms are made with.
pub struct Secret {
    key: Zeroizing<[u8; blake3::KEY_LEN]>,
    /// What decides between cells that protection could hide as well; `None` where the next run could not repeat it.
    order: Option<Zeroizing<[u8; blake3::KEY_LEN]>>,
}

/// Why there is no secret.
#[derive(Debug, Error)]
pub enum SecretError {
    /// There is no such file, or it may not be read.
    #[error("{file}: the key cannot be read: {source}")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It could be guessed.
    #[error(
        "{place}: this key could be guessed; 32 random bytes as text are needed, such as the 64 digits that \
         “tablero link key FILE” writes"
    )]
    Weak {
        /// Where the key was found: a file or the environment variable.
        place: String,
    },
    /// The system has no random numbers to give.
    #[error("no key could be made for this run: {0}")]
    NoChance(getrandom::Error),
}

impl Secret {
    /// The secret of a file, else of [`KEY_VARIABLE`], else one that this run alone has.
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
            Err(_) => Self::of_this_run(),
        }
    }

    /// Writes a new secret into a file of its own, which nobody but its owner may read. A file that is there stays.
    pub fn write_new(file: &Path) -> io::Result<()> {
        let mut chance = Zeroizing::new([0; blake3::KEY_LEN]);
        getrandom::fill(chance.as_mut_slice()).map_err(io::Error::other)?;
        let digits: Vec<String> = chance.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = Zeroizing::new(digits.concat() + "\n");
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(file)?.write_all(text.as_bytes())
    }

    /// The secret that a text holds. `place` is where it was found.
    pub fn from_text(text: Zeroizing<String>, place: &str) -> Result<Self, SecretError> {
        let words = text.trim();
        if !comes_from_chance(words) {
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

    /// A secret that is forgotten at the end of the run: rows can be linked, decisions cannot be kept.
    pub fn of_this_run() -> Result<Self, SecretError> {
        let mut key = Zeroizing::new([0; blake3::KEY_LEN]);
        getrandom::fill(key.as_mut_slice()).map_err(SecretError::NoChance)?;
        Ok(Secret { key, order: None })
    }

    /// Whether the next run can have the same secret, and so the same pseudonyms.
    pub fn is_lasting(&self) -> bool {
        self.order.is_some()
    }

    /// What decides between cells that protection could hide as well: a secret, unless this run alone has it. Then it is
    /// the same for everybody, so that the same records give the same release.
    pub fn order(&self) -> [u8; blake3::KEY_LEN] {
        self.order
            .as_ref()
            .map_or([0; blake3::KEY_LEN], |order| **order)
    }

    /// The keyed hash of a text.
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

/// Whether a text can hold enough chance: hexadecimal digits hold four bits each, other characters at most six.
fn comes_from_chance(text: &str) -> bool {
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
    fn a_key_that_could_be_guessed_is_refused_and_not_told() {
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
            let told = secret(weak).unwrap_err().to_string();
            let expected = "clave.txt: this key could be guessed; 32 random bytes as text are needed, such as the 64 \
                            digits that “tablero link key FILE” writes";
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn a_secret_is_the_same_from_the_same_text_and_tells_nothing_of_itself() {
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
            Secret::of_this_run().unwrap(),
            Secret::of_this_run().unwrap(),
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
            Secret::of_this_run().unwrap(),
            Secret::of_this_run().unwrap(),
        );
        assert_eq!(none.order(), nor.order());
        assert_ne!(none.order(), one.order());
    }

    #[test]
    fn a_new_key_is_good_and_never_takes_the_place_of_another() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("clave.txt");
        Secret::write_new(&file).unwrap();
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(Secret::find(Some(&file)).unwrap().is_lasting());
        assert_eq!(
            Secret::write_new(&file).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions())
                & 0o077,
            0
        );
    }

    #[test]
    fn a_file_of_the_key_is_read_and_its_absence_told() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("clave.txt");
        let told = Secret::find(Some(&file)).unwrap_err().to_string();
        assert!(
            told.contains("clave.txt: the key cannot be read: "),
            "{told}"
        );
        std::fs::write(&file, HEX).unwrap();
        assert_eq!(
            Secret::find(Some(&file)).unwrap().hash(b"a"),
            secret(HEX).unwrap().hash(b"a")
        );
    }
}
