//! Tests that findings are true whatever the hidden numbers are.

use cube::Lang;
use proptest::prelude::*;

use super::*;
use crate::counts::Amount;
use crate::numbers::{Entry, Line};

/// Makes numbers: everybody, then categories with these counts. The last one may be "not known".
fn matrix(everybody: u64, counts: &[Option<u64>], last_is_unknown: bool) -> Matrix {
    let total = Line::total("Total".into());
    let mut rows: Vec<Line> = (0..counts.len())
        .map(|at| Line::category("", at.to_string()))
        .collect();
    if let Some(last) = rows.last_mut().filter(|_| last_is_unknown) {
        last.unknown = true;
    }
    let amounts = counts
        .iter()
        .map(|count| count.map_or(Amount::Hidden, Amount::Exact));
    let entry = |amount| {
        vec![Entry {
            base: Some(everybody),
            ..Entry::new(amount)
        }]
    };
    Matrix {
        head: String::new(),
        rows: std::iter::once(total).chain(rows).collect(),
        columns: vec![Line::measure("", "n".into())],
        entries: std::iter::once(Amount::Exact(everybody))
            .chain(amounts)
            .map(entry)
            .collect(),
    }
}

/// Finds the categories that lead, by their places.
fn lead(everybody: u64, counts: &[Option<u64>], overlapping: bool) -> Option<(Vec<usize>, Lead)> {
    let matrix = matrix(everybody, counts, false);
    let rows: Vec<usize> = (1..=counts.len()).collect();
    let (leaders, lead) = leaders(&matrix, &rows, overlapping)?;
    Some((leaders.iter().map(|row| row - 1).collect(), lead))
}

fn exact(counts: &[u64]) -> Vec<Option<u64>> {
    counts.iter().copied().map(Some).collect()
}

#[test]
fn one_category_leads_or_two_that_may_differ_by_chance() {
    let all = |counts: &[u64]| lead(counts.iter().sum(), &exact(counts), false);
    assert_eq!(all(&[150, 50, 9, 26]), Some((vec![0], Lead::MoreThanHalf)));
    assert_eq!(
        all(&[45, 122, 86, 60, 55]),
        Some((vec![1], Lead::MostFrequent))
    );
    // 2·√(80 + 76) is 25: these may differ by chance, and the third is too near.
    assert_eq!(all(&[80, 76, 67]), None);
    assert_eq!(
        all(&[80, 76, 39, 13]),
        Some((vec![0, 1], Lead::MostFrequent))
    );
    assert_eq!(all(&[80, 76]), None);
    assert_eq!(all(&[]), None);
}

#[test]
fn a_hidden_category_may_be_the_largest() {
    assert_eq!(
        lead(100, &[Some(60), None, None], false),
        Some((vec![0], Lead::MoreThanHalf))
    );
    assert_eq!(lead(100, &[Some(45), Some(10), None], false), None);
    assert_eq!(lead(100, &[Some(45), Some(10), None], true), None);
    assert_eq!(
        lead(100, &[Some(45), Some(10), Some(4)], true),
        Some((vec![0], Lead::MostFrequent))
    );
}

#[test]
fn the_category_not_known_is_never_named() {
    let rows: Vec<usize> = (1..=3).collect();
    let leaders_of = |counts: &[u64]| leaders(&matrix(200, &exact(counts), true), &rows, false);
    assert_eq!(leaders_of(&[30, 20, 150]), None);
    assert_eq!(
        leaders_of(&[150, 20, 30]),
        Some((vec![1], Lead::MoreThanHalf))
    );
}

