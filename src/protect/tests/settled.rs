//! Tests that outcomes of applications are published only once they are settled.

use cube::{Catalog, Settled};

use super::register::{
    Counts, KEY, catalog, count_groups, counts, dimension, group, pin, print, protect,
};
use crate::Refusal;

/// Applications by year and outcome, with the years up to which that is settled.
fn by_outcome(years: &[&str], until: u16) -> Catalog {
    let mut outcome = dimension("x", &["ACC", "DEN", "PEN"]);
    outcome.settled = Some(Settled {
        until,
        pending: vec!["PEN".into()],
    });
    let mut catalog = catalog(
        vec![dimension("anio", years), outcome],
        &[&["anio"], &["anio", "x"]],
    );
    catalog.relations.within = vec![("parte".into(), pin("x", "ACC"))];
    catalog
}

/// Exact counts of how many applications of each year were accredited, denied and pending.
fn count_outcomes(catalog: &Catalog, by_year: &[(&str, [u64; 3])]) -> Counts {
    let mut groups = Vec::new();
    for (year, [accredited, denied, pending]) in by_year {
        groups.extend([
            group(year, "ACC", *accredited),
            group(year, "DEN", *denied),
            group(year, "PEN", *pending),
        ]);
    }
    count_groups(catalog, &groups)
}

#[test]
fn what_became_of_persons_is_published_once_it_is_settled() {
    let (old, new) = (
        by_outcome(&["2023", "2024"], 2023),
        by_outcome(&["2023", "2024", "2025"], 2024),
    );
    let settled = ("2023", [30, 20, 0]);
    let then = count_outcomes(&old, &[settled, ("2024", [10, 10, 20])]);
    let first = protect(&then, &old, &[]).unwrap();
    assert_eq!(print(&first, "n.anio.x"), "90 c c c\n50 30 20 0\n40 c c c");
    let now = count_outcomes(
        &new,
        &[settled, ("2024", [25, 15, 0]), ("2025", [0, 0, 40])],
    );
    let count = |address: &_| now.get(address).copied().unwrap_or_default();
    let second = crate::protect(&count, &new, std::slice::from_ref(&first), &KEY).unwrap();
    assert_eq!(
        second.notes,
        [],
        "what was pending then is not revealed by what has ended since"
    );
    assert_eq!(
        print(&second.release, "n.anio.x"),
        "130 c c c\n50 30 20 0\n40 25 15 0\n40 c c c"
    );
    let waiting = count_outcomes(
        &new,
        &[settled, ("2024", [25, 10, 5]), ("2025", [0, 0, 40])],
    );
    let refused = protect(&waiting, &new, &[first]).unwrap_err();
    assert_eq!(
        refused,
        Refusal::Pending {
            group: "n anio=2024 x=PEN".into()
        }
    );
}

#[test]
fn what_became_of_persons_is_published_once() {
    let mut catalog = catalog(
        vec![
            dimension("anio", &["2024", "2025"]),
            dimension("b", &["X", "Y"]),
        ],
        &[&["anio", "b"]],
    );
    catalog.relations.within = vec![("parte".into(), pin("b", "X"))];
    let counts = counts(
        &catalog,
        &[
            (&[("anio", "2024"), ("b", "X")], 20),
            (&[("anio", "2025"), ("b", "Y")], 30),
        ],
    );
    let first = protect(&counts, &catalog, &[]).unwrap();
    let refused = protect(&counts, &catalog, std::slice::from_ref(&first)).unwrap_err();
    assert_eq!(
        refused,
        Refusal::Changing {
            measure: "n".into(),
            dimension: "b".into()
        }
    );
    catalog.relations.within.clear();
    assert!(
        protect(&counts, &catalog, &[first]).is_ok(),
        "without that dimension nothing changes"
    );
}
