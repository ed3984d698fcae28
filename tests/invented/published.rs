//! Publishes an invented register and attacks it: how much is hidden, how long it takes, and nothing may be proved.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is for whoever runs the test"
)]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use cube::{Address, Cell, Release, json_stat};
use serde_json::Value;

use crate::workdir::{Workdir, stderr, stdout};

/// How many records are removed one by one.
const REMOVED: usize = 10;

/// Publishes records, and asserts that neither somebody who has the files proves anything of what is hidden, nor somebody
/// who knows a record as well.
pub fn try_out(name: &str, codebook: &str, records: &str) -> Release {
    let dir = Workdir::new();
    dir.write("codebook.toml", codebook);
    dir.write("records.csv", records);
    // The program is built before the clock runs.
    dir.run("--help");
    let clock = Instant::now();
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    let published = clock.elapsed().as_secs_f64();
    assert!(done.status.success(), "{name}: {}", stderr(&done));
    withstands(&dir, "data");
    let attacked = clock.elapsed().as_secs_f64();
    guards_others(&dir, "data", "records.csv", REMOVED);
    let removed = clock.elapsed().as_secs_f64();
    let release = release(&dir, "data");
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
pub fn release(dir: &Workdir, folder: &str) -> Release {
    let text = |name: &str| fs::read_to_string(dir.path(folder).join(name)).unwrap();
    let catalog = json_stat::read_catalog(&text("index.json")).unwrap();
    let below = catalog.folder();
    let table = |id: &String| json_stat::read_table(&text(&format!("{below}{id}.json"))).unwrap();
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
pub fn withstands(dir: &Workdir, folders: &str) {
    let done = dir.run(&format!("attack {folders} --json"));
    let printed = stdout(&done);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{folders}: {printed}{}",
        stderr(&done)
    );
    let report: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["findings"], Value::Array(vec![]), "{folders}");
}

/// Asserts that nobody who knows their own record proves anything of others. At most `sample` records are tried.
pub fn guards_others(dir: &Workdir, folder: &str, records: &str, sample: usize) {
    let done = dir.run(&format!(
        "attack {folder} --insider --sample {sample} --json --codebook codebook.toml --records {records}"
    ));
    let printed = stdout(&done);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{folder}: {printed}{}",
        stderr(&done)
    );
    let report: Value = serde_json::from_str(&printed).unwrap();
    let tried = report["tried"].as_u64().unwrap();
    assert!(
        report["agrees"] == true && tried > 0 && report["given_away"] == 0,
        "{folder}: {printed}"
    );
}
