//! What a row says in as little memory as it takes, for rows that wait for others.

use jiff::civil::Date;

use crate::{
    clean::{Said, Took, Understood},
    codebook::{Answer, Strange},
};

/// A row that was understood, in a few bytes a field.
pub(crate) struct Packed<'a> {
    dates: Box<[Said<Date>]>,
    /// For each dimension: how many categories were answered and which, or one of the marks.
    answers: Box<[u16]>,
    rules: Box<[Took<'a>]>,
}

/// What cannot be a number of categories.
const ONE: u16 = 0;
const NOT_ASKED: u16 = u16::MAX;
/// In the order of their marks.
const NOT_UNDERSTOOD: [(u16, Strange); 5] = [
    (NOT_ASKED - 1, Strange::Missing),
    (NOT_ASKED - 2, Strange::Unlisted),
    (NOT_ASKED - 3, Strange::Impossible),
    (NOT_ASKED - 4, Strange::Birth),
    (NOT_ASKED - 5, Strange::Disagree),
];

impl<'a> Packed<'a> {
    pub(crate) fn new(understood: Understood<'a>) -> Self {
        let mut answers = Vec::with_capacity(2 * understood.answers.len());
        for said in &understood.answers {
            match said {
                Said::NotAsked => answers.push(NOT_ASKED),
                Said::NotUnderstood(strange) => {
                    let mark = NOT_UNDERSTOOD.iter().find(|(_, known)| known == strange);
                    answers.push(mark.map_or(NOT_ASKED - 1, |(mark, _)| *mark));
                }
                Said::This(Answer::One(category)) => answers.extend([ONE, small(*category)]),
                Said::This(Answer::Several(categories)) => {
                    answers.push(small(categories.len()));
                    answers.extend(categories.iter().map(|category| small(*category)));
                }
            }
        }
        Packed { dates: understood.dates.into(), answers: answers.into(), rules: understood.rules.into() }
    }

    pub(crate) fn unpack(&self) -> Understood<'a> {
        let mut answers = Vec::new();
        let mut marks = self.answers.iter().copied();
        while let Some(mark) = marks.next() {
            let strange = NOT_UNDERSTOOD.iter().find(|(known, _)| *known == mark);
            answers.push(match (mark, strange) {
                (NOT_ASKED, _) => Said::NotAsked,
                (_, Some((_, strange))) => Said::NotUnderstood(*strange),
                (ONE, None) => Said::This(Answer::One(marks.next().map_or(0, usize::from))),
                (several, None) => {
                    Said::This(Answer::Several(marks.by_ref().take(several.into()).map(usize::from).collect()))
                }
            });
        }
        Understood { dates: self.dates.to_vec(), answers, rules: self.rules.to_vec() }
    }
}

/// Code lists are far shorter than what fits; one that is not would need another kind of codebook first.
fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(NOT_ASKED - 6)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a number and some categories stand for. A person has no `Debug`, so numbers are drawn.
    fn said(kind: usize, categories: Vec<usize>) -> Said<Answer> {
        match kind {
            0 => Said::NotAsked,
            1 => Said::This(Answer::One(categories[0])),
            2 => Said::This(Answer::Several(categories)),
            strange => Said::NotUnderstood(NOT_UNDERSTOOD[strange - 3].1),
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_is_what_is_unpacked(
            answers in proptest::collection::vec((0_usize..8, proptest::collection::vec(0_usize..400, 1..5)), 0..9),
            day in 1_i8..28,
        ) {
            let answers = answers.into_iter().map(|(kind, categories)| said(kind, categories)).collect();
            let dates = vec![Said::This(jiff::civil::date(2024, 2, day)), Said::NotAsked];
            let rules = vec![Took { place: "sexo", name: "synonym" }];
            let understood = Understood { dates, answers, rules };
            prop_assert!(Packed::new(understood.clone()).unpack() == understood);
        }
    }
}
