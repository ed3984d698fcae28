//! Tests that what is closed never changes and always adds up, whatever becomes of the records.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{Codebook, sample};
use cube::{Address, Release, Table, TableEntry, Text};
use proptest::prelude::*;
use records::{
    read::{Intake, Values},
    sample::Files,
    tabulate::YearlyCounts,
};

use super::{
    Advanced, Ledger, LedgerError, advance,
    advance::years_of,
    index::{Index, split_time},
    model::{adopt, waiting_file},
};

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

fn person() -> impl Strategy<Value = Person> {
    (
        FIRST..2024_u16,
        prop::option::of(0..2_u16),
        prop::sample::select(vec!["F", "F", "M", "U"]),
        prop::sample::select(vec![8, 14, 20, 40]),
        prop::sample::select(vec!["CRI", "OTR"]),
        prop::sample::select(vec!["FUE", "TEJ", "FUE,TEJ", "ORG", "U"]),
    )
        .prop_map(|(applied, later, sex, age, nationality, means)| Person {
            applied,
            decided: later.map(|later| applied + later),
            sex,
            age,
            nationality,
            means,
        })
}

/// What becomes of a register from one release to the next: corrections, erasures and late registrations.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Option<Person>)>> {
    let change = (
        any::<prop::sample::Index>(),
        prop::option::weighted(0.7, person()),
    );
    prop::collection::vec(change, 0..8)
}

