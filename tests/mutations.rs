//! Spoils safe releases: the attack finds it every time. Each trial is a register of its own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is for whoever runs the test"
)]

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use attack::{Kind, Report};
use cube::{Address, Cell, Release, Table};
use tests::invented::{
    Register,
    others::Others,
    published::{cells, release},
};
use tests::workdir::{Workdir, stderr};

const TRIALS: u64 = 30;
const PEOPLE: usize = 150;
/// How many dimensions are published where many releases are attacked, and where one is.
const FEW: usize = 2;
const MORE: usize = 3;
const THRESHOLD: u64 = 5;
const YEARS: RangeInclusive<u16> = 2023..=2025;
/// The years of a register that is published by periods as well.
const LONG: RangeInclusive<u16> = 2020..=2025;

/// A register, its release, and the true count of every cell.
struct Trial {
    release: Release,
    truth: BTreeMap<Address, u64>,
    register: Register,
}

impl Trial {
    fn new(seed: u64, shown: usize) -> Self {
        let dir = Workdir::new();
        let register = Register::new(seed, PEOPLE, &YEARS);
        let mut codebook = Register::codebook(YEARS);
        codebook.shown = shown;
        dir.write("codebook.toml", codebook.text());
        dir.write("records.csv", register.until(*YEARS.end()));
        let done = dir.run("publish --codebook codebook.toml --out data records.csv");
        assert!(done.status.success(), "{seed}: {}", stderr(&done));
        let release = release(&dir, "data");
        let count = |address: &Address| register.count(&release.catalog, address, *YEARS.end());
        let truth = cells(&release)
            .into_keys()
            .map(|address| (address.clone(), count(&address)))
            .collect();
        Trial {
            release,
            truth,
            register,
        }
    }

    /// The protected cells that are hidden: the small ones, or the others.
    fn hidden(&self, small: bool) -> Vec<Address> {
        let is = |(address, cell): &(Address, Cell)| {
            *cell == Cell::Hidden && (self.truth[address] < THRESHOLD) == small
        };
        cells(&self.release)
            .into_iter()
            .filter(is)
            .map(|(address, _)| address)
            .collect()
    }

    /// The release with the true counts at these addresses.
    fn revealing(&self, revealed: &[Address]) -> Release {
        rewritten(&self.release, |address, cell| {
            if revealed.contains(address) {
                Cell::Published(self.truth[address])
            } else {
                cell
            }
        })
    }
}

/// A release with other cells.
fn rewritten(release: &Release, cell: impl Fn(&Address, Cell) -> Cell) -> Release {
    let rewrite = |table: &Table| {
        let known: BTreeMap<Address, Cell> = table.addressed().collect();
        let dimensions = table.dimensions().to_vec();
        let value = |address: &Address| cell(address, known[address]);
        Table::from_fn(
            &table.id,
            table.label.clone(),
            &table.measure,
            dimensions,
            value,
        )
    };
    let tables = release
        .tables
        .iter()
        .map(|(id, table)| (id.clone(), rewrite(table)))
        .collect();
    Release {
        catalog: release.catalog.clone(),
        tables,
    }
}

fn attacked(releases: &[&Release]) -> Report {
    attack::attack(releases)
}

#[test]
fn what_is_spoiled_is_found_every_time() {
    let mut tried = 0;
    for seed in 0..TRIALS {
        let trial = Trial::new(seed, FEW);
        for (address, cell) in cells(&trial.release) {
            assert!(
                cell.published()
                    .is_none_or(|count| count == trial.truth[&address]),
                "{seed}: {address} is not true"
            );
        }
        let (small, large) = (trial.hidden(true), trial.hidden(false));
        assert!(attacked(&[&trial.release]).is_safe(), "{seed}");

        let one = small[usize::try_from(seed).unwrap() % small.len()].clone();
        let published = attacked(&[&trial.revealing(&[one])]);
        assert!(!published.is_safe(), "{seed}: a small number is published");

        let bare = attacked(&[&trial.revealing(&large)]);
        let proved = bare
            .findings
            .iter()
            .filter(|finding| !matches!(finding.kind, Kind::Small { .. }))
            .count();
        assert!(
            !bare.is_safe() && proved > 0,
            "{seed}: only small numbers are hidden"
        );

        // A year ago, small numbers were hidden, and nothing else.
        let before = trial.a_year_before();
        assert!(
            !attacked(&[&before, &trial.release]).is_safe(),
            "{seed}: an earlier release was not protected"
        );
        tried += 1;
    }
    println!("{tried} registers of {PEOPLE} people, each spoiled in three ways: all found");
}

