//! Seals texts that a program writes and people may edit: a last line holds the hash of all others, so that the program never
//! takes an edited text for its own.

use crate::render::hash;

/// How much of the hash is written: enough against accidents. It is no proof of who wrote a text.
const DIGITS: usize = 16;

/// Adds the last line. `open` and `close` make a comment of it.
pub fn seal(mut text: String, [open, close]: [&str; 2]) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let line = write_line(&text, [open, close]);
    text + &line + "\n"
}

/// Whether a text is as it was sealed. Line breaks may have become those of Windows.
pub fn is_sealed(text: &str, comment: [&str; 2]) -> bool {
    let text = text.replace("\r\n", "\n");
    let lines = text.trim_end_matches('\n');
    let start = lines.rfind('\n').map_or(0, |at| at + 1);
    let (above, last) = lines.split_at(start);
    last == write_line(above, comment)
}

fn write_line(above: &str, [open, close]: [&str; 2]) -> String {
    let hash = hash(above);
    let digits = hash.rsplit(':').next().unwrap_or_default();
    let digits = digits.get(..DIGITS).unwrap_or(digits);
    format!("{open}written by tablero, sha256 {digits}{close}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMENT: [&str; 2] = ["# ", ""];

    #[test]
    fn an_edited_text_is_not_as_it_was_sealed() {
        let sealed = seal("a = 1\nb = 2".into(), COMMENT);
        assert!(
            sealed.starts_with("a = 1\nb = 2\n# written by tablero, sha256 "),
            "{sealed}"
        );
        assert!(is_sealed(&sealed, COMMENT));
        assert!(is_sealed(&sealed.replace('\n', "\r\n"), COMMENT));
        let edited = [
            sealed.replace("a = 1", "a = 3"),
            sealed.replace("a = 1\n", ""),
            format!("{sealed}c = 3\n"),
            sealed.replace("# written", "# Written"),
            "a = 1\nb = 2\n".into(),
            String::new(),
        ];
        for text in edited {
            assert!(!is_sealed(&text, COMMENT), "{text}");
        }
        assert!(!is_sealed(&sealed, ["<!-- ", " -->"]));
        assert!(is_sealed(&seal(String::new(), COMMENT), COMMENT));
    }
}
