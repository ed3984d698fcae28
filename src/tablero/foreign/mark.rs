//! Parses marks that stand in the place of a hidden count: `c` tells nothing, `<5` that it is at most 4.

use std::str::FromStr;

use crate::foreign::mark_words::{
    ABOVE, AT_LEAST, AT_MOST, BELOW, COMPARING, NUMBERS, OR_LESS, OR_MORE, RANGES, UNITS,
};

/// A mark that replaces a hidden count, and what it tells of the count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenMark {
    /// The mark as it stands in the file.
    pub text: String,
    /// What it tells.
    pub meaning: Meaning,
}

/// What a mark tells of the count that it replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing: the count is hidden.
    Nothing,
    /// The smallest possible count, and the largest one if the mark limits it.
    Bounds(u64, Option<u64>),
}

impl HiddenMark {
    /// Returns whether a field holds this mark; blanks make no difference.
    pub(super) fn is_in(&self, field: &str) -> bool {
        let letters = |text: &str| -> Vec<char> {
            text.chars()
                .filter(|letter| !letter.is_whitespace())
                .collect()
        };
        letters(&self.text) == letters(field)
    }
}

impl FromStr for HiddenMark {
    type Err = String;

    /// Parses `c`, `<5`, `menos de 5`, or a mark with what it means: `c=1-4`, `s2=?` for nothing.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(mark) = text.strip_suffix("=?").filter(|mark| !mark.is_empty()) {
            let text = mark.trim().into();
            let meaning = Meaning::Nothing;
            return Ok(HiddenMark { text, meaning });
        }
        if let Some(meaning) = Meaning::parse(text) {
            let text = text.into();
            return Ok(HiddenMark { text, meaning });
        }
        if let Some((mark, said)) = text.rsplit_once('=') {
            let meaning = match (said.trim(), Meaning::parse(said)) {
                (said, Some(Meaning::Nothing)) => said
                    .parse()
                    .ok()
                    .map(|count| Meaning::Bounds(count, Some(count))),
                (_, meaning) => meaning,
            };
            if let Some(meaning) = meaning {
                let text = mark.trim().into();
                return Ok(HiddenMark { text, meaning });
            }
        }
        Err(format!(
            "it is not clear what “{text}” tells of a hidden count; write it with its meaning: \
             “{text}=0-4” if the count is between 0 and 4, “{text}=?” if it may be any"
        ))
    }
}

impl Meaning {
    /// Parses a mark alone. `None`: it seems to tell something, but it is not clear what.
    pub(super) fn parse(text: &str) -> Option<Meaning> {
        let (words, numbers) = split_words(text);
        let shape = words.join(" ");
        let bounds = match *numbers.as_slice() {
            [count] => one_sided(&shape, count)?,
            [low, high] if RANGES.contains(&shape.as_str()) => (low, Some(high)),
            [] if !words.iter().any(|word| COMPARING.contains(&word.as_str())) => {
                return Some(Meaning::Nothing);
            }
            _ => return None,
        };
        match bounds {
            // A number alone, such as 999, stands for any count.
            (0, None) => Some(Meaning::Nothing),
            (low, Some(high)) if high < low => None,
            (low, high) => Some(Meaning::Bounds(low, high)),
        }
    }
}

/// Returns the bounds that a mark with one number tells. `None`: they are not clear.
fn one_sided(shape: &str, count: u64) -> Option<(u64, Option<u64>)> {
    let before = shape.strip_suffix(" #").unwrap_or_default();
    let behind = shape.strip_prefix("# ").unwrap_or_default();
    if shape == "#" || before == "-" {
        Some((0, None))
    } else if BELOW.contains(&before) {
        Some((0, Some(count.checked_sub(1)?)))
    } else if AT_MOST.contains(&before) || OR_LESS.contains(&behind) {
        Some((0, Some(count)))
    } else if ABOVE.contains(&before) {
        Some((count.checked_add(1)?, None))
    } else if AT_LEAST.contains(&before) || OR_MORE.contains(&behind) {
        Some((count, None))
    } else {
        None
    }
}

/// Splits a mark into words and signs without accents, with `#` for each number, and the numbers.
fn split_words(text: &str) -> (Vec<String>, Vec<u64>) {
    let mut pieces: Vec<String> = Vec::new();
    let mut previous = Class::Other;
    for letter in text.replace("..", "-").chars().map(fold) {
        let class = classify(letter);
        match pieces.last_mut() {
            Some(piece) if class == previous && matches!(class, Class::Word | Class::Digit) => {
                piece.push(letter)
            }
            _ if class != Class::Other => pieces.push(letter.into()),
            _ => {}
        }
        previous = class;
    }
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    for piece in pieces {
        let spelled = NUMBERS.iter().find(|(word, _)| *word == piece);
        let number = piece.parse().ok().or(spelled.map(|(_, count)| *count));
        if let Some(number) = number {
            numbers.push(number);
            words.push("#".into());
        } else if !UNITS.contains(&piece.as_str()) {
            words.push(piece);
        }
    }
    (words, numbers)
}

