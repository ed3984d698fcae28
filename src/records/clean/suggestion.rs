//! Counts the near misses of all rows, and suggests categories for them.
//!
//! The number of suggestions is bounded, and they do not depend on the order of the rows.

use std::{collections::BTreeMap, fmt};

use codebook::{Category, Codebook, Spelling, notation::near::NearMiss};

/// The number of different spellings that are kept; the rows of all are counted.
const KEPT: usize = 1000;

/// A spelling that no category has, and the categories that it may mean. Confidential: the spelling comes from a
/// record, so `Debug` does not print it.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The dimension's id.
    pub dimension: String,
    /// The spelling in the records.
    pub written: String,
    /// The categories with the closest spellings: at least one, more where several are as close.
    pub meant: Vec<cube::Category>,
    /// The number of rows with this spelling.
    pub rows: u64,
}

/// All suggestions, sorted by dimension and spelling.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The suggestions.
    pub all: Vec<Suggestion>,
    /// The number of rows with near misses that are not kept.
    pub more: u64,
}

impl Suggestion {
    /// Returns, for each category that may be meant, the command that accepts the spelling into this codebook file.
    pub fn commands(&self, codebook: &str) -> Vec<String> {
        let Suggestion {
            dimension,
            written,
            meant,
            ..
        } = self;
        meant
            .iter()
            .map(|category| {
                Spelling {
                    dimension,
                    category: &category.code,
                    written,
                }
                .command(codebook)
            })
            .collect()
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Suggestion {
            dimension,
            written,
            meant,
            rows,
        } = self;
        let meant: Vec<String> = meant
            .iter()
            .map(|category| {
                let label = category.label.iter().next();
                let label = label.unwrap_or(&category.code);
                format!("“{label}” ({})", category.code)
            })
            .collect();
        write!(
            f,
            "“{written}” in {dimension}, rows: {rows}; did you mean {}?",
            meant.join(" or ")
        )
    }
}

impl fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Suggestion(confidential)")
    }
}

impl fmt::Debug for Suggestions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Suggestions({})", self.all.len())
    }
}

/// The near misses in the rows so far.
#[derive(Default)]
pub(crate) struct NearMisses {
    /// By the position of the dimension and the folded spelling. Only the first ones in this order are kept: a spelling
    /// that is dropped sorts behind all that stay, so it never returns with a part of its rows.
    kept: BTreeMap<(usize, String), KeptMiss>,
    rows: u64,
}

struct KeptMiss {
    written: String,
    meant: Vec<Category>,
    rows: u64,
}

impl NearMisses {
    /// Counts one row with this near miss in the dimension at that position.
    pub(crate) fn count(&mut self, dimension: usize, near_miss: &NearMiss<Category>) {
        let NearMiss {
            written,
            folded,
            meant,
        } = near_miss;
        let meant = meant.iter().copied().collect();
        self.add(
            (dimension, folded.clone()),
            KeptMiss {
                written: written.clone(),
                meant,
                rows: 1,
            },
        );
        self.rows += 1;
    }

    /// Adds the near misses that another thread has counted.
    pub(crate) fn absorb(&mut self, other: NearMisses) {
        for (key, miss) in other.kept {
            self.add(key, miss);
        }
        self.rows += other.rows;
    }

    /// Returns the suggestions for the near misses.
    pub(crate) fn into_suggestions(self, codebook: &Codebook) -> Suggestions {
        let kept_rows = self.kept.values().map(|miss| miss.rows).sum::<u64>();
        let mut all = Vec::with_capacity(self.kept.len());
        for ((dimension, _), miss) in self.kept {
            let list = &codebook.dimensions[dimension].list;
            let meant = miss.meant.iter();
            all.push(Suggestion {
                dimension: list.id.clone(),
                written: miss.written,
                meant: meant
                    .map(|category| list.categories[*category].clone())
                    .collect(),
                rows: miss.rows,
            });
        }
        Suggestions {
            all,
            more: self.rows - kept_rows,
        }
    }

    fn add(&mut self, key: (usize, String), new: KeptMiss) {
        match self.kept.get_mut(&key) {
            Some(kept) => {
                kept.rows += new.rows;
                kept.written = std::mem::take(&mut kept.written).min(new.written);
            }
            None => {
                self.kept.insert(key, new);
                if self.kept.len() > KEPT {
                    self.kept.pop_last();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use codebook::sample::codebook;

    fn near(written: &str) -> NearMiss<Category> {
        NearMiss {
            written: written.into(),
            folded: written.to_lowercase(),
            meant: BTreeSet::from([0]),
        }
    }

    /// Returns the suggestions for these spellings in this order, counted by two threads.
    fn suggest(written: &[String]) -> (Vec<String>, u64) {
        let codebook = codebook(&[]);
        let sex = codebook
            .dimensions
            .iter()
            .position(|dimension| dimension.id == "sexo")
            .unwrap();
        let (mut one, mut other) = (NearMisses::default(), NearMisses::default());
        for (position, spelling) in written.iter().enumerate() {
            if position % 3 == 0 {
                &mut one
            } else {
                &mut other
            }
            .count(sex, &near(spelling));
        }
        one.absorb(other);
        let Suggestions { all, more } = one.into_suggestions(&codebook);
        (all.iter().map(ToString::to_string).collect(), more)
    }

    #[test]
    fn spellings_with_one_folded_form_are_suggested_once() {
        let expected = "“MUGER” in sexo, rows: 3; did you mean “Mujer” (F)?";
        assert_eq!(
            suggest(&["Muger", "muger", "MUGER"].map(Into::into)),
            (vec![expected.into()], 0)
        );
    }

    #[test]
    fn suggestions_are_bounded_and_independent_of_the_order() {
        let mut written: Vec<String> = (0..3 * KEPT)
            .map(|number| format!("Muger {:05}", number % (2 * KEPT)))
            .collect();
        let (all, more) = suggest(&written);
        assert_eq!((all.len(), more), (KEPT, KEPT as u64));
        assert_eq!(
            all[7],
            "“Muger 00007” in sexo, rows: 2; did you mean “Mujer” (F)?"
        );
        written.reverse();
        assert_eq!(suggest(&written), (all, more));
    }

    #[test]
    fn debug_prints_no_spelling() {
        let suggestion = Suggestion {
            dimension: "sexo".into(),
            written: "CANARIO".into(),
            meant: vec![],
            rows: 1,
        };
        let all = Suggestions {
            all: vec![suggestion.clone()],
            more: 0,
        };
        assert!(!format!("{suggestion:?} {all:?}").contains("CANARIO"));
    }
}
