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
