//! Checks that every invented register agrees with the release and with what everyone knows.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use codebook::sample::{codebook, file};
use cube::{Cell, Release, Table};
use fastrand::Rng;
use records::{read::Values, sample::Files};

use super::search::visit_registers;

/// Rows of invented persons.
fn rows(seed: u64, number: usize) -> Vec<String> {
    let mut random = Rng::with_seed(seed);
    let mut rows = Vec::new();
    for _ in 0..number {
        let mut one_of = |from: &[&'static str]| *random.choice(from).unwrap();
        let year = one_of(&["2024", "2025"]);
        let sex = one_of(&["F", "F", "F", "M"]);
        let age = one_of(&["7", "14", "30", "40", "50"]);
        let [nationality, status] = *random
            .choice([["CRI", "NAC"], ["OTR", "EXT"]].as_slice())
            .unwrap();
        let means = *random
            .choice(["FUE", "FUE,TEJ", "ORG", ""].as_slice())
            .unwrap();
        rows.push(format!(
            "{year}-03-01;{year}-09-01;DIR;ACC;{sex};{age};{nationality};{status};{means}"
        ));
    }
    rows
}

fn cells(release: &Release) -> impl Iterator<Item = (cube::Address, Cell)> {
    release.tables.values().flat_map(Table::addressed)
}

#[test]
fn every_invented_register_agrees_with_what_is_published_and_with_known_rules() {
    let codebook = codebook(&[]);
    let mut registers = 0;
    for seed in 0..4 {
        let intake = Files::new(&[file(&rows(seed, 60))])
            .read(&codebook, Values::Concealed)
            .unwrap();
        let counts = |address: &cube::Address| intake.counts.get(address);
        let protected = protect::protect(&counts, codebook.catalog(), &[], &[7; 32]).unwrap();
        let release = protected.release;
        let shown = visit_registers(
            &codebook,
            &intake.records,
            &release,
            (seed, 200),
            |register| {
                registers += 1;
                // Counted anew, by the code that counts records.
                let mut counter =
                    records::tabulate::Counter::new(&codebook, records::tabulate::Keep::Counts);
                for record in &register.records {
                    assert!(
                        codebook
                            .relations
                            .iter()
                            .all(|relation| relation.holds(&record.answers))
                    );
                    counter.add(record.clone());
                }
                let recount = counter.finish().0;
                for (address, cell) in cells(&release) {
                    if let Cell::Published(count) = cell {
                        assert_eq!(recount.get(&address), count, "{address}");
                    }
                }
            },
        )
        .unwrap();
        let hidden = cells(&release)
            .filter(|(_, cell)| *cell == Cell::Hidden)
            .count();
        assert!(hidden > 0);
        // The records themselves show one value of each hidden count.
        assert!(shown.shown > shown.values / 6, "{shown:?}");
        assert!(shown.shown <= shown.values);
    }
    assert!(registers > 40, "only {registers} registers were found");
}
