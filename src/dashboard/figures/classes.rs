//! Classifies numbers for the colours of maps and heat maps.
//!
//! Classes are the natural breaks of Fisher (1958) and Jenks (1967): the different numbers of a class lie as near to each
//! other as can be. Classes of equal width would put most numbers into one, because counts of people are mostly small, and
//! classes of equally many would put a number beside one three times as large. What the legend says of a class are numbers
//! that it holds.

use cube::Lang;

use crate::numbers::FormattedNumber;
use crate::query::Show;
use crate::view::{ColourClass, Legend, Size};
use crate::words;

/// How many classes a reader can distinguish.
const MOST_CLASSES: usize = 4;

/// Classes of numbers, from the smallest.
#[derive(Clone, Debug, Default)]
pub struct Classes(Vec<Class>);

#[derive(Clone, Debug)]
struct Class {
    /// The largest number in it.
    most: f64,
    /// Its smallest and its largest number, as they are written.
    ends: (String, String),
}

impl Classes {
    /// The classes of some numbers. What is written alike is in one class.
    pub fn from_numbers<'a>(shown: impl Iterator<Item = &'a FormattedNumber>) -> Classes {
        // Put in order one by one: a sort of its own would weigh more than the rest of this file.
        let mut numbers: Vec<(f64, &str)> = Vec::new();
        for (number, text) in
            shown.filter_map(|shown| Some((shown.size.exact()?, shown.text.as_str())))
        {
            numbers.insert(
                numbers.partition_point(|other| other.0 <= number),
                (number, text),
            );
        }
        let different: Vec<&[(f64, &str)]> =
            numbers.chunk_by(|one, other| one.1 == other.1).collect();
        let first: Vec<f64> = different
            .iter()
            .filter_map(|alike| Some(alike.first()?.0))
            .collect();
        let mut begin = 0;
        let class = |end: usize| {
            let inside = &different[std::mem::replace(&mut begin, end)..end];
            let (least, most) = inside.first()?.first().zip(inside.last()?.last())?;
            Some(Class {
                most: most.0,
                ends: (least.1.into(), most.1.into()),
            })
        };
        Classes(breaks(&first).into_iter().filter_map(class).collect())
    }

    /// How a number is coloured.
    pub fn classify(&self, size: Size) -> ColourClass {
        match size {
            Size::Exact(number) => self
                .0
                .iter()
                .position(|class| number <= class.most)
                .map_or(ColourClass::None, ColourClass::Class),
            Size::Between(..) | Size::Hidden => ColourClass::Hidden,
            Size::Marked | Size::None => ColourClass::None,
        }
    }

    /// What the colours mean of which there are some.
    pub fn legend(&self, lang: Lang, show: Show, colours: &[ColourClass]) -> Legend {
        let classes = self.0.iter().enumerate();
        let classes = classes.map(|(at, class)| {
            (
                ColourClass::Class(at),
                words::map::class(&class.ends.0, &class.ends.1),
            )
        });
        let hidden = colours
            .contains(&ColourClass::Hidden)
            .then(|| (ColourClass::Hidden, words::map::HIDDEN.get(lang)));
        let none = if show == Show::Rate {
            words::map::NO_RATE
        } else {
            words::map::NONE
        };
        let none = colours
            .contains(&ColourClass::None)
            .then(|| (ColourClass::None, none.get(lang)));
        classes.chain(hidden).chain(none).collect()
    }
}

/// Where the classes of different numbers end, which stand in order: where the squares of their distances from the means of
/// their classes are the fewest.
fn breaks(numbers: &[f64]) -> Vec<usize> {
    // Of the first numbers, up to each: the fewest squares, and where the classes end.
    let mut best: Vec<(f64, Vec<usize>)> = (1..=numbers.len())
        .map(|end| (squares(&numbers[..end]), vec![end]))
        .collect();
    for _ in 1..MOST_CLASSES {
        best = (1..=numbers.len())
            .map(|end| {
                let split =
                    |begin: usize| (best[begin - 1].0 + squares(&numbers[begin..end]), begin);
                let fewer = |one: (f64, usize), other: (f64, usize)| {
                    if other.0 < one.0 { other } else { one }
                };
                match (1..end).map(split).fold((best[end - 1].0, 0), fewer) {
                    (_, 0) => best[end - 1].clone(),
                    (squares, begin) => (squares, [best[begin - 1].1.as_slice(), &[end]].concat()),
                }
            })
            .collect();
    }
    best.pop().map(|(_, ends)| ends).unwrap_or_default()
}