/// What a letter of a mark is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Digit,
    /// A sign that is a word by itself.
    Sign,
    /// A blank.
    Other,
}

fn classify(letter: char) -> Class {
    if letter.is_ascii_digit() {
        Class::Digit
    } else if letter.is_alphabetic() {
        Class::Word
    } else if letter.is_whitespace() {
        Class::Other
    } else {
        Class::Sign
    }
}

/// Folds a letter: lower case, no accent, no full width, one dash, a blank for what means nothing.
fn fold(letter: char) -> char {
    let code = u32::from(letter);
    let narrow = match code {
        0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let lower = narrow.to_lowercase().next().unwrap_or(narrow);
    match lower {
        'á' | 'à' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        '‐'..='―' | '−' | '…' => '-',
        '⩽' | '≦' => '≤',
        '⩾' | '≧' => '≥',
        '(' | ')' | '[' | ']' | '"' | '\'' | '“' | '”' | '«' | '»' | '*' | '.' | ':' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a mark tells: `?` for nothing, `0-4`, `5-`, or `unclear`.
    fn tells(mark: &str) -> String {
        match mark.parse::<HiddenMark>().map(|mark| mark.meaning) {
            Ok(Meaning::Nothing) => "?".into(),
            Ok(Meaning::Bounds(low, high)) => {
                format!(
                    "{low}-{}",
                    high.map(|high| high.to_string()).unwrap_or_default()
                )
            }
            Err(_) => "unclear".into(),
        }
    }

    #[test]
    fn marks_tell_bounds_in_signs_and_in_words() {
        for (mark, expected) in [
            ("<5", "0-4"),
            ("< 5", "0-4"),
            ("(<5)*", "0-4"),
            ("＜５", "0-4"),
            ("n<5", "0-4"),
            ("≤4", "0-4"),
            ("<=4", "0-4"),
            ("1-9", "1-9"),
            ("1–9", "1-9"),
            ("[1 — 9]", "1-9"),
            ("1..9", "1-9"),
            ("1 a 4", "1-4"),
            ("De 1 a 4", "1-4"),
            ("entre 1 y 4", "1-4"),
            ("between one and four", "1-4"),
            ("1 to 4", "1-4"),
            ("menos de 5", "0-4"),
            ("Menos de cinco personas", "0-4"),
            ("fewer than five", "0-4"),
            ("Less than 5 cases", "0-4"),
            ("under 10", "0-9"),
            ("inferior a 5", "0-4"),
            ("5 o menos", "0-5"),
            ("5 or fewer", "0-5"),
            ("cinco o menos", "0-5"),
            ("hasta 4", "0-4"),
            ("no más de 4", "0-4"),
            ("máx. 4", "0-4"),
            ("up to 4", "0-4"),
            (">10", "11-"),
            ("≥10", "10-"),
            ("10+", "10-"),
            ("10 o más", "10-"),
            ("at least 10", "10-"),
            ("más de 10", "11-"),
        ] {
            assert_eq!(tells(mark), expected, "{mark}");
        }
    }

    #[test]
    fn other_marks_tell_nothing() {
        for mark in [
            "c",
            "C",
            "s",
            "x",
            "-",
            "–",
            "*",
            ".",
            "..",
            "…",
            ":",
            "n.d.",
            "n/a",
            "confidencial",
            "Suppressed",
            "999",
            "-9",
            "",
        ] {
            assert_eq!(tells(mark), "?", "{mark}");
        }
    }

    #[test]
    fn what_is_not_clear_is_refused_and_can_be_written_out() {
        for mark in [
            "menos de 5 por año",
            "5/10",
            "c1",
            "<",
            "9-1",
            "<0",
            "<1.000",
            "1.4",
            "0<n<5",
            "less",
        ] {
            assert_eq!(tells(mark), "unclear", "{mark}");
        }
        let read = |mark: &str| mark.parse::<HiddenMark>().unwrap();
        for (written, text, expected) in [
            ("c=1-4", "c", Meaning::Bounds(1, Some(4))),
            ("<5=1-4", "<5", Meaning::Bounds(1, Some(4))),
            ("<=4=1-4", "<=4", Meaning::Bounds(1, Some(4))),
            ("c1=?", "c1", Meaning::Nothing),
            ("c=?", "c", Meaning::Nothing),
            ("<5=?", "<5", Meaning::Nothing),
            ("-=0", "-", Meaning::Bounds(0, Some(0))),
            ("c=menos de 5", "c", Meaning::Bounds(0, Some(4))),
            ("a=b", "a=b", Meaning::Nothing),
        ] {
            let mark = read(written);
            assert_eq!((mark.text.as_str(), mark.meaning), (text, expected));
        }
        assert_eq!(
            "menos de 5 por año".parse::<HiddenMark>().unwrap_err(),
            "it is not clear what “menos de 5 por año” tells of a hidden count; write it with its meaning: \
             “menos de 5 por año=0-4” if the count is between 0 and 4, “menos de 5 por año=?” if it may be any"
        );
        assert!(read("< 5").is_in("<\u{a0}5"));
        assert!(!read("c").is_in("C"));
    }
}
