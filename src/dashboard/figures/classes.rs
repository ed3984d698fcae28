//! Classifies numbers for the colours of maps and heat maps, which `style/maps.css` defines.
//!
//! Classes are the natural breaks of Fisher (1958) and Jenks (1967), which make the numbers within a class as similar as
//! possible. Classes of equal width would put most numbers into one class, because counts of people are mostly small;
//! quantiles would put a number beside one three times as large. The legend shows the smallest and the largest number of
//! each class.

use cube::Lang;

use crate::numbers::FormattedNumber;
use crate::query::Show;
use crate::view::{ColourClass, Legend, Size};
use crate::words;

/// The most classes that a reader can distinguish.
const MOST_CLASSES: usize = 4;

/// Classes of numbers, from the smallest.
#[derive(Clone, Debug, Default)]
pub struct Classes(Vec<Class>);

#[derive(Clone, Debug)]
struct Class {
    /// The largest number in it.
    most: f64,
    /// Its smallest and its largest number, as text.
    ends: (String, String),
}

impl Classes {
    /// Classifies numbers. Numbers with the same text are in one class.
    pub fn from_numbers<'a>(shown: impl Iterator<Item = &'a FormattedNumber>) -> Classes {
        let numbers = from_the_smallest(shown);
        let distinct: Vec<&[(f64, &str)]> =
            numbers.chunk_by(|one, other| one.1 == other.1).collect();
        let values: Vec<f64> = distinct.iter().map(|same| same[0].0).collect();
        let mut classes = Vec::new();
        let mut begin = 0;
        for end in breaks(&values) {
            let inside = distinct[begin..end].concat();
            if let (Some(least), Some(most)) = (inside.first(), inside.last()) {
                classes.push(Class {
                    most: most.0,
                    ends: (least.1.into(), most.1.into()),
                });
            }
            begin = end;
        }
        Classes(classes)
    }

    /// Returns the colour class of a number.
    pub fn classify(&self, size: Size) -> ColourClass {
        match size {
            Size::Exact(number) | Size::Apart(number) => self
                .0
                .iter()
                .position(|class| number <= class.most)
                .map_or(ColourClass::None, ColourClass::Class),
            Size::Between(..) | Size::Hidden => ColourClass::Hidden,
            Size::None => ColourClass::None,
        }
    }

    /// Explains the classes, and those of the other colours that occur.
    pub fn legend(&self, lang: Lang, show: Show, colours: &[ColourClass]) -> Legend {
        let mut legend = Vec::new();
        for (at, class) in self.0.iter().enumerate() {
            let (least, most) = &class.ends;
            legend.push((ColourClass::Class(at), words::map::class(least, most)));
        }
        if colours.contains(&ColourClass::Hidden) {
            legend.push((ColourClass::Hidden, words::map::HIDDEN.text(lang)));
        }
        if colours.contains(&ColourClass::None) {
            let none = if show == Show::Rate {
                words::map::NO_RATE
            } else {
                words::map::NONE
            };
            legend.push((ColourClass::None, none.text(lang)));
        }
        legend
    }
}

/// Lists the exact numbers with their texts, from the smallest to the largest.
fn from_the_smallest<'a>(shown: impl Iterator<Item = &'a FormattedNumber>) -> Vec<(f64, &'a str)> {
    // Inserted one by one: sorting would add a sort of its own to the page, larger than the rest of this file.
    let mut numbers: Vec<(f64, &str)> = Vec::new();
    for FormattedNumber { size, text, .. } in shown {
        if let Some(number) = size.exact() {
            let place = numbers.partition_point(|other| other.0 <= number);
            numbers.insert(place, (number, text));
        }
    }
    numbers
}

/// Finds where the classes of ascending, distinct numbers end: where the sum of squared distances from the class means is
/// smallest.
fn breaks(numbers: &[f64]) -> Vec<usize> {
    // For each number of first numbers: the smallest sum of squares, and the ends of its classes.
    let mut best: Vec<(f64, Vec<usize>)> = Vec::new();
    for end in 1..=numbers.len() {
        best.push((squares(&numbers[..end]), vec![end]));
    }
    for _ in 1..MOST_CLASSES {
        let mut better = Vec::new();
        for end in 1..=numbers.len() {
            better.push(with_one_more_class(numbers, end, &best));
        }
        best = better;
    }
    best.pop().map(|(_, ends)| ends).unwrap_or_default()
}

/// Finds the best classes of the numbers before `end`, with at most one class more than the `best` so far.
fn with_one_more_class(
    numbers: &[f64],
    end: usize,
    best: &[(f64, Vec<usize>)],
) -> (f64, Vec<usize>) {
    let (mut least, mut begin) = (best[end - 1].0, None);
    for split in 1..end {
        let sum = best[split - 1].0 + squares(&numbers[split..end]);
        if sum < least {
            (least, begin) = (sum, Some(split));
        }
    }
    let ends = match begin {
        Some(split) => [best[split - 1].1.as_slice(), &[end]].concat(),
        None => best[end - 1].1.clone(),
    };
    (least, ends)
}

/// Adds up the squared distances from the mean.
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

    fn format_number(number: Option<u32>) -> FormattedNumber {
        let size = number.map_or(Size::Hidden, |number| Size::Exact(number.into()));
        FormattedNumber {
            size,
            text: number.map_or("c".into(), |number| number.to_string()),
            beside: None,
            meaning: None,
        }
    }

    fn legend(numbers: &[Option<u32>]) -> String {
        let shown: Vec<FormattedNumber> = numbers
            .iter()
            .map(|number| format_number(*number))
            .collect();
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
    fn classes_contain_similar_numbers() {
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
        fn every_number_is_in_the_range_of_its_class_in_the_legend(
            numbers in proptest::collection::vec(proptest::option::of(0..99_u32), 0..20),
        ) {
            let shown: Vec<FormattedNumber> = numbers.iter().map(|number| format_number(*number)).collect();
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
        fn no_other_classes_have_a_smaller_sum_of_squares(numbers in proptest::collection::btree_set(0..99_u32, 1..9)) {
            let numbers: Vec<f64> = numbers.into_iter().map(f64::from).collect();
            let cost = |ends: &[usize]| {
                let begins = std::iter::once(&0).chain(ends);
                begins.zip(ends).map(|(begin, end)| squares(&numbers[*begin..*end])).sum::<f64>()
            };
            let ends = breaks(&numbers);
            prop_assert_eq!(ends.len(), numbers.len().min(MOST_CLASSES));
            // Tries every way to form up to four classes.
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
