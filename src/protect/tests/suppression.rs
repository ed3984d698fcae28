//! Tests which cells are hidden in single releases.

use cube::{Address, Cell};

use super::register::{
    KEY, by_year_and, catalog, count_groups, counts, dimension, group, pin, print, protect,
};

#[test]
fn a_lone_small_cell_takes_three_others_with_it() {
    let catalog = by_year_and(&["A", "B", "C"]);
    let counts = count_groups(
        &catalog,
        &[
            group("2024", "A", 40),
            group("2024", "B", 20),
            group("2024", "C", 2),
            group("2025", "A", 30),
            group("2025", "B", 25),
            group("2025", "C", 9),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    // B could have been hidden instead of A, or the totals of both years instead of 2025: the key decides.
    assert_eq!(
        print(&release, "n.anio.x"),
        "126 70 45 11\n62 c 20 c\n64 c 25 c"
    );
    assert_eq!(print(&release, "n.anio"), "126\n62\n64".replace('\n', " "));
}

#[test]
fn zero_is_hidden_like_any_small_count() {
    let catalog = by_year_and(&["A", "B"]);
    let counts = count_groups(
        &catalog,
        &[
            group("2024", "A", 40),
            group("2025", "A", 30),
            group("2025", "B", 30),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    assert_eq!(print(&release, "n.anio.x"), "100 c c\n40 c c\n60 30 30");
}

#[test]
fn an_option_and_those_who_did_not_choose_it_are_both_protected() {
    let mut means = dimension("x", &["A", "B", "U"]);
    means.multi_response = true;
    let catalog = catalog(
        vec![dimension("anio", &["2024", "2025"]), means],
        &[&["anio"], &["anio", "x"]],
    );
    let counts = count_groups(
        &catalog,
        &[
            // All but two chose A in 2024, so A must be hidden there and elsewhere, although it is large.
            group("2024", "A~B", 30),
            group("2024", "B", 2),
            group("2024", "U", 60),
            group("2025", "A", 20),
            group("2025", "B", 20),
            group("2025", "U", 60),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    // Those who answered in 2024 and did not choose A are two: A is hidden, and so is how many did not answer. The key
    // decides that these give way in 2025 as well, rather than B in 2024 and in both years together.
    assert_eq!(
        print(&release, "n.anio.x"),
        "192 c 52 120\n92 c 32 c\n100 20 20 c"
    );
}

#[test]
fn what_everyone_knows_to_be_equal_is_hidden_together() {
    let years = dimension("anio", &["2024", "2025"]);
    let mut catalog = catalog(
        vec![
            years,
            dimension("x", &["A", "B"]),
            dimension("y", &["P", "Q", "R"]),
        ],
        &[&["anio"], &["anio", "x"], &["anio", "y"]],
    );
    catalog.relations.equal = vec![(pin("x", "A"), pin("y", "P"))];
    let counts = counts(
        &catalog,
        &[
            (&[("anio", "2024"), ("x", "A"), ("y", "P")], 30),
            (&[("anio", "2024"), ("x", "B"), ("y", "Q")], 3),
            (&[("anio", "2025"), ("x", "A"), ("y", "P")], 40),
            (&[("anio", "2025"), ("x", "B"), ("y", "Q")], 20),
            (&[("anio", "2025"), ("x", "B"), ("y", "R")], 20),
        ],
    );
    let release = protect(&counts, &catalog, &[]).unwrap();
    let (x, y) = (&release.tables["n.anio.x"], &release.tables["n.anio.y"]);
    assert_eq!(y.cell([("anio", "2024"), ("y", "P")]), Some(Cell::Hidden));
    for year in ["_T", "2024", "2025"] {
        let a = x.cell([("anio", year), ("x", "A")]);
        assert!(a.is_some());
        assert_eq!(a, y.cell([("anio", year), ("y", "P")]), "{year}");
    }
    assert_eq!(print(&release, "n.anio.x"), "113 c c\n33 c c\n80 40 40");
}

#[test]
fn years_apart_are_in_no_sum_over_years() {
    let mut catalog = by_year_and(&["A", "B"]);
    catalog.dimensions[0].categories[1].apart = true;
    let protected = |last: u64| {
        let counts = count_groups(
            &catalog,
            &[
                group("2024", "A", 30),
                group("2024", "B", 30),
                group("2025", "A", 30),
                group("2025", "B", last),
            ],
        );
        // Over all years, only the first is counted.
        let count = |address: &Address| {
            let mut address = address.clone();
            let year = address.pins.entry("anio".into());
            year.or_insert_with(|| "2024".into());
            counts[&address]
        };
        crate::protect(&count, &catalog, &[], &KEY).unwrap().release
    };
    assert_eq!(
        print(&protected(30), "n.anio.x"),
        "60 30 30\n60 30 30\n60 30 30"
    );
    // Nothing of the first year or of the sums needs to be hidden for the second.
    assert_eq!(
        print(&protected(2), "n.anio.x"),
        "60 30 30\n60 30 30\n32 c c"
    );
}

#[test]
fn another_key_chooses_other_cells_and_the_same_key_the_same() {
    let catalog = by_year_and(&["A", "B", "C", "D", "E"]);
    let mut groups = vec![group("2024", "E", 2), group("2025", "E", 20)];
    for year in ["2024", "2025"] {
        groups.extend(["A", "B", "C", "D"].map(|x| group(year, x, 20)));
    }
    let counts = count_groups(&catalog, &groups);
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    let by_key = |key: u8| {
        crate::protect(&count, &catalog, &[], &[key; 32])
            .unwrap()
            .release
    };
    let patterns: Vec<String> = (0..8).map(|key| print(&by_key(key), "n.anio.x")).collect();
    assert!(
        patterns.iter().any(|pattern| *pattern != patterns[0]),
        "{patterns:?}"
    );
    assert_eq!(patterns[3], print(&by_key(3), "n.anio.x"));
}

/// 200 persons, of whom 190 chose P, 190 X and 182 both: 2 chose neither. Every cell reaches the threshold.
#[test]
fn who_chose_neither_of_two_options_is_protected() {
    let (mut one, mut other) = (
        dimension("m", &["P", "Q", "R"]),
        dimension("w", &["X", "Y", "Z"]),
    );
    (one.multi_response, other.multi_response) = (true, true);
    let catalog = catalog(
        vec![dimension("anio", &["2025"]), one, other],
        &[&["anio"], &["m", "w"]],
    );
    let chosen = |m, w, size| ([("anio", "2025"), ("m", m), ("w", w)], size);
    let groups = [
        chosen("P~Q~R", "X~Y~Z", 100),
        chosen("P~R", "X~Z", 82),
        chosen("P~Q~R", "Y~Z", 8),
        chosen("Q~R", "X~Y~Z", 8),
        chosen("Q~R", "Y~Z", 2),
    ];
    let release = protect(&count_groups(&catalog, &groups), &catalog, &[]).unwrap();
    let table = &release.tables["n.m.w"];
    let is_shown = |pins: &[(&str, &str)]| table.cell(pins.iter().copied()) != Some(Cell::Hidden);
    let all = [&[("m", "P")][..], &[("w", "X")], &[("m", "P"), ("w", "X")]];
    assert!(!all.into_iter().all(is_shown));
}
