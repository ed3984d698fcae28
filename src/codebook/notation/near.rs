//! Finds the declared spellings that are closest to an unresolved value, for a person to accept.
//!
//! A value that is close to no spelling may be a name, and is never kept.

use std::collections::BTreeSet;

use strsim::osa_distance;

/// A part of a field that no category lists, and the categories whose spellings are closest to it.
#[derive(Clone, PartialEq, Eq)]
pub struct NearMiss<T> {
    /// The part as it is written.
    pub written: String,
    /// The part as spellings are compared.
    pub folded: String,
    /// The closest categories: more than one if several are equally close.
    pub meant: BTreeSet<T>,
}

/// Finds the things whose folded spellings are closest to a folded text. A spelling is close if it differs by at most one
/// edit in four to seven letters, two in eight to twelve, and three in more. An edit inserts, removes or replaces a letter,
/// or swaps two neighbours. Shorter texts are close to none, and digits must be equal.
pub fn nearest<'a, T: Ord>(
    folded: &str,
    spellings: impl Iterator<Item = (&'a str, T)>,
) -> BTreeSet<T> {
    let (length, letters) = (folded.chars().count(), letters(folded));
    let mut closest = usize::MAX;
    let mut found = BTreeSet::new();
    for (spelling, thing) in spellings {
        let other = spelling.chars().count();
        let limit = letters_apart(length.min(other)).min(closest);
        // Comparing is slow, and most spellings have another length or other letters.
        let is_far =
            length.abs_diff(other) > limit || apart(letters, self::letters(spelling)) > 2 * limit;
        if is_far || !digits(folded).eq(digits(spelling)) {
            continue;
        }
        let distance = osa_distance(folded, spelling);
        if distance > limit {
            continue;
        }
        if distance < closest {
            closest = distance;
            found.clear();
        }
        found.insert(thing);
    }
    found
}

fn letters_apart(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..8 => 1,
        8..13 => 2,
        _ => 3,
    }
}

/// The set of letters in a text, one bit each. One edit changes at most two bits.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |letters, letter| {
        letters | 1 << (u32::from(letter) % u64::BITS)
    })
}

fn apart(a: u64, b: u64) -> usize {
    (a ^ b).count_ones() as usize
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::notation::spelling::fold;

    fn near(text: &str) -> Vec<&'static str> {
        let declared = [
            ("mujer", "F"),
            ("femenino", "F"),
            ("f", "F"),
            ("hombre", "M"),
            ("masculino", "M"),
            ("mujer trans", "T"),
            ("canton 1", "1"),
            ("sin informacion", "U"),
            ("marta", "A"),
            ("marte", "B"),
        ];
        nearest(&fold(text), declared.into_iter())
            .into_iter()
            .collect()
    }

    #[test]
    fn a_slip_is_near_to_what_was_meant() {
        for (text, expected) in [
            ("Muger", "F"),
            ("mujre", "F"),
            ("MUJERR", "F"),
            ("Feminino", "F"),
            ("Hombe", "M"),
            ("Sin imformasion", "U"),
            ("mujer tranz", "T"),
        ] {
            assert_eq!(near(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_close_to_nothing_has_no_suggestion() {
        for text in [
            "",
            "g",
            "Pedro",
            "Ana Muger",
            "canton 2",
            "canton 11",
            "mujer u hombre",
            "xujxr",
        ] {
            assert_eq!(near(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_as_close_to_two_has_both() {
        assert_eq!(near("marto"), ["A", "B"]);
    }
}
