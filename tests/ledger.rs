//! Publishes a register year after year while its records are corrected, erased and registered late: with a ledger, no
//! number of a closed year ever changes, and nobody who keeps all releases learns about whom.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is for whoever runs the test"
)]

use std::collections::BTreeMap;
use std::fs;

use cube::{Address, Cell, Release};
use serde_json::Value;
use tests::codebook::Codebook;
use tests::invented::{
    Register,
    published::{cells, hidden, release, withstands},
};
use tests::workdir::{KEY, Workdir, codebook, records, stderr, stdout};

const FIRST: u16 = 2015;
const PEOPLE: usize = 500;
/// How many of the register's dimensions are published; where a year is revised, fewer.
const SHOWN: usize = 8;
const SHOWN_REVISED: usize = 3;

/// Releases that are public, and the ledger that was advanced with each.
struct Series {
    dir: Workdir,
    public: Vec<String>,
    shown: usize,
}

impl Series {
    fn new(shown: usize) -> Self {
        let dir = Workdir::new();
        dir.write("key.txt", KEY);
        Series {
            dir,
            public: vec![],
            shown,
        }
    }

    /// Makes a candidate of the records as they were at the end of a year. Returns what was printed, or the refusal.
    fn prepare(
        &self,
        name: &str,
        register: &Register,
        last: u16,
        time: &str,
    ) -> Result<String, String> {
        let codebook = Codebook {
            release: name.into(),
            time: format!("pooled = {{ every = 3 }}\n{time}"),
            shown: self.shown,
            ..Register::codebook(FIRST..=last)
        };
        self.dir.write("codebook.toml", codebook.text());
        self.dir.write("records.csv", register.until(last));
        let done = self.dir.run(&format!(
            "candidate --codebook codebook.toml --ledger ledger.json --key key.txt --out candidate{} records.csv",
            self.earlier()
        ));
        if done.status.success() {
            Ok(stdout(&done))
        } else {
            Err(stderr(&done))
        }
    }

    /// Makes a candidate and releases it.
    fn publish(&mut self, name: &str, register: &Register, last: u16, time: &str) -> Release {
        self.prepare(name, register, last, time).unwrap();
        let done = self.dir.run(&format!(
            "release --ledger ledger.json candidate/data {name}{}",
            self.earlier()
        ));
        assert!(done.status.success(), "{}{}", stdout(&done), stderr(&done));
        self.public.push(name.into());
        let release = release(&self.dir, name);
        println!("{name}: {:.1} % hidden", hidden(&release));
        release
    }

    fn earlier(&self) -> String {
        let folders = self.public.iter();
        folders
            .map(|folder| format!(" --earlier {folder}"))
            .collect()
    }

    /// Asserts that nobody who keeps all releases proves anything of what any of them hides.
    fn withstand(&self) {
        withstands(&self.dir, &self.public.join(" "));
    }

    /// What waits, as the internal report of the last candidate has it.
    fn waiting(&self) -> Vec<Value> {
        let report = fs::read_to_string(self.dir.path("candidate/report/report.json")).unwrap();
        let report: Value = serde_json::from_str(&report).unwrap();
        report["account"]["waiting"].as_array().unwrap().clone()
    }
}

/// The published counts over closed years, by address without time and the years that they count.
fn closed_counts(release: &Release) -> BTreeMap<(Address, Vec<String>), u64> {
    let catalog = &release.catalog;
    let time = catalog.dimension(&catalog.time).unwrap();
    let mut counts = BTreeMap::new();
    for (address, cell) in cells(release) {
        let leaves = time.leaves_in(catalog.time_code(&address));
        let years: Vec<String> = leaves.map(|year| year.code.clone()).collect();
        let is_closed = years.iter().all(|year| catalog.is_closed(year));
        if let (Cell::Published(count), true) = (cell, is_closed) {
            let mut address = address;
            address.pins.remove(&catalog.time);
            counts.insert((address, years), count);
        }
    }
    counts
}

/// Asserts that what both releases publish of the same closed years is the same. Returns how much that is.
fn assert_same(before: &Release, after: &Release) -> usize {
    let (before, after) = (closed_counts(before), closed_counts(after));
    let mut compared = 0;
    for (cell, count) in &before {
        if let Some(later) = after.get(cell) {
            assert_eq!(later, count, "{} {:?}", cell.0, cell.1);
            compared += 1;
        }
    }
    compared
}

