//! Tests what comes from the ledger and what from the records.

mod any_change;
mod refusals;

use std::collections::BTreeSet;

use codebook::{Codebook, sample};
use cube::{Address, Table, TableEntry, Text};
use records::{
    read::{Intake, Values},
    sample::Files,
};

use super::{Advanced, Ledger, LedgerError, advance};

/// Somebody in the register.
#[derive(Clone, Debug)]
struct Person {
    applied: u16,
    decided: Option<u16>,
    sex: &'static str,
    age: u8,
    nationality: &'static str,
    means: &'static str,
}

const FIRST: u16 = 2020;
const PLAIN: Person = Person {
    applied: FIRST,
    decided: None,
    sex: "F",
    age: 30,
    nationality: "CRI",
    means: "FUE",
};

/// The sample's codebook with these years; sums over years are renewed every two years.
fn codebook(closed: u16, last: u16, changes: &[(&str, &str)]) -> Codebook {
    let time =
        format!("first = {FIRST}\nlast = {last}\nclosed = {closed}\npooled = {{ every = 2 }}");
    let mut all = vec![("first = 2024\nlast = 2025", time.as_str())];
    all.extend_from_slice(changes);
    sample::codebook(&all)
}

/// Reads the register as it stands at the end of a year.
fn read(codebook: &Codebook, people: &[Person], until: u16) -> Intake {
    let known = people.iter().filter(|person| person.applied <= until);
    let rows = known.enumerate().map(|(number, person)| {
        let decided = person.decided.filter(|year| *year <= until);
        let (date, outcome) = match decided {
            Some(year) => (format!("{year}-12-{:02}", number % 28 + 1), "ACC"),
            None => (String::new(), "DEN"),
        };
        let status = if person.nationality == "CRI" {
            "NAC"
        } else {
            "EXT"
        };
        format!(
            "{}-03-01;{date};DIR;{outcome};{};{};{};{status};{}",
            person.applied, person.sex, person.age, person.nationality, person.means
        )
    });
    let file = Files::new(&[sample::file(&rows.collect::<Vec<_>>())]);
    file.read(codebook, Values::Concealed).unwrap()
}

/// Advances a ledger with the register as it stands at the end of a year.
fn advance_with(
    codebook: &Codebook,
    people: &[Person],
    ledger: Option<&Ledger>,
) -> Result<Advanced, LedgerError> {
    let intake = read(codebook, people, *codebook.years.end());
    advance(codebook, &intake.records, ledger, &[])
}

fn several(number: usize, person: Person) -> Vec<Person> {
    vec![person; number]
}

fn count(advanced: &Advanced, pins: &[(&str, &str)]) -> u64 {
    advanced
        .counts
        .get(&Address::new("solicitudes", pins.iter().copied()))
}

/// Every published address.
fn addresses(codebook: &Codebook) -> BTreeSet<Address> {
    let catalog = codebook.catalog();
    let table = |entry: &TableEntry| {
        let dimensions = catalog.dimensions_of(entry);
        Table::from_fn("", Text::default(), &entry.measure, dimensions, |_| {
            cube::Cell::Hidden
        })
    };
    let tables: Vec<Table> = catalog.tables.iter().map(table).collect();
    let cells = tables.iter().flat_map(Table::addressed);
    cells.map(|(address, _)| address).collect()
}

#[test]
fn an_edition_keeps_its_years_until_the_next_one() {
    let year = |applied| several(20, Person { applied, ..PLAIN });
    let people: Vec<Person> = (2020..=2023).flat_map(year).collect();
    let mut ledger = None;
    let mut sums = vec![];
    for closed in 2021..=2023 {
        let advanced = advance_with(&codebook(closed, closed, &[]), &people, ledger.as_ref());
        let advanced = advanced.unwrap();
        sums.push(count(&advanced, &[("sexo", "F"), ("nacionalidad", "CRI")]));
        ledger = Some(advanced.next);
    }
    assert_eq!(sums, [40, 40, 80]);
}

