//! Tests which cells are hidden because of an earlier release.

use cube::{Address, Catalog, Cell, Release, Table, Text};

use super::register::{Counts, by_year_and, count_groups, group, print, protect};
use crate::Refusal;

/// Hides every cell of the table by year and x that is not a total.
fn hide_inner_cells(release: &mut Release) {
    let table = &release.tables["n.anio.x"];
    let cell = |address: &Address| {
        let pins = address.pins.iter();
        match address.pins.len() {
            2 => Cell::Hidden,
            _ => table
                .cell(pins.map(|(id, code)| (id.as_str(), code.as_str())))
                .unwrap(),
        }
    };
    let dimensions = table.dimensions().to_vec();
    let hidden = Table::from_fn("n.anio.x", Text::default(), "n", dimensions, cell);
    release.tables.insert("n.anio.x".into(), hidden);
}

/// The catalog with these years revised.
fn revise(catalog: &Catalog, years: &[&str]) -> Catalog {
    Catalog {
        revised: years.iter().map(|year| (*year).to_owned()).collect(),
        ..catalog.clone()
    }
}

/// Four groups of 30 in 2024 and in 2025; in 2024, some more or fewer in each.
fn revisable(catalog: &Catalog, more: [i64; 4]) -> Counts {
    let mut groups = Vec::new();
    for (code, more) in ["A", "B", "C", "D"].into_iter().zip(more) {
        groups.push(group("2024", code, 30_u64.saturating_add_signed(more)));
        groups.push(group("2025", code, 30));
    }
    count_groups(catalog, &groups)
}

#[test]
fn what_was_hidden_is_published_once_it_is_safe() {
    let catalog = by_year_and(&["A", "B"]);
    let counts = count_groups(
        &catalog,
        &[
            group("2024", "A", 30),
            group("2024", "B", 30),
            group("2025", "A", 30),
            group("2025", "B", 30),
        ],
    );
    let mut earlier = protect(&counts, &catalog, &[]).unwrap();
    assert_eq!(print(&earlier, "n.anio.x"), "120 60 60\n60 30 30\n60 30 30");
    hide_inner_cells(&mut earlier);
    let release = protect(&counts, &catalog, &[earlier]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "120 60 60\n60 30 30\n60 30 30");
}

#[test]
fn a_correction_that_only_sums_over_years_tell_may_be_of_any_revised_year() {
    let catalog = revise(&by_year_and(&["A", "B"]), &["2024", "2025"]);
    let register = |moved: u64| {
        count_groups(
            &catalog,
            &[
                group("2024", "A", 30 + moved),
                group("2024", "B", 30 - moved),
                group("2025", "A", 30),
                group("2025", "B", 30),
            ],
        )
    };
    let mut earlier = protect(&register(0), &catalog, &[]).unwrap();
    hide_inner_cells(&mut earlier);
    let release = protect(&register(7), &catalog, &[earlier]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "120 67 53\n60 37 23\n60 30 30");
}

#[test]
fn a_closed_year_stays_as_it_was_published() {
    let catalog = by_year_and(&["A", "B", "C", "D"]);
    let earlier = protect(&revisable(&catalog, [0; 4]), &catalog, &[]).unwrap();
    let corrected = revisable(&catalog, [-1, 1, 0, 0]);
    let refused = protect(&corrected, &catalog, std::slice::from_ref(&earlier)).unwrap_err();
    assert_eq!(
        refused,
        Refusal::Undeclared {
            measure: "n".into(),
            years: "2024".into()
        }
    );
    let other_year = revise(&catalog, &["2025"]);
    assert!(protect(&corrected, &other_year, &[earlier]).is_err());
}

#[test]
fn a_revision_shows_changes_of_at_least_the_threshold_alone() {
    let catalog = by_year_and(&["A", "B", "C", "D"]);
    let revised = revise(&catalog, &["2024"]);
    let earlier = protect(&revisable(&catalog, [0; 4]), &catalog, &[]).unwrap();
    let again = |more| {
        protect(
            &revisable(&revised, more),
            &revised,
            std::slice::from_ref(&earlier),
        )
    };
    // Whoever is not moved, or moved with enough others, is published.
    assert_eq!(
        print(&again([-7, 7, 0, 0]).unwrap(), "n.anio.x"),
        "240 53 67 60 60\n120 23 37 30 30\n120 30 30 30 30"
    );
    // One person has moved from A to B.
    assert_eq!(
        print(&again([-1, 1, 0, 0]).unwrap(), "n.anio.x"),
        "240 c c 60 60\n120 c c 30 30\n120 30 30 30 30"
    );
    // Three came to A and six to C.
    let few = print(&again([3, 0, 6, 0]).unwrap(), "n.anio.x");
    let lines: Vec<&str> = few.lines().collect();
    assert!(
        lines[0].starts_with("249 c ") && lines[1].starts_with("129 c "),
        "{few}"
    );
    assert_eq!(
        (few.matches('c').count(), lines[2]),
        (4, "120 30 30 30 30"),
        "{few}"
    );
    let small = Refusal::SmallCorrection {
        measure: "n".into(),
        year: "2024".into(),
        by: 4,
        threshold: 5,
    };
    assert_eq!(again([4, 0, 0, 0]).unwrap_err(), small);
}
