//! Tests that what cannot be related between releases is said, and what is public already is known.

use cube::{Dimension, Release};

use crate::small::{dimension, found, multi, release, table};

/// Two releases with these categories; `A<B` replaces B.
fn both(before: &Dimension, after: &Dimension) -> [Release; 2] {
    let cells = |dimension: &Dimension| {
        let parts = dimension.categories.len();
        format!("90 {}", "30 ".repeat(parts))
    };
    let years = dimension("anio", "2024");
    let all = || table("n", &[&years], "90 90");
    let of = |name: &str, known: &Dimension| {
        let mut release = release(5, [all(), table("n", &[known], &cells(known))]);
        release.catalog.release = name.into();
        release
    };
    [of("r1", before), of("r2", after)]
}

fn replacing(mut dimension: Dimension, replaced: &[(&str, &str)]) -> Dimension {
    for (code, before) in replaced {
        let mut categories = dimension.categories.iter_mut();
        let category = categories.find(|category| category.code == *code).unwrap();
        category.replaces.push((*before).into());
    }
    dimension
}

fn unrelated(before: &Dimension, after: &Dimension) -> Vec<String> {
    let [old, new] = both(before, after);
    let report = attack::attack(&[&old, &new]);
    let unrelated = report
        .findings
        .iter()
        .filter(|finding| finding.kind == attack::Kind::Unrelated);
    unrelated
        .map(|finding| format!("{}: {}", finding.group, finding.proof))
        .collect()
}

#[test]
fn a_code_that_appears_from_nowhere_is_a_finding() {
    let (three, other) = (dimension("letra", "A B C"), dimension("letra", "A B D"));
    let nothing_says = "nothing says under which code earlier releases counted these persons: \
                        write replaces";
    assert_eq!(
        unrelated(&three, &other),
        [format!("n letra=D: in r2: {nothing_says}")]
    );
    let renamed = replacing(other, &[("D", "C")]);
    assert_eq!(unrelated(&three, &renamed), [""; 0]);
}

#[test]
fn a_code_that_is_gone_is_a_finding() {
    let (three, two) = (dimension("letra", "A B C"), dimension("letra", "A B"));
    assert_eq!(
        unrelated(&three, &two),
        [
            "n letra=C: in r2: it is gone, and nothing says under which code its persons are counted now"
        ]
    );
    let merged = replacing(two, &[("B", "C")]);
    assert_eq!(unrelated(&three, &merged), [""; 0]);
}

#[test]
fn what_is_divided_and_put_together_at_once_is_a_finding() {
    let (three, other) = (dimension("letra", "A B C"), dimension("letra", "A D E"));
    let at_once = replacing(other, &[("D", "B"), ("D", "C"), ("E", "C")]);
    assert_eq!(
        unrelated(&three, &at_once),
        ["D", "E"].map(|code| format!(
            "n letra={code}: in r2: categories are divided and put together at once: release one of \
             both first"
        ))
    );
}

#[test]
fn a_group_must_hold_whom_its_code_held_before() {
    let (flat, nested) = (
        dimension("letra", "A B C"),
        dimension("letra", "A A/C A/D B"),
    );
    assert!(
        unrelated(&flat, &nested)[0]
            .contains("earlier releases count other persons under this code")
    );
}

#[test]
fn options_are_renamed_only() {
    let (two, more) = (multi("medios", "R S"), multi("medios", "R S T"));
    assert_eq!(unrelated(&two, &more).len(), 1);
    let split = replacing(more, &[("T", "S")]);
    assert_eq!(unrelated(&two, &split).len(), 1);
    let renamed = replacing(multi("medios", "R T"), &[("T", "S")]);
    assert_eq!(unrelated(&two, &renamed), [""; 0]);
    assert_eq!(unrelated(&two, &dimension("medios", "R S")).len(), 1);
}

#[test]
fn what_earlier_releases_give_away_is_known() {
    let sex = dimension("sexo", "F M O");
    let of = |name: &str, years: &str, cells: &str| {
        let mut one = release(5, [table("n", &[&dimension("anio", years), &sex], cells)]);
        one.catalog.release = name.into();
        one
    };
    let flawed = of("r1", "2024", "40 25 . 13 40 25 . 13");
    assert_eq!(found(&[&flawed]), ["n sexo=M: exactly 2"]);
    let next = of("r2", "2024 2025", "80 50 . . 40 25 . 13 40 25 . .");
    let report = attack::attack(&[&flawed, &next]);
    assert!(report.is_safe(), "{report}");
    // Of both years there are at least those two.
    assert_eq!(report.known.len(), 2, "{report}");
    assert!(report.to_string().ends_with(
        "2 groups are known from the earlier releases already.\nNothing more can be derived.\n"
    ));
    // A small count that is published again is a flaw of the new release as well.
    let again = of("r2", "2024 2025", "80 50 . . 40 25 2 13 40 25 . .");
    assert!(!attack::attack(&[&flawed, &again]).is_safe());
}
