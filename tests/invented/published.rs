//! What became of an invented register: how long it took, how much is hidden, and what an outsider proves.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured or skipped is for whoever runs the test"
)]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use cube::{Address, Cell, Release, json_stat};
use serde_json::Value;

use crate::place::{Place, stderr, stdout};

/// How many records are removed one by one.
const REMOVED: usize = 10;

/// Publishes records, and asserts that neither somebody who has the files proves anything of what is hidden, nor somebody
/// who knows a record as well.
pub fn try_out(name: &str, codebook: &str, records: &str) -> Release {
    let place = Place::new();
    place.write("codebook.toml", codebook);
    place.write("records.csv", records);
    // The program is built before the clock runs.
    place.run("--help");
    let clock = Instant::now();
    let done = place.run("publish --codebook codebook.toml --out data records.csv");
    let published = clock.elapsed().as_secs_f64();
    assert!(done.status.success(), "{name}: {}", stderr(&done));
    withstands(&place, "data");
    let attacked = clock.elapsed().as_secs_f64();
    guards_others(&place, "data", "records.csv", REMOVED);
    let removed = clock.elapsed().as_secs_f64();
    let release = release(&place, "data");
    println!(
        "{name}: published with its attack in {published:.2} s, attacked again in {:.2} s, {REMOVED} records removed in \
         {:.2} s; {:.1} % of {} cells hidden",
        attacked - published,
        removed - attacked,
        hidden(&release),
        cells(&release).len()
    );
    release
}

/// Reads a release that lies in a folder.
pub fn release(place: &Place, folder: &str) -> Release {
    let text = |name: &str| fs::read_to_string(place.path(folder).join(name)).unwrap();
    let catalog = json_stat::read_catalog(&text("index.json")).unwrap();
    let table = |id: &String| json_stat::read_table(&text(&format!("{id}.json"))).unwrap();
    let tables = catalog
        .tables
        .iter()
        .map(|entry| (entry.id.clone(), table(&entry.id)))
        .collect();
    Release { catalog, tables }
}

/// Every cell of a release, once.
pub fn cells(release: &Release) -> BTreeMap<Address, Cell> {
    release
        .tables
        .values()
        .flat_map(|table| table.addressed())
        .collect()
}

/// How many of the cells are hidden, in percent of those that are not published as zero.
pub fn hidden(release: &Release) -> f64 {
    let cells = cells(release);
    let (hidden, shown): (Vec<&Cell>, Vec<&Cell>) = cells
        .values()
        .filter(|cell| cell.published() != Some(0))
        .partition(|cell| **cell == Cell::Hidden);
    let count = |cells: &[&Cell]| u32::try_from(cells.len()).map(f64::from).unwrap();
    100.0 * count(&hidden) / (count(&hidden) + count(&shown))
}

/// Asserts that an outsider who has these folders proves nothing of what is hidden.
pub fn withstands(place: &Place, folders: &str) {
    let done = place.run(&format!("attack {folders} --json"));
    let told = stdout(&done);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{folders}: {told}{}",
        stderr(&done)
    );
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(report["findings"], Value::Array(vec![]), "{folders}");
}

/// Asserts that nobody who knows their own record proves anything of others. At most `sample` records are tried.
pub fn guards_others(place: &Place, folder: &str, records: &str, sample: usize) {
    let done = place.run(&format!(
        "attack {folder} --insider --sample {sample} --json --codebook codebook.toml --records {records}"
    ));
    let told = stdout(&done);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{folder}: {told}{}",
        stderr(&done)
    );
    let report: Value = serde_json::from_str(&told).unwrap();
    let tried = report["tried"].as_u64().unwrap();
    assert!(
        report["agrees"] == true && tried > 0 && report["given_away"] == 0,
        "{folder}: {told}"
    );
}
