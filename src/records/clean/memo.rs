//! What fields said before: most of a million rows say what others said, and looking that up is all that it costs.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// How many different fields are remembered. More are read again each time: memory does not grow with the records.
const REMEMBERED: usize = 1 << 12;
/// Longer fields are not remembered: they are hardly repeated.
const LONGEST: usize = 64;

/// Remembers what is made of fields. It is never gone through, so that its order leaves no trace.
pub(crate) struct Memo<T> {
    /// Where what is made of a field stands.
    known: HashMap<Box<str>, usize, FxBuildHasher>,
    made: Vec<T>,
    /// What was made last and is not remembered.
    last: Option<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo {
            known: HashMap::default(),
            made: Vec::new(),
            last: None,
        }
    }
}

impl<T> Memo<T> {
    /// What is made of a field.
    pub(crate) fn get(&mut self, field: &str, make: impl FnOnce(&str) -> T) -> &T {
        if let Some(at) = self.known.get(field) {
            return &self.made[*at];
        }
        let made = make(field);
        if self.made.len() == REMEMBERED || field.len() > LONGEST {
            return self.last.insert(made);
        }
        let at = self.made.len();
        self.known.insert(field.into(), at);
        self.made.push(made);
        &self.made[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_was_made_and_is_bounded() {
        let (mut memo, mut made) = (Memo::default(), 0);
        let mut length = |field: &str| {
            *memo.get(field, |field| {
                made += 1;
                field.len()
            })
        };
        assert_eq!([length("a"), length("bb"), length("a")], [1, 2, 1]);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!([length(&long), length(&long)], [LONGEST + 1; 2]);
        (0..2 * REMEMBERED).for_each(|number| assert!(length(&number.to_string()) > 0));
        assert_eq!(made, 4 + 2 * REMEMBERED);
        assert_eq!(memo.known.len(), REMEMBERED);
    }
}