/// What is over closed years only, is as it was when these were closed.
fn check_frozen(
    codebook: &Codebook,
    advanced: &Advanced,
    snapshots: &BTreeMap<u16, YearlyCounts>,
    decisions_wait: bool,
) -> Result<(), TestCaseError> {
    let catalog = codebook.catalog();
    for address in addresses(codebook) {
        let (without_time, code) = split_time(&address, &catalog.time);
        let years = years_of(catalog, code);
        let frozen = years
            .iter()
            .map(|year| snapshots[year].get(&without_time, *year));
        let (frozen, found) = (frozen.sum::<u64>(), advanced.counts.get(&address));
        if address.measure == "solicitudes" || !decisions_wait {
            prop_assert_eq!(found, frozen, "{}", address);
        } else {
            prop_assert!(found <= frozen, "{}", address);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(sample::cases(16))]

    #[test]
    fn what_is_closed_never_changes_and_always_adds_up(
        people in prop::collection::vec(person(), 60..120),
        changed in prop::collection::vec(changes(), 4),
    ) {
        let mut people = people;
        let mut ledger: Option<Ledger> = None;
        let mut snapshots = BTreeMap::new();
        let mut published: BTreeMap<(Address, Vec<u16>), u64> = BTreeMap::new();
        let mut decisions_wait = false;
        for (closed, changed) in (2021..=2024).zip(changed) {
            let codebook = codebook(closed, closed, &[]);
            let intake = read(&codebook, &people, closed);
            let yearly = YearlyCounts::new(&codebook, &intake.records);
            for year in FIRST..=closed {
                snapshots.entry(year).or_insert_with(|| yearly.clone());
            }
            let advanced = advance(&codebook, &intake.records, ledger.as_ref(), &[]).unwrap();
            decisions_wait |= !advanced.waiting.decisions.is_empty();
            check_frozen(&codebook, &advanced, &snapshots, decisions_wait)?;
            for address in addresses(&codebook) {
                let (without_time, code) = split_time(&address, "anio");
                let count = advanced.counts.get(&address);
                let years = years_of(codebook.catalog(), code);
                let known = *published.entry((without_time, years)).or_insert(count);
                prop_assert_eq!(known, count, "{}", address);
            }
            advanced.next.check_additive().unwrap();
            let all = advanced.next.years.keys().copied().collect();
            prop_assert!(Index::new(&advanced.next, codebook.catalog(), &all).is_ok());
            ledger = Some(advanced.next);
            for (at, change) in changed {
                let at = at.index(people.len());
                match change {
                    Some(person) if at % 2 == 0 => people.push(person),
                    Some(person) => people[at] = Person { applied: people[at].applied, ..person },
                    None => { people.swap_remove(at); }
                }
            }
        }
    }
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
fn a_damaged_or_foreign_ledger_is_refused_with_its_place() {
    let people = several(20, PLAIN);
    let codebook = codebook(2021, 2021, &[]);
    let ledger = advance_with(&codebook, &people, None).unwrap().next;
    let refuse = |ledger: &Ledger| {
        advance_with(&codebook, &people, Some(ledger))
            .unwrap_err()
            .to_string()
    };
    let mut found = 0;
    for table in 0..ledger.tables.len() {
        for span in 0..ledger.tables[table].spans.len() {
            for cell in 0..ledger.tables[table].spans[span].counts.len() {
                let mut damaged = ledger.clone();
                let span = &mut damaged.tables[table].spans[span];
                span.counts[cell] += 1;
                let years = format!(", {}", span.first);
                let refused = advance_with(&codebook, &people, Some(&damaged));
                if let Err(error) = refused {
                    let text = error.to_string();
                    assert!(
                        text.starts_with("the ledger does not add up at ") && text.contains(&years),
                        "{text}"
                    );
                    found += 1;
                }
            }
        }
    }
    // Answers of several are not sums; every other count is.
    let sums = ledger.tables.iter().flat_map(|table| {
        let multi = table.dimensions.iter().any(|list| list.multi);
        table.spans.iter().filter(move |_| !multi)
    });
    assert!(
        found >= sums.map(|span| span.counts.len()).sum::<usize>() - 2 * 2,
        "{found}"
    );
    let mut foreign = ledger.clone();
    foreign.codebook = "another".into();
    assert_eq!(
        refuse(&foreign),
        "the ledger is of the codebook “another”, and this is “muestra”: name the ledger of this register"
    );
    assert!(!format!("{ledger:?}").contains("20"));
}

#[test]
fn a_ledger_must_be_that_of_the_release_before() {
    let people = several(20, PLAIN);
    let codebook = codebook(2021, 2021, &[]);
    let intake = read(&codebook, &people, 2021);
    let ledger = advance(&codebook, &intake.records, None, &[]).unwrap().next;
    let public = |by: u64| {
        let catalog = codebook.catalog().clone();
        let tables = catalog.tables.iter().map(|entry| {
            let dimensions = catalog.dimensions_of(entry);
            let table = Table::from_fn(
                &entry.id,
                Text::default(),
                &entry.measure,
                dimensions,
                |at| cube::Cell::Published(intake.counts.get(at) + by),
            );
            (entry.id.clone(), table)
        });
        Release {
            tables: tables.collect(),
            catalog: catalog.clone(),
        }
    };
    let advance = |ledger, by| {
        let outcome = advance(&codebook, &intake.records, ledger, &[public(by)]);
        outcome.map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(advance(Some(&ledger), 0), Ok(()));
    assert_eq!(advance(None, 0), Ok(()));
    let other = advance(Some(&ledger), 1).unwrap_err();
    assert!(
        other.starts_with("the ledger differs from the release 2026-10 at "),
        "{other}"
    );
    let missing = advance(None, 1).unwrap_err();
    assert!(
        missing.starts_with(
            "there is no ledger yet, and the records differ from the release 2026-10 at "
        ),
        "{missing}"
    );
}

#[test]
fn a_ledger_that_waits_is_adopted_with_its_release_only() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("ledger.json");
    let ledger = |made_with: &str, follows: Option<String>| {
        let mut ledger = Ledger::new("muestra");
        (ledger.made_with, ledger.follows) = (made_with.into(), follows);
        ledger
    };
    assert!(matches!(
        adopt(&file, "a"),
        Err(LedgerError::NothingWaits { .. })
    ));
    let first = ledger("a", None);
    first.write(&waiting_file(&file)).unwrap();
    assert!(matches!(
        adopt(&file, "b"),
        Err(LedgerError::OtherRelease(_))
    ));
    adopt(&file, "a").unwrap();
    assert!(Ledger::read(&file).unwrap() == Some(first.clone()));
    // Once more, as after a failure.
    adopt(&file, "a").unwrap();
    ledger("b", None).write(&waiting_file(&file)).unwrap();
    assert!(matches!(adopt(&file, "b"), Err(LedgerError::Changed(_))));
    let second = ledger("b", Some(first.fingerprint()));
    second.write(&waiting_file(&file)).unwrap();
    adopt(&file, "b").unwrap();
    assert!(Ledger::read(&file).unwrap() == Some(second));
    std::fs::write(&file, "{\"format\":1,\"codebook\":7}").unwrap();
    let error = Ledger::read(&file).unwrap_err().to_string();
    assert!(error.ends_with("this is not a ledger that this version of tablero can read (line 1, column 24); restore it from a copy"), "{error}");
}