#[test]
fn no_number_of_a_closed_year_changes_whatever_becomes_of_the_records() {
    let whole = Register::new(17, PEOPLE, &(FIRST..=2023));
    let mut series = Series::new(SHOWN);
    // Three of 2019 are registered late; two of 2018 are erased once they are public; two of a hundred are corrected.
    let first = series.publish("r2020", &whole.without(2019, 3), 2020, "");
    let changed = whole.without(2018, 2).corrected_at_random(1, 20);
    let second = series.publish("r2021", &changed, 2021, "");
    let waiting = series.waiting();
    let total = |year: &str| {
        let of_year = |entry: &&Value| {
            entry["measure"] == "solicitudes"
                && entry["years"] == year
                && entry.get("dimension").is_none()
        };
        waiting
            .iter()
            .find(of_year)
            .map(|entry| entry["persons"].clone())
    };
    assert_eq!(total("2019"), Some(3.into()), "{waiting:?}");
    assert_eq!(total("2018"), Some((-2).into()), "{waiting:?}");
    assert!(waiting.iter().any(|entry| entry.get("dimension").is_some()));
    // Two years are closed at once, and with them a new edition of sums over years is complete.
    let third = series.publish("r2023", &changed.corrected_at_random(2, 20), 2023, "");
    for (before, after) in [(&first, &second), (&second, &third), (&first, &third)] {
        let compared = assert_same(before, after);
        println!(
            "{} and {}: {compared} numbers of closed years are the same",
            before.catalog.release, after.catalog.release
        );
        assert!(compared > 100, "{compared}");
    }
    let span = |release: &Release| release.catalog.pooled_years().map(|(_, last)| last);
    assert_eq!(
        [&first, &second, &third].map(span),
        [None, Some(2020), None]
    );
    series.withstand();
    for folder in &series.public {
        for (file, text) in series.dir.published(folder) {
            assert!(
                !text.contains("waiting") && !text.contains("ledger"),
                "{folder}/{file}"
            );
        }
    }
}

#[test]
fn a_revision_counts_the_records_again() {
    let register = Register::new(18, PEOPLE, &(FIRST..=2020));
    let mut series = Series::new(SHOWN_REVISED);
    let first = series.publish("before", &register, 2020, "");
    let corrected = register.corrected(2018, 12);
    let second = series.publish("waits", &corrected, 2020, "");
    assert!(assert_same(&first, &second) > 100);
    assert!(!series.waiting().is_empty());
    // Who applied in 2018 may have been accredited in 2019. Nothing waits in the other years, so that sums over years can
    // be counted again, too.
    let third = series.publish("revised", &corrected, 2020, "revised = [2018, 2019]\n");
    assert!(series.waiting().is_empty());
    series.withstand();
    let (before, after) = (closed_counts(&second), closed_counts(&third));
    let changed = before
        .iter()
        .filter(|(cell, count)| after.get(*cell).is_some_and(|later| later != *count));
    let changes: Vec<u64> = changed
        .map(|(cell, count)| count.abs_diff(after[cell]))
        .collect();
    assert!(changes.iter().all(|change| *change >= 5), "{changes:?}");
    for ((address, years), count) in &after {
        let exact: u64 = years
            .iter()
            .map(|year| {
                let mut of_year = address.clone();
                of_year.pins.insert("anio".into(), year.clone());
                corrected.count(&third.catalog, &of_year, 2020)
            })
            .sum();
        assert_eq!(*count, exact, "{address} {years:?}");
    }
}

/// A folder with sixty people, whose first release is public and begins a ledger.
fn small() -> Workdir {
    let dir = Workdir::new();
    dir.write("key.txt", KEY);
    for command in [
        "publish --codebook codebook.toml --ledger private/ledger.json --key key.txt --out candidate records.csv",
        "release --ledger private/ledger.json candidate public",
    ] {
        let done = dir.run(command);
        assert!(done.status.success(), "{}", stderr(&done));
    }
    dir
}

const AGAIN: &str = "publish --codebook codebook.toml --ledger private/ledger.json --key key.txt --out candidate --earlier public";

/// The records with the sex of one person corrected.
fn one_corrected() -> String {
    records().replacen(",F,N", ",M,N", 1)
}

#[test]
fn one_correction_changes_nothing_that_is_published() {
    let dir = small();
    let without_certificate = |mut files: BTreeMap<String, String>| {
        files.remove("certificate.json");
        files.remove("SHA256SUMS");
        files
    };
    // Publishing again may open what was hidden, whatever became of the records.
    let again = dir.run(&format!("{AGAIN} records.csv"));
    assert!(again.status.success(), "{}", stderr(&again));
    let uncorrected = without_certificate(dir.published("candidate"));
    dir.write("records.csv", one_corrected());
    let done = dir.run(&format!("{AGAIN} --report report records.csv"));
    assert!(done.status.success(), "{}", stderr(&done));
    let waits = "the records say otherwise of some of them, which the internal report lists";
    assert!(stdout(&done).contains(waits), "{}", stdout(&done));
    assert_eq!(without_certificate(dir.published("candidate")), uncorrected);
    let [public, candidate] = ["public", "candidate"].map(|name| release(&dir, name));
    assert!(assert_same(&public, &candidate) > 5);
    let report = fs::read_to_string(dir.path("report/report.html")).unwrap();
    assert!(
        report.contains("What waits")
            && report.contains("the codebook to name these years in <code>revised</code>")
            || report.contains("in `revised`"),
        "{report}"
    );
}