impl Trial {
    /// What could have been published a year before, with its small numbers hidden and nothing else.
    fn a_year_before(&self) -> Release {
        let last = YEARS.end() - 1;
        let dir = Workdir::new();
        let years = *YEARS.start()..=last;
        let mut codebook = Register::codebook(years);
        codebook.shown = FEW;
        dir.write("codebook.toml", codebook.text());
        dir.write("records.csv", self.register.until(last));
        let done = dir.run("publish --codebook codebook.toml --out data records.csv");
        assert!(done.status.success(), "{}", stderr(&done));
        let protected = release(&dir, "data");
        rewritten(&protected, |address, _| {
            match self.register.count(&protected.catalog, address, last) {
                small if small < THRESHOLD => Cell::Hidden,
                count => Cell::Published(count),
            }
        })
    }
}

/// Publishes a register as if nothing had been published before.
fn publish_alone(codebook: &str, records: &str) -> Release {
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook);
    dir.write("records.csv", records);
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    assert!(done.status.success(), "{}", stderr(&done));
    release(&dir, "data")
}

/// The codebook of a release by year, or by periods of two years.
fn codebook_text(name: &str, by_period: bool) -> String {
    let mut codebook = Register::codebook(LONG);
    codebook.shown = FEW;
    codebook.release = name.into();
    if !by_period {
        return codebook.text();
    }
    codebook.periods = LONG.step_by(2).map(|first| first..=first + 1).collect();
    let grain = "[tables]\ngrain = { edad = \"period\", sexo = \"period\" }\n";
    let text = codebook.text().replace("[tables]\n", grain);
    assert!(text.contains("grain"), "{text}");
    text
}

/// Counts below the threshold that follow from a published period of one release, less the other
/// year of it in another release.
fn leaks_by_one_subtraction(by_year: &Release, by_period: &Release) -> Vec<(Address, u64)> {
    let (years, periods) = (cells(by_year), cells(by_period));
    let time = &by_period.catalog.time;
    let dimension = by_period.catalog.dimension(time).unwrap();
    let mut leaks = Vec::new();
    for (address, cell) in periods {
        let (Some(period), Some(sum)) = (address.pins.get(time), cell.published()) else {
            continue;
        };
        let (mut hidden, mut left) = (Vec::new(), sum);
        for year in dimension.children(period) {
            let mut in_year = address.clone();
            in_year.pins.insert(time.clone(), year.code.clone());
            match years.get(&in_year).map(|cell| cell.published()) {
                Some(Some(count)) => left -= count,
                Some(None) => hidden.push(in_year),
                None => hidden.clear(),
            }
        }
        if let ([only], true) = (&hidden[..], left < THRESHOLD) {
            leaks.push((only.clone(), left));
        }
    }
    leaks
}

#[test]
fn a_codebook_that_changes_is_found_whenever_it_gives_a_count_away() {
    let (mut leaking, mut leaked, mut silent) = (0, 0, 0);
    for seed in 0..TRIALS {
        let records = Register::new(seed, 2 * PEOPLE, &LONG).until(*LONG.end());
        let by_year = publish_alone(&codebook_text("r1", false), &records);
        let by_period = publish_alone(&codebook_text("r2", true), &records);
        for (first, second) in [(&by_year, &by_period), (&by_period, &by_year)] {
            let leaks = leaks_by_one_subtraction(&by_year, &by_period);
            let report = attacked(&[first, second]);
            for (address, value) in &leaks {
                let is_it = |finding: &&attack::Finding| finding.group.address == *address;
                let found = report.findings.iter().find(is_it);
                let kind = found.map(|finding| finding.kind);
                assert_eq!(
                    kind,
                    Some(Kind::Exact { value: *value }),
                    "{seed}: {address}"
                );
            }
            leaking += usize::from(!leaks.is_empty());
            leaked += leaks.len();
            silent += usize::from(report.is_safe());
        }
    }
    println!(
        "{TRIALS} registers, by year and by period in either order: {leaked} counts given away by one subtraction in \
         {leaking} pairs, all found; nothing was found in {silent} pairs"
    );
    assert!(leaking > 10, "{leaking} pairs give something away");
}

/// Makes the records before and after a correction.
type Correct = fn(&Register) -> [Register; 2];

