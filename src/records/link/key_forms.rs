//! Finds numbers that differ in their form alone: the same letters and digits with other hyphens, blanks or leading zeros.

use xxhash_rust::xxh3::xxh3_64;

use crate::link::{key_review::Rank, pseudonym::Pseudonym};

/// The numbers of all rows so far, in 16 bytes each.
#[derive(Default)]
pub(crate) struct KeyForms {
    /// For each key, the first half of the hash of the letters and digits, and the hash of the form. Its lowest bit tells
    /// whether the number has a digit.
    numbers: Vec<Vec<(u64, u64)>>,
}

impl KeyForms {
    /// Adds the number that a row has as a key.
    pub(crate) fn push(&mut self, rank: Rank, reduced: Pseudonym, form: &str) {
        while self.numbers.len() <= rank {
            self.numbers.push(Vec::new());
        }
        let has_digit = u64::from(form.contains('9'));
        let form = xxh3_64(form.as_bytes()) & !1 | has_digit;
        self.numbers[rank].push((reduced.half(), form));
    }

    /// Adds the numbers of another thread.
    pub(crate) fn absorb(&mut self, other: KeyForms) {
        for (rank, numbers) in other.numbers.into_iter().enumerate() {
            match self.numbers.get_mut(rank) {
                Some(own) => own.extend(numbers),
                None => self.numbers.push(numbers),
            }
        }
    }

    /// Tells which keys have a digit in most of their different values: a bit for each, the strongest the lowest.
    pub(crate) fn mostly_with_digits(&mut self) -> u32 {
        self.remove_repeated();
        let mut keys = 0;
        for (numbers, bit) in self.numbers.iter().zip(0..u32::BITS) {
            let with_digit = numbers.iter().filter(|(_, form)| form & 1 == 1).count();
            if 2 * with_digit > numbers.len() {
                keys |= 1 << bit;
            }
        }
        keys
    }

    /// Counts for each key the numbers that are written in more than one form.
    pub(crate) fn count_in_several_forms(mut self) -> Vec<u64> {
        self.remove_repeated();
        let mut counts = Vec::new();
        for numbers in &self.numbers {
            let same = numbers.chunk_by(|one, other| one.0 == other.0);
            counts.push(same.filter(|forms| forms.len() > 1).map(|_| 1).sum());
        }
        counts
    }

    /// Sorts the numbers of each key, and keeps one of those in one form.
    fn remove_repeated(&mut self) {
        for numbers in &mut self.numbers {
            numbers.sort_unstable();
            numbers.dedup();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_two_forms_is_counted_once() {
        let number = |number: u64| Pseudonym::from(u128::from(number) << 64);
        let (mut forms, mut other) = (KeyForms::default(), KeyForms::default());
        forms.push(0, number(1), "9");
        forms.push(0, number(1), "9");
        forms.push(0, number(2), "9");
        other.push(0, number(2), "9-9");
        other.push(0, number(2), "09");
        other.push(2, number(1), "9-9");
        forms.absorb(other);
        assert_eq!(forms.mostly_with_digits(), 0b101);
        assert_eq!(forms.count_in_several_forms(), [1, 0, 0]);
    }

    #[test]
    fn keys_that_mostly_have_digits_are_told_from_names() {
        let mut forms = KeyForms::default();
        // One word is in more rows than all numbers together.
        for (number, form) in [(1_u64, "9-9"), (2, "9"), (3, "a a"), (3, "a a"), (3, "a a")] {
            let number = Pseudonym::from(u128::from(number) << 64);
            forms.push(0, number, form);
            forms.push(1, number, "a");
        }
        assert_eq!(forms.mostly_with_digits(), 0b01);
    }
}
