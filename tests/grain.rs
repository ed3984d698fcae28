//! What `suggest-grain` proposes, from outside: a codebook that takes it up is sound and shows more.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is for whoever runs the test"
)]

use std::{collections::BTreeMap, fs, ops::RangeInclusive};

use cube::{Cell, Release, TOTAL};
use tests::{
    invented::{
        Register,
        published::{release, withstands},
    },
    place::{Place, stderr, stdout},
    read,
};
use toml::Table;

/// The codebook with the lines that are proposed in the place of its own.
fn taken_up(codebook: &str, proposed: &str) -> String {
    let mut codebook: Table = toml::from_str(codebook).unwrap();
    for (section, lines) in toml::from_str::<Table>(proposed).unwrap() {
        let own = codebook
            .entry(section)
            .or_insert_with(|| Table::new().into());
        own.as_table_mut()
            .unwrap()
            .extend(lines.as_table().unwrap().clone());
    }
    toml::to_string(&codebook).unwrap()
}

/// How many of 100 persons are in published cells, of each dimension in the finest table by time, or over all years
/// where none is by time: of two measures, where they are fewer.
fn shown(release: &Release) -> BTreeMap<String, u64> {
    let time = &release.catalog.time;
    let mut shown = BTreeMap::new();
    for table in release.tables.values() {
        let [dimension] = &table
            .dimensions()
            .iter()
            .filter(|dimension| dimension.id != *time)
            .collect::<Vec<_>>()[..]
        else {
            continue;
        };
        let is_timed = table.dimension(time).is_some();
        let timed_too = release.tables.values().any(|other| {
            other.measure == table.measure
                && other.dimensions().len() == 2
                && other.dimension(time).is_some()
                && other.dimension(&dimension.id).is_some()
        });
        if !is_timed && timed_too {
            continue;
        }
        let is_leaf = |(address, _): &(cube::Address, Cell)| {
            table.dimensions().iter().all(|own| {
                let code = address.pins.get(&own.id).map_or(TOTAL, String::as_str);
                code != TOTAL && own.is_leaf(code)
            })
        };
        let seen: u64 = table
            .addressed()
            .filter(is_leaf)
            .filter_map(|(_, cell)| cell.published())
            .sum();
        // Of several answers a person may have two: so many there are at most.
        let all = release.tables[&format!("{}.{time}", table.measure)]
            .addressed()
            .next()
            .unwrap()
            .1
            .published()
            .unwrap();
        let percent = shown.entry(dimension.id.clone()).or_insert(100);
        *percent = (*percent).min(100 * seen / all);
    }
    shown
}

/// What is shown without and with what is proposed.
fn try_out(name: &str, codebook: &str, records: &str, place: &Place) -> [BTreeMap<String, u64>; 2] {
    place.write("codebook.toml", codebook);
    let done = place.run(&format!("suggest-grain --codebook codebook.toml {records}"));
    assert!(done.status.success(), "{name}: {}", stderr(&done));
    place.write("coarser.toml", taken_up(codebook, &stdout(&done)));
    let [before, after] = ["codebook", "coarser"].map(|file| {
        let done = place.run(&format!(
            "publish --codebook {file}.toml --out {file} {records}"
        ));
        assert!(done.status.success(), "{name}: {}", stderr(&done));
        withstands(place, file);
        shown(&release(place, file))
    });
    println!(
        "{name}\n{}\n  before {before:?}\n  after  {after:?}",
        stdout(&done)
    );
    [before, after]
}

fn sum(shown: &BTreeMap<String, u64>) -> u64 {
    shown.values().sum()
}

#[test]
fn what_is_proposed_of_invented_registers_shows_more() {
    let sizes: [(usize, RangeInclusive<u16>); 2] = [(300, 2018..=2025), (600, 2016..=2025)];
    for (people, years) in sizes {
        let place = Place::new();
        place.write(
            "records.csv",
            Register::new(11, people, &years).until(*years.end()),
        );
        let codebook = Register::codebook(years).text();
        let [before, after] = try_out(
            &format!("{people} people"),
            &codebook,
            "records.csv",
            &place,
        );
        assert_eq!(
            before.keys().collect::<Vec<_>>(),
            after.keys().collect::<Vec<_>>()
        );
        assert!(
            sum(&after) > sum(&before) + 50,
            "{people}: {before:?} {after:?}"
        );
    }
}

#[test]
fn what_is_proposed_of_the_demonstration_shows_more() {
    let place = Place::new();
    assert!(place.run("demo --out demo").status.success());
    let codebook = read("src/tablero/demo/costa-rica.toml");
    let [before, after] = try_out("demonstration", &codebook, "demo/records", &place);
    assert!(sum(&after) > sum(&before) + 50, "{before:?} {after:?}");
}

#[test]
fn what_happened_in_which_year_leaves_no_trace() {
    let years = 2021..=2025;
    let (place, mut register) = (Place::new(), Register::new(11, 120, &years));
    place.write("codebook.toml", Register::codebook(years).text());
    let proposed = |name: &str, register: &Register| {
        place.write(name, register.until(2025));
        stdout(&place.run(&format!("suggest-grain --codebook codebook.toml {name}")))
    };
    register
        .people
        .iter_mut()
        .for_each(|person| person.decided = person.decided.map(|_| person.applied));
    let before = proposed("before.csv", &register);
    register.people.reverse();
    for (person, year) in register.people.iter_mut().zip((2021..=2025).cycle()) {
        person.applied = year;
        person.decided = person.decided.map(|_| year);
    }
    assert_eq!(proposed("after.csv", &register), before);
    assert!(before.contains("roll_up = ["), "{before}");
}

#[test]
fn the_proposal_is_confidential_and_changes_nothing() {
    let place = Place::new();
    let before = fs::read_to_string(place.path("codebook.toml")).unwrap();
    assert!(
        place
            .run("publish --codebook codebook.toml --out data records.csv")
            .status
            .success()
    );
    let refused =
        place.run("suggest-grain --codebook codebook.toml --out data/grain.toml records.csv");
    assert_eq!(
        stderr(&refused),
        "data/grain.toml: this is confidential; name a path that is neither in data nor around it\n"
    );
    let done = place.run("suggest-grain --codebook codebook.toml --out grain.toml records.csv");
    assert_eq!(
        stdout(&done),
        "Wrote the proposal to grain.toml. It is confidential. The codebook was not changed.\n"
    );
    let shown = place.run("suggest-grain --codebook codebook.toml records.csv");
    assert_eq!(
        stdout(&shown),
        fs::read_to_string(place.path("grain.toml")).unwrap()
    );
    assert_eq!(
        fs::read_to_string(place.path("codebook.toml")).unwrap(),
        before
    );
}