#[test]
fn what_the_records_say_otherwise_waits_and_is_listed() {
    let mut people = several(20, PLAIN);
    people.extend(several(
        20,
        Person {
            applied: 2021,
            ..PLAIN
        },
    ));
    let codebook = codebook(2021, 2021, &[]);
    let first = advance_with(&codebook, &people, None).unwrap();
    assert!(first.waiting.is_empty());
    // Two are corrected, one is erased, and one is registered late: at least one is elsewhere, and one more is there.
    people[0].sex = "M";
    people[1].sex = "M";
    people.pop();
    people.push(Person {
        nationality: "OTR",
        ..PLAIN
    });
    let second = advance_with(&codebook, &people, Some(&first.next)).unwrap();
    assert!(second.counts == first.counts);
    let groups = second.waiting.groups.iter();
    let listed: Vec<String> = groups
        .map(|group| {
            format!(
                "{} {} {:+} {:?}",
                group.measure, group.years, group.persons, group.moved
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            "solicitudes 2020 +1 [(\"sexo\", 1)]",
            "solicitudes 2021 -1 []"
        ]
    );
}

#[test]
fn revised_years_are_counted_from_the_records_again() {
    let mut people = several(20, PLAIN);
    people.extend(several(
        20,
        Person {
            applied: 2021,
            ..PLAIN
        },
    ));
    let first = advance_with(&codebook(2021, 2021, &[]), &people, None).unwrap();
    people[0].sex = "M";
    people[30].sex = "M";
    let revise = |years: &str| {
        let all = codebook(
            2021,
            2021,
            &[("pooled =", &format!("revised = {years}\npooled ="))],
        );
        advance_with(&all, &people, Some(&first.next))
    };
    // Sums over years cannot be divided: the other year waits, too.
    let refused = revise("[2020]").unwrap_err().to_string();
    assert!(
        refused.contains("something waits in 2021: leave these tables out"),
        "{refused}"
    );
    let revised = revise("[2020, 2021]").unwrap();
    assert_eq!(count(&revised, &[("anio", "2020"), ("sexo", "M")]), 1);
    assert_eq!(
        count(&revised, &[("sexo", "M"), ("nacionalidad", "CRI")]),
        2
    );
    assert!(revised.waiting.is_empty());
    revised.next.check_additive().unwrap();
}

#[test]
fn the_total_of_an_open_year_stays_until_enough_have_come() {
    let with = |open: usize| {
        let mut people = several(20, PLAIN);
        people.extend(several(
            20,
            Person {
                applied: 2021,
                ..PLAIN
            },
        ));
        people.extend(several(
            open,
            Person {
                applied: 2022,
                ..PLAIN
            },
        ));
        people
    };
    let open = codebook(2021, 2022, &[]);
    let total = |advanced: &Advanced| count(advanced, &[("anio", "2022")]);
    let first = advance_with(&open, &with(10), None).unwrap();
    assert_eq!(total(&first), 10);
    let few = advance_with(&open, &with(14), Some(&first.next)).unwrap();
    assert_eq!(
        (total(&few), few.waiting.held_years.clone()),
        (10, vec![2022])
    );
    let enough = advance_with(&open, &with(15), Some(&few.next)).unwrap();
    assert_eq!((total(&enough), enough.waiting.is_empty()), (15, true));
    // It is closed as it was when its total was published, if few have come since.
    let closed = codebook(2022, 2022, &[]);
    let few = advance_with(&closed, &with(17), Some(&enough.next)).unwrap();
    assert_eq!(total(&few), 15);
    assert_eq!(count(&few, &[("anio", "2022"), ("sexo", "F")]), 15);
    assert!(few.next.years[&2022].closed);
    let later = advance_with(&closed, &with(40), Some(&few.next)).unwrap();
    assert_eq!(total(&later), 15);
    let many = advance_with(&closed, &with(40), Some(&enough.next)).unwrap();
    assert_eq!(total(&many), 40);
}

#[test]
fn a_new_table_is_counted_from_the_records_if_it_adds_up() {
    let mut people = several(20, PLAIN);
    people.extend(several(
        20,
        Person {
            applied: 2021,
            ..PLAIN
        },
    ));
    let first = advance_with(&codebook(2021, 2021, &[]), &people, None).unwrap();
    let finer = codebook(
        2021,
        2021,
        &[(
            "dimensions = [\"sexo\", \"nacionalidad\", \"condicion\"]",
            "dimensions = [\"sexo\", \"nacionalidad\", \"condicion\", \"edad\"]",
        )],
    );
    let added = advance_with(&finer, &people, Some(&first.next)).unwrap();
    assert_eq!(count(&added, &[("anio", "2020"), ("edad", "ADU")]), 20);
    people.pop();
    let refused = advance_with(&finer, &people, Some(&first.next)).unwrap_err();
    let LedgerError::NewTables { tables, years } = &refused else {
        panic!("{refused}");
    };
    assert!(
        tables.contains(&"solicitudes.anio.edad (2021, _T)".into())
            || tables.contains(&"solicitudes.anio.edad (2021)".into()),
        "{tables:?}"
    );
    assert_eq!(years, &[2021]);
}

#[test]
fn a_decision_waits_with_its_application() {
    let mut people = several(20, PLAIN);
    people.extend(several(
        20,
        Person {
            applied: 2021,
            ..PLAIN
        },
    ));
    let first = advance_with(&codebook(2021, 2021, &[]), &people, None).unwrap();
    // The only man is registered late, and accredited in a year that is closed now.
    people.push(Person {
        sex: "M",
        decided: Some(2022),
        ..PLAIN
    });
    people.extend(several(
        10,
        Person {
            applied: 2022,
            decided: Some(2022),
            ..PLAIN
        },
    ));
    let codebook = codebook(2022, 2022, &[]);
    let second = advance_with(&codebook, &people, Some(&first.next)).unwrap();
    let accredited = |pins: &[(&str, &str)]| {
        let address = Address::new("acreditadas", pins.iter().copied());
        second.counts.get(&address)
    };
    assert_eq!(accredited(&[("anio", "2022")]), 10);
    assert_eq!(accredited(&[("anio", "2022"), ("sexo", "M")]), 0);
    assert_eq!(second.waiting.decisions.len(), 1);
    assert_eq!(second.waiting.decisions[0].persons, 1);
}

#[test]
fn a_renamed_category_keeps_its_counts() {
    let foreign = Person {
        nationality: "OTR",
        ..PLAIN
    };
    let mut people = several(20, PLAIN);
    people.extend(several(10, foreign));
    let first = advance_with(&codebook(2021, 2021, &[]), &people, None).unwrap();
    people.pop();
    let renamed = codebook(
        2021,
        2021,
        &[(
            "{ code = \"EXT\", es = \"Extranjera\", en = \"Foreign\" }",
            "{ code = \"FOR\", es = \"Extranjera\", en = \"Foreign\", spellings = [\"EXT\"], replaces = [\"EXT\"] }",
        )],
    );
    let second = advance_with(&renamed, &people, Some(&first.next)).unwrap();
    assert_eq!(
        count(&second, &[("anio", "2020"), ("condicion", "FOR")]),
        10
    );
    let third = advance_with(&renamed, &people, Some(&second.next)).unwrap();
    assert!(third.counts == second.counts);
}
