//! Compares sums with the records that the tables were counted from.

use cube::{Address, Category, Text};
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;

/// A person: year, age and means.
type Person = (usize, usize, usize);

const YEARS: [&str; 4] = ["2023", "2024", "2025", APART];
/// A year that the total of all years does not count.
const APART: &str = "2026";
const AGES: [&str; 3] = ["0_11", "12_17", "ADU"];
const MEANS: [&[&str]; 4] = [&["PRO"], &["AME"], &["PRO", "AME"], &[]];

fn dimension(id: &str, codes: &[(&str, Option<&str>)]) -> Dimension {
    let category = |(code, parent): &(&str, Option<&str>)| Category {
        code: (*code).into(),
        parent: parent.map(Into::into),
        apart: *code == APART,
        ..Category::default()
    };
    Dimension {
        id: id.into(),
        categories: codes.iter().map(category).collect(),
        ..Dimension::default()
    }
}

fn dimensions() -> Vec<Dimension> {
    vec![
        dimension("anio", &YEARS.map(|year| (year, None))),
        dimension(
            "edad",
            &[
                ("MIN", None),
                ("0_11", Some("MIN")),
                ("12_17", Some("MIN")),
                ("ADU", None),
            ],
        ),
        Dimension {
            multi_response: true,
            ..dimension("medios", &[("PRO", None), ("AME", None)])
        },
    ]
}

/// Counts the persons who are in a picked category of every dimension.
fn count(persons: &[Person], picks: &Picks) -> u64 {
    let picked = |id: &str, codes: &[&str]| {
        picks.get(id).is_none_or(|picked| {
            picked
                .iter()
                .any(|code| code == TOTAL || codes.contains(&code.as_str()))
        })
    };
    let is_in = |(year, age, means): &Person| {
        let ages = if *age < 2 {
            vec!["MIN", AGES[*age]]
        } else {
            vec![AGES[*age]]
        };
        let together = picks
            .get("anio")
            .is_none_or(|years| years.iter().any(|year| year == TOTAL));
        let counted = if together {
            YEARS[*year] != APART
        } else {
            picked("anio", &[YEARS[*year]])
        };
        counted && picked("edad", &ages) && picked("medios", MEANS[*means])
    };
    persons.iter().filter(|person| is_in(person)).count() as u64
}

fn picks_at(address: &Address) -> Picks {
    address
        .pins
        .iter()
        .map(|(id, code)| (id.clone(), vec![code.clone()]))
        .collect()
}

/// Makes the table of these persons, with some cells hidden.
fn table(persons: &[Person], hidden: &[bool]) -> Table {
    let mut hidden = hidden.iter().cycle();
    Table::from_fn(
        "t",
        Text::default(),
        "personas",
        dimensions(),
        |address| match hidden.next() {
            Some(true) => Cell::Hidden,
            _ => Cell::Published(count(persons, &picks_at(address))),
        },
    )
}

fn some(codes: &[&str]) -> impl Strategy<Value = Vec<String>> {
    let codes: Vec<String> = codes.iter().map(|code| (*code).into()).collect();
    subsequence(codes.clone(), 1..=codes.len())
}

fn picks() -> impl Strategy<Value = Picks> {
    let ages = prop_oneof![some(&["MIN", "ADU"]), some(&["0_11", "12_17", "ADU"])];
    let means =
        prop_oneof![Just("PRO"), Just("AME"), Just(TOTAL)].prop_map(|code| vec![code.to_owned()]);
    let option = proptest::option::of::<BoxedStrategy<Vec<String>>>;
    (
        option(some(&YEARS).boxed()),
        option(ages.boxed()),
        option(means.boxed()),
    )
        .prop_map(|(years, ages, means)| {
            let named = [("anio", years), ("edad", ages), ("medios", means)];
            named
                .into_iter()
                .filter_map(|(id, codes)| Some((id.to_owned(), codes?)))
                .collect()
        })
}

