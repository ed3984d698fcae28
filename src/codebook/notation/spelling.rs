//! Folds spellings: two that differ only in case, accents, white space or punctuation around them become equal.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Punctuation that has no meaning around a word. A sign before a number, `<`, `>`, `+` and question marks have one.
const PUNCTUATION: &str = ".,;:!¡'\"`´‘’“”«»()[]{}*_/\\|-–—";

/// Invisible characters without meaning: soft hyphens, zero-width spaces and joiners, marks of direction and byte order.
const INVISIBLE: &str = "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}";

/// Removes case, accents, superfluous white space, punctuation at the edges and differences of Unicode form. The result is
/// for comparing, never for showing. A text of punctuation alone stays as it is.
pub fn fold(text: &str) -> String {
    // Most of the millions of words are ASCII, which is much faster.
    let letters = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        plain(&plain(text).to_lowercase())
    };
    let words = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    let inside = without_punctuation(&words);
    if inside.is_empty() {
        words
    } else {
        inside.to_owned()
    }
}

/// Compatible forms of letters as the letters themselves, and no accents.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !INVISIBLE.contains(*letter))
        .collect()
}

fn without_punctuation(words: &str) -> &str {
    let is_edge = |letter: char| letter.is_whitespace() || PUNCTUATION.contains(letter);
    let end = words.trim_end_matches(is_edge);
    let inside = end.trim_start_matches(is_edge);
    let is_number = inside.starts_with(|letter: char| letter.is_ascii_digit());
    // The sign of a number stays with it.
    let sign = end.len() - inside.len();
    match end[..sign].chars().next_back() {
        Some(minus @ ('-' | '–' | '—' | '.' | ',')) if is_number => {
            &end[sign - minus.len_utf8()..]
        }
        _ => inside,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn case_accents_and_white_space_do_not_distinguish() {
        let same = ["Córdoba", "CORDOBA", " cordoba\u{a0}", "Co\u{301}rdoba"];
        assert!(same.iter().all(|spelling| fold(spelling) == "cordoba"));
        assert_eq!(fold("San  José\tCentro"), "san jose centro");
        assert_ne!(fold("San José"), fold("SanJosé"));
        assert_eq!(fold(" \t"), "");
    }

    #[test]
    fn punctuation_around_a_word_and_forms_of_unicode_do_not_distinguish() {
        let same = [
            "Sí.",
            "«SI»",
            "(si)",
            "s\u{200b}i",
            "\u{feff}Si",
            "ｓｉ",
            "- si -",
            "'Sí';",
            "*si*",
        ];
        for spelling in same {
            assert_eq!(fold(spelling), "si", "{spelling}");
        }
        assert_eq!(fold("N/D."), "n/d");
    }

    #[test]
    fn what_means_something_stays() {
        for distinct in ["-5", "–5", "<18", "65+", "si?", "-", "...", "s/d", ".5"] {
            assert_eq!(fold(distinct), distinct);
        }
        assert_eq!(fold("Nicaragüense (F)"), "nicaraguense (f");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_signs_twice_changes_nothing(text in "[-–.,( )0-9a?ÁΣİ´ﬁ\u{a0}\u{ad}\u{301}]{0,12}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