/// The sum of the squares of the distances from the mean.
fn squares(numbers: &[f64]) -> f64 {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    numbers
        .iter()
        .map(|number| (number - mean) * (number - mean))
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(number: Option<u32>) -> FormattedNumber {
        let size = number.map_or(Size::Hidden, |number| Size::Exact(number.into()));
        FormattedNumber {
            size,
            text: number.map_or("c".into(), |number| number.to_string()),
            beside: None,
            meaning: None,
        }
    }

    fn legend(numbers: &[Option<u32>]) -> String {
        let shown: Vec<FormattedNumber> = numbers.iter().map(|number| shown(*number)).collect();
        let classes = Classes::from_numbers(shown.iter());
        let colours: Vec<ColourClass> = shown
            .iter()
            .map(|shown| classes.classify(shown.size))
            .collect();
        classes
            .legend(Lang::Es, Show::Count, &colours)
            .into_iter()
            .map(|(_, words)| words)
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn classes_hold_numbers_that_lie_near_to_each_other() {
        let provinces = [141, 60, 27, 22, 18, 31, 55, 18].map(Some);
        assert_eq!(legend(&provinces), "18–22 | 27–31 | 55–60 | 141");
        assert_eq!(
            legend(&[Some(3), None, Some(3), Some(0)]),
            "0 | 3 | c · oculto, al menos en parte"
        );
        assert_eq!(legend(&[None]), "c · oculto, al menos en parte");
        assert_eq!(legend(&[]), "");
    }

    proptest! {
        #[test]
        fn every_number_lies_within_what_the_legend_says_of_its_colour(
            numbers in proptest::collection::vec(proptest::option::of(0..99_u32), 0..20),
        ) {
            let shown: Vec<FormattedNumber> = numbers.iter().map(|number| shown(*number)).collect();
            let classes = Classes::from_numbers(shown.iter());
            for (number, shown) in numbers.iter().zip(&shown) {
                match (number, classes.classify(shown.size)) {
                    (Some(number), ColourClass::Class(class)) => {
                        let (least, most) = &classes.0[class].ends;
                        prop_assert!((least.parse::<u32>().unwrap()..=most.parse().unwrap()).contains(number));
                    }
                    (number, colour) => prop_assert_eq!((*number, colour), (None, ColourClass::Hidden)),
                }
            }
        }

        #[test]
        fn no_other_classes_lie_nearer(numbers in proptest::collection::btree_set(0..99_u32, 1..9)) {
            let numbers: Vec<f64> = numbers.into_iter().map(f64::from).collect();
            let cost = |ends: &[usize]| {
                let begins = std::iter::once(&0).chain(ends);
                begins.zip(ends).map(|(begin, end)| squares(&numbers[*begin..*end])).sum::<f64>()
            };
            let ends = breaks(&numbers);
            prop_assert_eq!(ends.len(), numbers.len().min(MOST_CLASSES));
            // Every way to end up to four classes.
            for cuts in 0..1_u32 << (numbers.len() - 1) {
                let other = (1..numbers.len()).filter(|at| cuts >> (at - 1) & 1 == 1).chain([numbers.len()]);
                let other: Vec<usize> = other.collect();
                prop_assert!(other.len() > MOST_CLASSES || cost(&ends) <= cost(&other) + 1e-9);
            }
        }

        #[test]
        fn hidden_numbers_change_no_class(numbers in proptest::collection::vec(0..99_u32, 0..9), hidden in 0..9_usize) {
            let without = numbers.iter().copied().map(Some).collect::<Vec<_>>();
            let with = [without.clone(), vec![None; hidden]].concat();
            prop_assert!(legend(&with).starts_with(&legend(&without)));
        }
    }
}