#[test]
fn a_missing_ledger_is_begun_only_if_the_records_agree_with_what_is_public() {
    let dir = small();
    let lost = AGAIN.replace("private/ledger.json", "private/new.json");
    let agree = dir.run(&format!("{lost} records.csv"));
    assert!(agree.status.success(), "{}", stderr(&agree));
    dir.write("records.csv", one_corrected());
    let refused = dir.run(&format!("{lost} records.csv"));
    assert_eq!(refused.status.code(), Some(1));
    let message = stderr(&refused);
    assert!(
        message.contains(
            "there is no ledger yet, and the records differ from the release 2022 at personas"
        ),
        "{message}"
    );
}

#[test]
fn the_ledger_moves_on_only_with_the_release_it_was_made_with() {
    let dir = small();
    let ledger = || fs::read_to_string(dir.path("private/ledger.json")).unwrap();
    let first = ledger();
    let next = Codebook {
        release: "2023".into(),
        years: 2021..=2023,
        ..codebook()
    };
    dir.write("codebook.toml", next.text());
    let more = records().replace("2021", "2023").replace("2022", "2023");
    dir.write("more.csv", more);
    let done = dir.run(&format!("{AGAIN} records.csv more.csv"));
    assert!(done.status.success(), "{}", stderr(&done));
    assert_eq!(ledger(), first);
    let refuse = |command: &str, expected: &str| {
        let refused = dir.run(command);
        assert_eq!(refused.status.code(), Some(1), "{}", stdout(&refused));
        assert!(stderr(&refused).contains(expected), "{}", stderr(&refused));
        assert_eq!(ledger(), first);
    };
    refuse(
        "release --ledger public/ledger.json candidate public",
        "this is confidential",
    );
    refuse(
        "release --ledger private/other.json candidate public",
        "there is no ledger that waits with this candidate",
    );
    // Another candidate was made meanwhile, with its own ledger.
    dir.run("publish --codebook codebook.toml --out other --earlier public records.csv more.csv");
    let waiting = fs::read_to_string(dir.path("private/ledger.json.next")).unwrap();
    dir.write(
        "private/ledger.json.next",
        waiting.replacen("\"made_with\":\"", "\"made_with\":\"0", 1),
    );
    refuse(
        "release --ledger private/ledger.json candidate public",
        "this ledger was made with another candidate",
    );
    dir.write("private/ledger.json.next", &waiting);
    let done = dir.run("release --ledger private/ledger.json candidate public");
    assert!(done.status.success(), "{}", stderr(&done));
    assert_eq!(ledger(), waiting);
    // Once more, as after a failure: nothing is lost.
    let done = dir.run("release --ledger private/ledger.json candidate public");
    assert!(done.status.success(), "{}", stderr(&done));
    assert_eq!(ledger(), waiting);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_a_ledger_and_it_is_refused_beside_what_is_public() {
    use std::os::unix::fs::PermissionsExt;
    let dir = small();
    let mode = fs::metadata(dir.path("private/ledger.json")).unwrap();
    assert_eq!(mode.permissions().mode() & 0o077, 0);
    let refused = dir.run(
        "publish --codebook codebook.toml --ledger candidate/ledger.json --out candidate records.csv",
    );
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("this is confidential"),
        "{}",
        stderr(&refused)
    );
}

#[test]
fn of_an_open_year_only_totals_are_published() {
    let dir = Workdir::new();
    let open = Codebook {
        time: "closed = 2021\n".into(),
        ..codebook()
    };
    dir.write("codebook.toml", open.text());
    dir.publish("public");
    let release = release(&dir, "public");
    let mut totals = 0;
    for (address, cell) in cells(&release) {
        if address.pins.get("anio").is_some_and(|year| year == "2022") {
            assert_eq!(cell == Cell::Hidden, address.pins.len() > 1, "{address}");
            totals += usize::from(cell != Cell::Hidden);
        }
    }
    assert_eq!(totals, 1);
    assert_eq!(release.catalog.pooled_years(), Some((2021, 2021)));
}
