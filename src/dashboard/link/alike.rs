//! Understands names and codes as people pass them on: in other capitals, among spaces, before the dot of a sentence.

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
    text.trim_matches(is_space as Mark)
}

/// Drops what others put behind a link.
pub fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_behind as Mark)
}

/// One type for both, which makes the page smaller.
type Mark = fn(char) -> bool;

fn is_space(letter: char) -> bool {
    letter <= ' ' || letter == '+' || letter == '\u{a0}'
}

fn is_behind(letter: char) -> bool {
    is_space(letter) || ".,;:!?)]}>\"'»”’…*`".contains(letter)
}
