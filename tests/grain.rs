//! Calls `suggest-grain` from outside: a codebook that adopts its proposal is sound and shows more.
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
    read,
    workdir::{Workdir, stderr, stdout},
};
use toml::Table;

/// Replaces a codebook's own lines by those that are proposed.
fn adopt(codebook: &str, proposed: &str) -> String {
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

/// Of each dimension, how many of 100 persons are in published cells: in its finest table by time, or over all years
/// where it has none by time; the smaller number of two measures.
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

/// Publishes without and with the proposal. Returns how much of each dimension each release shows.
fn compare(name: &str, codebook: &str, records: &str, dir: &Workdir) -> [BTreeMap<String, u64>; 2] {
    dir.write("codebook.toml", codebook);
    let done = dir.run(&format!("suggest-grain --codebook codebook.toml {records}"));
    assert!(done.status.success(), "{name}: {}", stderr(&done));
    dir.write("coarser.toml", adopt(codebook, &stdout(&done)));
    let [before, after] = ["codebook", "coarser"].map(|file| {
        let done = dir.run(&format!(
            "publish --codebook {file}.toml --out {file} {records}"
        ));
        assert!(done.status.success(), "{name}: {}", stderr(&done));
        withstands(dir, file);
        shown(&release(dir, file))
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
        let dir = Workdir::new();
        dir.write(
            "records.csv",
            Register::new(11, people, &years).until(*years.end()),
        );
        let codebook = Register::codebook(years).text();
        let [before, after] = compare(&format!("{people} people"), &codebook, "records.csv", &dir);
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
    let dir = Workdir::new();
    assert!(dir.run("demo --out demo").status.success());
    let codebook = read("src/tablero/demo/costa-rica.toml");
    let [before, after] = compare("demonstration", &codebook, "demo/records", &dir);
    assert!(sum(&after) > sum(&before) + 50, "{before:?} {after:?}");
}

#[test]
fn what_happened_in_which_year_leaves_no_trace() {
    let years = 2021..=2025;
    let (dir, mut register) = (Workdir::new(), Register::new(11, 120, &years));
    dir.write("codebook.toml", Register::codebook(years).text());
    let proposed = |name: &str, register: &Register| {
        dir.write(name, register.until(2025));
        stdout(&dir.run(&format!("suggest-grain --codebook codebook.toml {name}")))
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
    let dir = Workdir::new();
    let before = fs::read_to_string(dir.path("codebook.toml")).unwrap();
    assert!(
        dir.run("publish --codebook codebook.toml --out data records.csv")
            .status
            .success()
    );
    let refused =
        dir.run("suggest-grain --codebook codebook.toml --out data/grain.toml records.csv");
    assert_eq!(
        stderr(&refused),
        "data/grain.toml: this is confidential; name a path that is neither in data nor around it\n"
    );
    let done = dir.run("suggest-grain --codebook codebook.toml --out grain.toml records.csv");
    assert_eq!(
        stdout(&done),
        "Wrote the proposal to grain.toml. It is confidential. The codebook was not changed.\n"
    );
    let shown = dir.run("suggest-grain --codebook codebook.toml records.csv");
    let written = fs::read_to_string(dir.path("grain.toml")).unwrap();
    let last = written.strip_prefix(&stdout(&shown)).unwrap();
    assert!(
        last.starts_with("# written by tablero, sha256 ") && last.lines().count() == 1,
        "{last}"
    );
    assert_eq!(
        fs::read_to_string(dir.path("codebook.toml")).unwrap(),
        before
    );
}