/// What happens to one person between two releases.
const CORRECTIONS: [(&str, Correct); 4] = [
    ("one field", |register| {
        [register.clone(), register.corrected(2024, 1)]
    }),
    ("reversed", |register| {
        [register.corrected(2023, 1), register.clone()]
    }),
    ("registered late", |register| {
        [register.without(2024, 1), register.clone()]
    }),
    ("erased", |register| {
        [register.clone(), register.without(2023, 1)]
    }),
];

#[test]
fn a_person_who_is_corrected_is_found_every_time() {
    let (mut leaking, mut silent) = (0_u64, 0);
    for seed in 0..TRIALS {
        let register = Register::new(seed, PEOPLE, &YEARS);
        let mut codebook = Register::codebook(YEARS);
        codebook.shown = FEW;
        for (what, change) in CORRECTIONS {
            let mut names = ["r1", "r2"].into_iter();
            let releases = change(&register).map(|register| {
                codebook.release = names.next().unwrap().into();
                publish_alone(&codebook.text(), &register.until(*YEARS.end()))
            });
            let [before, after] = &releases;
            let (old, new) = (cells(before), cells(after));
            let report = attacked(&[before, after]);
            let time = &after.catalog.time;
            let mut leaks = 0;
            for (address, cell) in new {
                let counts = (old[&address].published(), cell.published());
                let (Some(old), Some(new)) = counts else {
                    continue;
                };
                leaks += usize::from(old != new);
                // Of a difference over all years, only that of the corrected year is named.
                if old == new || !address.pins.contains_key(time) {
                    continue;
                }
                let is_it = |finding: &attack::Finding| {
                    finding.group.address == address && matches!(finding.kind, Kind::Changed { .. })
                };
                assert!(
                    report.findings.iter().any(is_it),
                    "{seed}: {what}: {address} from {old} to {new}\n{report}"
                );
            }
            assert!(leaks == 0 || !report.is_safe(), "{seed}: {what}");
            assert!(attacked(&[after]).is_safe(), "{seed}: {what}");
            leaking += u64::from(leaks > 0);
            silent += usize::from(report.is_safe());
        }
        // A pair of persons that cancel each other out changes no count.
        let release = publish_alone(&codebook.text(), &register.until(*YEARS.end()));
        let mut again = release.clone();
        again.catalog.release = "r3".into();
        assert!(attacked(&[&release, &again]).is_safe(), "{seed}");
    }
    println!(
        "{TRIALS} registers, one person corrected in {} ways: published counts change in {leaking}, all found; nothing \
         was found in {silent}",
        CORRECTIONS.len()
    );
    assert!(
        leaking > 3 * TRIALS,
        "{leaking} corrections change something"
    );
}

#[test]
fn a_complementary_number_that_is_shown_is_found_or_harmless() {
    show_one_by_one(8);
}

/// By hand: `cargo test --release -p tests --test mutations -- --ignored --nocapture`.
#[test]
#[ignore = "on request: seeks thousands of other tables"]
fn every_harmless_number_is_harmless_to_another_reader() {
    show_one_by_one(1);
}

/// Shows each complementary number. Of those in which the attack finds nothing, another reader tries one in so many.
fn show_one_by_one(one_in: usize) {
    let (mut found, mut needless, mut harmless) = (0, 0, 0);
    let trial = Trial::new(TRIALS, MORE);
    let before = attacked(&[&trial.release]);
    let mut others = Others::from_release(&trial.release);
    for address in trial.hidden(false) {
        let was_needless = before
            .needless
            .iter()
            .any(|finding| finding.group.address == address);
        match attacked(&[&trial.revealing(std::slice::from_ref(&address))]).is_safe() {
            false => found += 1,
            true if was_needless => needless += 1,
            true => {
                harmless += 1;
                // Another reader finds, for whatever is hidden, other tables that show the same.
                let is_tried = harmless % one_in == 0;
                let proved = if is_tried {
                    others.provable(&address, trial.truth[&address])
                } else {
                    0
                };
                assert_eq!(proved, 0, "{address} lets something be proved");
            }
        }
    }
    println!(
        "{} other tables were sought and added up for the harmless ones",
        others.tables()
    );
    let all = found + needless + harmless;
    println!(
        "{all} complementary numbers shown one by one: {found} let something be proved; {needless} do not, being provably \
         {THRESHOLD} or more before; {harmless} do not, because others that are hidden still stand in for them"
    );
    assert!(found > 0 && all > 50, "{found} of {all}");
}
