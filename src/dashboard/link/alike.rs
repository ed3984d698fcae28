//! Understands names and codes as people pass them on: in other capitals, among spaces, before the dot of a sentence.

/// What sentences, chat programs and mails put behind a link. No link that this site writes ends in it.
const BEHIND: [char; 18] = [
    '.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '»', '”', '’', '…', '*', '`',
];

/// Finds the name that is meant: the same one, or the only one that has the same letters in other capitals.
pub fn find_alike<'a>(names: &[&'a str], written: &str) -> Option<&'a str> {
    if let Some(same) = names.iter().find(|name| **name == written) {
        return Some(same);
    }
    let mut meant = None;
    for name in names {
        if name.eq_ignore_ascii_case(written) && meant.replace(*name).is_some() {
            return None;
        }
    }
    meant
}

/// Drops the spaces around a text; links write them as `+`, too.
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '+', '\t', '\n', '\r', '\u{a0}'])
}

/// Drops what others put behind a link.
pub fn trim_end(text: &str) -> &str {
    trim(text).trim_end_matches(BEHIND)
}
