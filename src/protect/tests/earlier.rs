//! Tests which cells are hidden because of an earlier release.

use cube::{Address, Cell, Release, Table, Text};

use super::register::{by_year_and, count_groups, group, print, protect};

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
fn a_correction_that_only_sums_over_years_tell_may_be_of_any_year() {
    let catalog = by_year_and(&["A", "B"]);
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
fn a_correction_of_few_persons_is_hidden() {
    let catalog = by_year_and(&["A", "B", "C"]);
    let register = |added: u64| {
        count_groups(
            &catalog,
            &[
                group("2024", "A", 30 + added),
                group("2024", "B", 30),
                group("2024", "C", 30 + 2 * added),
                group("2025", "A", 30),
                group("2025", "B", 30),
                group("2025", "C", 30),
            ],
        )
    };
    let earlier = protect(&register(0), &catalog, &[]).unwrap();
    assert_eq!(
        print(&earlier, "n.anio.x"),
        "180 60 60 60\n90 30 30 30\n90 30 30 30"
    );
    // Three came to A, nobody to B and six to C: each count of that year would reveal how many.
    let release = protect(&register(3), &catalog, &[earlier]).unwrap();
    assert_eq!(
        print(&release, "n.anio.x"),
        "189 c c c\n99 c c c\n90 30 30 30"
    );
}