proptest! {
    #[test]
    fn the_true_number_is_never_outside_the_bounds(
        persons in proptest::collection::vec((0..4_usize, 0..3_usize, 0..4_usize), 0..60),
        hidden in proptest::collection::vec(proptest::bool::weighted(0.3), 60),
        picks in picks(),
    ) {
        let truth = count(&persons, &picks);
        match sum(&table(&persons, &hidden), &picks) {
            Some(Amount::Exact(count)) => prop_assert_eq!(count, truth),
            Some(Amount::Between(least, most)) => prop_assert!(0 < least && least <= truth && truth <= most && least < most),
            Some(Amount::Hidden) => {}
            Some(Amount::NotCollected) => prop_assert!(false, "a table has no years without collection"),
            None => prop_assert!(false, "the table has every dimension and code"),
        }
    }

    #[test]
    fn a_sum_is_exact_if_nothing_is_hidden(
        persons in proptest::collection::vec((0..4_usize, 0..3_usize, 0..4_usize), 0..60),
        picks in picks(),
    ) {
        prop_assert_eq!(sum(&table(&persons, &[false]), &picks), Some(Amount::Exact(count(&persons, &picks))));
    }
}

/// Makes a table of 60 persons, years by sex; of 2024 only the total of 18 is published.
fn example() -> Table {
    let dimensions = vec![
        dimension("anio", &[("2023", None), ("2024", None), ("2025", None)]),
        dimension("sexo", &[("F", None), ("M", None), ("X", None)]),
    ];
    let cells = [
        Some(60),
        Some(40),
        None,
        None,
        Some(20),
        Some(14),
        Some(6),
        None,
        Some(18),
        None,
        None,
        None,
        Some(22),
        Some(15),
        None,
        None,
    ];
    let cells = cells
        .map(|cell| cell.map_or(Cell::Hidden, Cell::Published))
        .to_vec();
    Table::new("t", Text::default(), "personas", dimensions, cells).unwrap()
}

fn summed(picks: &[(&str, &[&str])]) -> Option<Amount> {
    let picks = picks.iter().map(|(id, codes)| {
        (
            (*id).into(),
            codes.iter().map(|code| (*code).into()).collect(),
        )
    });
    sum(&example(), &picks.collect())
}

#[test]
fn the_sum_of_one_cell_is_its_published_number() {
    assert_eq!(summed(&[]), Some(Amount::Exact(60)));
    assert_eq!(summed(&[("anio", &["2024"])]), Some(Amount::Exact(18)));
    assert_eq!(
        summed(&[("anio", &["2024"]), ("sexo", &["F"])]),
        Some(Amount::Hidden)
    );
}

#[test]
fn a_sum_of_published_cells_is_exact() {
    assert_eq!(
        summed(&[("anio", &["2023", "2025"]), ("sexo", &["F"])]),
        Some(Amount::Exact(29))
    );
}

#[test]
fn the_total_minus_published_cells_is_exact() {
    assert_eq!(summed(&[("sexo", &["M", "X"])]), Some(Amount::Exact(20)));
    assert_eq!(
        summed(&[("anio", &["2023", "2024"]), ("sexo", &["F"])]),
        Some(Amount::Exact(25))
    );
}

#[test]
fn a_hidden_cell_is_bounded_by_its_line() {
    // 6 men in 2023, and at most the 22 − 15 of 2025 that are not women.
    assert_eq!(
        summed(&[("anio", &["2023", "2025"]), ("sexo", &["M"])]),
        Some(Amount::Between(6, 13))
    );
    // There may be nobody: a bound would say no more than the hidden mark.
    assert_eq!(
        summed(&[("anio", &["2024", "2025"]), ("sexo", &["X"])]),
        Some(Amount::Hidden)
    );
}

#[test]
fn a_table_without_the_dimension_or_the_code_has_no_sum() {
    assert_eq!(summed(&[("edad", &["MIN"])]), None);
    assert_eq!(summed(&[("anio", &["2023", "2030"])]), None);
}

#[test]
fn what_is_published_within_a_hidden_category_bounds_those_beside_it() {
    // Of 20 persons in 2024, 8 are adolescents; minors and adults are hidden, and 10 were adults in 2023.
    let cell = |address: &Address| {
        let pin = |id: &str| address.pins.get(id).map(String::as_str);
        match (pin("anio"), pin("edad"), pin("medios")) {
            (Some("2024"), None, None) => Cell::Published(20),
            (Some("2024"), Some("12_17"), None) => Cell::Published(8),
            (Some("2023"), Some("ADU"), None) => Cell::Published(10),
            _ => Cell::Hidden,
        }
    };
    let table = Table::from_fn("edad", Text::default(), "acreditadas", dimensions(), cell);
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let picks = Picks::from([
        ("anio".to_owned(), codes(&["2023", "2024"])),
        ("edad".to_owned(), codes(&["ADU"])),
    ]);
    assert_eq!(sum(&table, &picks), Some(Amount::Between(10, 22)));
}
