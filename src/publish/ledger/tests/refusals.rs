//! Tests that a ledger is refused that is damaged, of another register, or of another release.

use cube::{Release, Table, Text};

use super::{PLAIN, advance_with, codebook, read, several};
use crate::ledger::{
    Ledger, LedgerError, advance,
    model::{adopt, waiting_file},
};

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
