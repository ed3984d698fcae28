//! What people may have meant by what no rule settles: near misses of all rows, counted, bounded in number, the same in
//! whatever order they come.

use std::{collections::BTreeMap, fmt};

use codebook::{Category, Codebook, Spelling, notation::near::NearMiss};

/// How many different spellings are kept; the rows of all are counted.
const KEPT: usize = 1000;

/// A spelling that no category has, and the categories that may be meant by it. Confidential: it stood in a record, so
/// its `Debug` does not say it.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The dimension's id.
    pub dimension: String,
    /// What is written.
    pub written: String,
    /// The categories with the closest spellings: at least one, more where several are as close.
    pub meant: Vec<cube::Category>,
    /// How many rows have it.
    pub rows: u64,
}

/// Every suggestion, by dimension and spelling.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The suggestions.
    pub all: Vec<Suggestion>,
    /// How many rows have near misses beyond those that are kept.
    pub more: u64,
}

impl Suggestion {
    /// For each category that may be meant, the command by which a person accepts it into the codebook in this file.
    pub fn commands(&self, codebook: &str) -> Vec<String> {
        let Suggestion {
            dimension,
            written,
            meant,
            ..
        } = self;
        let command = |category: &cube::Category| {
            Spelling {
                dimension,
                category: &category.code,
                written,
            }
            .command(codebook)
        };
        meant.iter().map(command).collect()
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
            .map(|category| format!("“{}” ({})", category.label.es, category.code))
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

/// Near misses while rows are read.
#[derive(Default)]
pub(crate) struct Collected {
    /// By the position of their dimension and by how they are compared. The first ones stay: a spelling that goes is
    /// behind all that stay, and so never comes back with a part of its rows.
    kept: BTreeMap<(usize, String), Kept>,
    rows: u64,
}

struct Kept {
    written: String,
    meant: Vec<Category>,
    rows: u64,
}

impl Collected {
    /// One more row with this in the dimension at that position.
    pub(crate) fn note(&mut self, dimension: usize, near: &NearMiss<Category>) {
        let NearMiss {
            written,
            folded,
            meant,
        } = near;
        let meant = meant.iter().copied().collect();
        self.add(
            (dimension, folded.clone()),
            Kept {
                written: written.clone(),
                meant,
                rows: 1,
            },
        );
        self.rows += 1;
    }

    /// Takes over what another thread has collected.
    pub(crate) fn absorb(&mut self, other: Collected) {
        other
            .kept
            .into_iter()
            .for_each(|(key, kept)| self.add(key, kept));
        self.rows += other.rows;
    }

    /// What there is to suggest.
    pub(crate) fn finish(self, codebook: &Codebook) -> Suggestions {
        let more = self.rows - self.kept.values().map(|kept| kept.rows).sum::<u64>();
        let suggestion = |(
            (dimension, _),
            Kept {
                written,
                meant,
                rows,
            },
        ): ((usize, String), Kept)| {
            let list = &codebook.dimensions[dimension].list;
            let meant = meant
                .into_iter()
                .map(|category| list.categories[category].clone())
                .collect();
            Suggestion {
                dimension: list.id.clone(),
                written,
                meant,
                rows,
            }
        };
        Suggestions {
            all: self.kept.into_iter().map(suggestion).collect(),
            more,
        }
    }

    fn add(&mut self, key: (usize, String), new: Kept) {
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

    /// What there is to suggest for these, in this order, collected by two.
    fn told(written: &[String]) -> (Vec<String>, u64) {
        let codebook = codebook(&[]);
        let sex = codebook
            .dimensions
            .iter()
            .position(|dimension| dimension.id == "sexo")
            .unwrap();
        let (mut one, mut other) = (Collected::default(), Collected::default());
        for (at, written) in written.iter().enumerate() {
            if at % 3 == 0 { &mut one } else { &mut other }.note(sex, &near(written));
        }
        one.absorb(other);
        let Suggestions { all, more } = one.finish(&codebook);
        (all.iter().map(ToString::to_string).collect(), more)
    }

    #[test]
    fn spellings_that_are_compared_as_one_are_suggested_as_one() {
        let expected = "“MUGER” in sexo, rows: 3; did you mean “Mujer” (F)?";
        assert_eq!(
            told(&["Muger", "muger", "MUGER"].map(Into::into)),
            (vec![expected.into()], 0)
        );
    }

    #[test]
    fn they_are_bounded_and_their_order_leaves_no_trace() {
        let mut written: Vec<String> = (0..3 * KEPT)
            .map(|number| format!("Muger {:05}", number % (2 * KEPT)))
            .collect();
        let (all, more) = told(&written);
        assert_eq!((all.len(), more), (KEPT, KEPT as u64));
        assert_eq!(
            all[7],
            "“Muger 00007” in sexo, rows: 2; did you mean “Mujer” (F)?"
        );
        written.reverse();
        assert_eq!(told(&written), (all, more));
    }

    #[test]
    fn what_stood_in_a_record_is_not_seen_in_passing() {
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
