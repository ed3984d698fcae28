//! When two spellings are the same but for case, accents and white space.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The spelling without case, accents and superfluous white space. It identifies, it is never shown.
pub(crate) fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().nfd().filter(|letter| !is_combining_mark(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_white_space_do_not_distinguish() {
        let same = ["Córdoba", "CORDOBA", " cordoba\u{a0}", "Co\u{301}rdoba"];
        assert!(same.iter().all(|spelling| fold(spelling) == "cordoba"));
        assert_eq!(fold("San  José\tCentro"), "san jose centro");
        assert_ne!(fold("San José"), fold("SanJosé"));
        assert_eq!(fold(" \t"), "");
    }
}