proptest! {
    #[test]
    fn whoever_leads_leads_in_truth(
        counts in proptest::collection::vec(0..200_u64, 1..8),
        hidden in proptest::collection::vec(any::<bool>(), 8),
    ) {
        let everybody = counts.iter().sum();
        let shown: Vec<Option<u64>> = counts.iter().zip(&hidden).map(|(count, hidden)| (!hidden).then_some(*count)).collect();
        if let Some((leaders, lead)) = lead(everybody, &shown, false) {
            let least = leaders.iter().map(|leader| counts[*leader]).min().unwrap();
            let others = (0..counts.len()).filter(|at| !leaders.contains(at)).map(|at| counts[at]);
            prop_assert!(others.max().is_none_or(|most| most < least));
            prop_assert_eq!(lead == Lead::MoreThanHalf, leaders.len() == 1 && counts[leaders[0]] * 2 > everybody);
        }
    }

    #[test]
    fn a_course_goes_one_way_without_a_gap_and_beyond_chance(
        counts in proptest::collection::vec(proptest::option::weighted(0.9, 0..200_u64), 0..7),
        breaks in proptest::collection::vec(proptest::bool::weighted(0.1), 7),
    ) {
        let year = |(at, count): (usize, &Option<u64>)| Year { label: at.to_string(), count: *count, begins: breaks[at] };
        let years: Vec<Year> = counts.iter().enumerate().map(year).collect();
        if let Some(Course { rises, from, to }) = course(&years) {
            let (first, last): (usize, usize) = (from.0.parse().unwrap(), to.0.parse().unwrap());
            prop_assert_eq!(last, years.len() - 1);
            prop_assert!(last - first + 1 >= FEWEST_YEARS);
            prop_assert!((first + 1..=last).all(|at| !breaks[at]));
            let numbers: Vec<u64> = counts[first..=last].iter().map(|count| count.unwrap()).collect();
            prop_assert_eq!((numbers[0], *numbers.last().unwrap()), (from.1, to.1));
            let goes_on = |pair: &[u64]| if rises { pair[0] < pair[1] } else { pair[0] > pair[1] };
            let is_beyond_chance =
                |pair: &[u64]| pair[0].abs_diff(pair[1]) as f64 >= 2.0 * ((pair[0] + pair[1]) as f64).sqrt();
            prop_assert!(numbers.windows(2).all(|pair| goes_on(pair) && is_beyond_chance(pair)));
        }
    }
}

#[test]
fn without_a_course_the_last_change_beyond_chance_is_named() {
    let year = |label: &str, count| Year {
        label: label.into(),
        count,
        begins: false,
    };
    let mut years = vec![
        year("2022", Some(63)),
        year("2023", Some(69)),
        year("2024", Some(100)),
        year("2025", Some(109)),
    ];
    let change = last_change(&years).unwrap();
    assert_eq!(
        Lang::ALL.map(|lang| sentences::last_change(lang, "Solicitudes", &change)),
        [
            "Solicitudes: aumento en 2024 (de 69 a 100)",
            "Solicitudes: rise in 2024 (from 69 to 100)",
        ]
    );
    // Not across a hidden year, and not where something else is counted.
    years[2].count = None;
    assert_eq!(last_change(&years), None);
    years[2].count = Some(100);
    years[2].begins = true;
    assert_eq!(last_change(&years), None);
}

#[test]
fn a_course_is_written_in_both_languages() {
    let year = |label: &str, count| Year {
        label: label.into(),
        count: Some(count),
        begins: false,
    };
    let years = [
        year("2020", 63),
        year("2021", 47),
        year("2022", 73),
        year("2023", 69),
        year("2024", 100),
    ];
    assert_eq!(super::course(&years), None);
    let years = [
        year("2020", 63),
        year("2021", 47),
        year("2022", 73),
        year("2023", 110),
        year("2024", 160),
    ];
    let course = course(&years).unwrap();
    assert_eq!(
        Lang::ALL.map(|lang| sentences::course(lang, "Solicitudes", &course, sentences::EACH_YEAR)),
        [
            "Solicitudes: más cada año, de 47 en 2021 a 160 en 2024.",
            "Solicitudes: more each year, from 47 in 2021 to 160 in 2024.",
        ]
    );
    // From 47 to 63 is no more than chance, and two years are no course.
    assert_eq!(
        super::course(&[year("2021", 47), year("2022", 63), year("2023", 110)]),
        None
    );
    assert_eq!(super::course(&[year("2023", 10), year("2024", 100)]), None);
}
