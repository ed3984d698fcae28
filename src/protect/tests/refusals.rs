//! Tests which registers are refused.

use super::register::{
    by_measure, by_year_and, catalog, count_groups, counts, dimension, group, pin,
    print as print_table, protect,
};
use crate::Refusal;

#[test]
fn a_year_below_the_threshold_is_refused() {
    let catalog = by_year_and(&["A", "B"]);
    let groups = [group("2024", "A", 4), group("2025", "A", 30)];
    let counts = count_groups(&catalog, &groups);
    let refusal = protect(&counts, &catalog, &[]).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::SmallYear {
            measure: "n".into(),
            year: "2024".into(),
            threshold: 5
        }
    );
}

#[test]
fn what_is_too_small_is_refused_with_what_to_declare() {
    let refusal = |codes: &[&str], counted: &[u64]| {
        let catalog = catalog(
            vec![dimension("anio", codes), dimension("x", &["A", "B"])],
            &[&["anio"], &["anio", "x"]],
        );
        let groups: Vec<_> = codes
            .iter()
            .zip(counted)
            .map(|(code, count)| group(code, "A", *count))
            .collect();
        let counts = count_groups(&catalog, &groups);
        protect(&counts, &catalog, &[])
            .map(drop)
            .unwrap_err()
            .to_string()
    };
    let small = "fewer persons than the threshold of 5, and totals over time are always published.";
    assert_eq!(
        refusal(&["2024", "2025"], &[4, 30]),
        format!(
            "n in 2024: {small} Publish periods in place of years: declare `finest = \"period\"` and `periods` in the \
             codebook's [time], or `finest = \"all\"` if there are few persons in all years; `tablero suggest-grain` proposes \
             which"
        )
    );
    assert_eq!(
        refusal(&["2022-2023", "2024-2025"], &[30, 4]),
        format!(
            "n in 2024-2025: {small} Declare longer `periods` in the codebook's [time], or `finest = \"all\"`; `tablero \
             suggest-grain` proposes which"
        )
    );
    assert_eq!(
        refusal(&["2022-2025"], &[4]),
        format!(
            "n in all years: {small} Leave this measure out of the codebook until there are more persons"
        )
    );
}

#[test]
fn persons_where_nobody_can_be_are_refused() {
    let mut catalog = catalog(
        vec![
            dimension("anio", &["2025"]),
            dimension("x", &["A", "B"]),
            dimension("y", &["P", "Q"]),
        ],
        &[&["anio"], &["x", "y"]],
    );
    catalog.relations.impossible = vec![(pin("x", "A"), pin("y", "P"))];
    let counts = counts(
        &catalog,
        &[(&[("anio", "2025"), ("x", "A"), ("y", "P")], 9)],
    );
    let refusal = protect(&counts, &catalog, &[]).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::Impossible {
            group: "n x=A y=P".into()
        }
    );
}

#[test]
fn a_correction_of_fewer_persons_than_the_threshold_is_held_back() {
    let mut catalog = by_year_and(&["A"]);
    catalog.closed = Some(2023);
    let register = |more: u64| {
        let groups = [group("2024", "A", 30 + more), group("2025", "A", 30)];
        count_groups(&catalog, &groups)
    };
    let earlier = protect(&register(4), &catalog, &[]).unwrap();
    let again = |more| protect(&register(more), &catalog, std::slice::from_ref(&earlier));
    let small = |by| Refusal::SmallCorrection {
        measure: "n".into(),
        year: "2024".into(),
        by,
        threshold: 5,
    };
    assert_eq!(again(8).unwrap_err(), small(4));
    assert_eq!(again(0).unwrap_err(), small(-4));
    assert!(again(9).is_ok());
}

#[test]
fn totals_that_show_how_few_wait_are_hidden() {
    let years = dimension("anio", &["2024", "2025"]);
    let mut both = by_measure(catalog(vec![years], &[&["anio"]]), "parte");
    both.relations.part_of = vec![("parte".into(), "n".into())];
    let register = |decided: [u64; 2]| {
        let of =
            |[first, second]: [u64; 2]| [([("anio", "2024")], first), ([("anio", "2025")], second)];
        let mut counted = count_groups(&both, &of([30, 30]));
        for (mut address, count) in count_groups(&both, &of(decided)) {
            address.measure = "parte".into();
            counted.insert(address, count);
        }
        counted
    };
    let print = |decided| {
        let release = protect(&register(decided), &both, &[]).unwrap();
        print_table(&release, "parte.anio")
    };
    assert_eq!(print([20, 25]), "45 20 25");
    // Three of those of 2024 wait at its end.
    assert_eq!(print([27, 25]), "52 c c");
}
