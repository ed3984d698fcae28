//! Tests textbook traps: tables that look safe and are not.

use crate::small::{dimension, found, release, table};
use attack::attack;
use cube::{Release, TOTAL, Table};

fn one(threshold: u64, table: Table) -> Release {
    release(threshold, [table])
}

#[test]
fn a_published_total_gives_the_hidden_rest_away() {
    let quarter = one(
        10,
        table(
            "remitidas",
            &[&dimension("sexo", "M F O")],
            "4524 3291 1226 .",
        ),
    );
    assert_eq!(
        attack(&[&quarter]).to_string(),
        "remitidas.sexo: 3 published, 1 hidden, 1 exact\n\
         All tables: 3 published, 1 hidden, 1 exact\n\
         remitidas sexo=O: exactly 7 [remitidas.sexo]\n    4524 − 3291 − 1226 = 7\n\
         1 finding.\n"
    );
    let year = one(
        10,
        table(
            "remitidas",
            &[&dimension("sexo", "M F O")],
            "17004 12903 4088 .",
        ),
    );
    assert_eq!(found(&[&year]), ["remitidas sexo=O: exactly 13"]);
}

#[test]
fn totals_fix_their_parts() {
    let letters = dimension("letra", "A B C");
    let empty = one(1, table("n", &[&letters], "0 . . 0"));
    let hidden: Vec<_> = found(&[&empty])
        .into_iter()
        .filter(|line| line.contains("exactly"))
        .collect();
    assert_eq!(hidden, ["n letra=A: exactly 0", "n letra=B: exactly 0"]);

    let letters = dimension("letra", "A B C D");
    let full = one(3, table("n", &[&letters], "15 10 5 . ."));
    assert_eq!(
        found(&[&full]),
        ["n letra=C: exactly 0", "n letra=D: exactly 0"]
    );
    assert_eq!(attack(&[&full]).findings[0].proof, "15 − 10 − 5 = 0");

    let few = one(3, table("n", &[&letters], "15 10 3 . ."));
    assert_eq!(
        found(&[&few]),
        ["n letra=C: between 0 and 2", "n letra=D: between 0 and 2"]
    );
}

#[test]
fn what_reaches_the_threshold_on_both_sides_is_safe() {
    let safe = one(5, table("n", &[&dimension("letra", "A B C")], "25 20 . ."));
    assert_eq!(
        attack(&[&safe]).to_string(),
        "n.letra: 2 published, 2 hidden\nAll tables: 2 published, 2 hidden\nNothing hidden can be derived.\n"
    );
}

#[test]
fn a_published_count_below_the_threshold_is_a_finding() {
    let small = one(5, table("n", &[&dimension("letra", "A B")], "24 20 4"));
    assert_eq!(
        attack(&[&small]).findings[0].to_string(),
        "n letra=B: published below the threshold: 4 [n.letra]\n    published: 4 in n.letra"
    );
}

#[test]
fn a_small_count_of_what_is_not_known_is_none_but_what_it_implies_is() {
    let safe = one(
        5,
        table("n", &[&dimension("letra", "A B U??")], "41 20 19 2"),
    );
    assert_eq!(found(&[&safe]), Vec::<String>::new());
    let protected = one(
        5,
        table("n", &[&dimension("letra", "A B U?")], "41 20 19 2"),
    );
    assert_eq!(
        found(&[&protected]),
        ["n letra=U: published below the threshold: 2"]
    );
    // Three people of B and no more, although B is hidden.
    let implied = one(
        5,
        table("n", &[&dimension("letra", "A B U??")], "25 20 . 2"),
    );
    assert_eq!(found(&[&implied]), ["n letra=B: exactly 3"]);
}

#[test]
fn a_hidden_cell_that_reaches_the_threshold_is_needless_and_no_leak() {
    let rows = dimension("fila", "A B");
    let report = attack(&[&one(
        5,
        table(
            "n",
            &[&rows, &dimension("letra", "A B")],
            "60 30 30 | 30 . . | 30 . .",
        ),
    )]);
    assert!(report.is_safe());
    let report = attack(&[&one(
        5,
        table(
            "n",
            &[&rows, &dimension("letra", "A B C")],
            "66 30 30 6 | 33 . . . | 33 . . .",
        ),
    )]);
    assert!(report.is_safe(), "{report}");
    // 33 − 20 − 6 leaves at least 7.
    let report = attack(&[&one(
        5,
        table(
            "n",
            &[&rows, &dimension("letra", "A B C")],
            "66 40 20 6 | 33 . . . | 33 . . .",
        ),
    )]);
    let needless: Vec<_> = report.needless.iter().map(ToString::to_string).collect();
    assert_eq!(
        needless[0],
        "n fila=A letra=A: hidden needlessly: at least 7 [n.fila.letra]\n    at least 33 − 20 − 6 = 7; at most 33"
    );
}

#[test]
fn a_row_of_one_category_is_found_by_its_zeros() {
    let one = one(
        5,
        table(
            "n",
            &[&dimension("sexo", "F M"), &dimension("pais", "A B C")],
            "90 50 20 20 | 50 50 . . | 40 . . .",
        ),
    );
    assert_eq!(
        found(&[&one]),
        ["n pais=A sexo=F: exactly 0"; 0]
            .into_iter()
            .chain([
                "n pais=A sexo=M: exactly 0",
                "n pais=B sexo=F: exactly 0",
                "n pais=B sexo=M: exactly 20",
                "n pais=C sexo=F: exactly 0",
                "n pais=C sexo=M: exactly 20",
            ])
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_margin_shown_elsewhere_gives_a_hidden_one_away() {
    let (sex, country) = (dimension("sexo", "F M"), dimension("pais", "A B"));
    let tables = [
        table("n", &[&sex], "50 20 30"),
        table("n", &[&sex, &country], "50 . . | . . . | . . ."),
    ];
    let report = attack(&[&release(5, tables)]);
    assert_eq!(report.findings[0].group.to_string(), "n sexo=F");
    assert_eq!(report.findings[0].proof, "published: 20 in n.sexo");
    assert_eq!(report.findings[0].tables, ["n.sexo", "n.sexo.pais"]);
}

#[test]
fn files_that_contradict_themselves_are_a_finding() {
    let letters = dimension("letra", "A B");
    let sum = one(5, table("n", &[&letters], "30 20 11"));
    assert_eq!(attack(&[&sum]).findings[0].proof, "30 cannot equal 20 + 11");
    let excess = one(5, table("n", &[&letters], "30 40 ."));
    assert_eq!(found(&[&excess])[0], "n: the files contradict themselves");
    let twice = release(
        5,
        [table("n", &[&letters], "30 20 10"), table("n", &[], "31")],
    );
    assert!(
        attack(&[&twice])
            .findings
            .iter()
            .any(|finding| finding.proof == "published: 30 in n.letra, 31 in n")
    );
}

/// Reads the lines of a file of `../shared/data/disclosure-cases`, including the heading.
pub fn shared(file: &str) -> Option<Vec<Vec<String>>> {
    let path = format!(
        "{}/../../../shared/data/disclosure-cases/{file}",
        env!("CARGO_MANIFEST_DIR")
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: ../shared/data/disclosure-cases/{file} is absent");
        return None;
    };
    Some(
        text.lines()
            .map(|line| line.split(',').map(Into::into).collect())
            .collect(),
    )
}

/// Builds a table from inner cells `[row, column, count]`, hidden where `hide` says so, with all
/// totals published.
pub fn with_totals(
    inner: &[Vec<String>],
    rows: &str,
    columns: &str,
    hide: impl Fn(&str, &str) -> bool,
) -> Table {
    let (rows, columns) = (dimension("v1", rows), dimension("v2", columns));
    let mut cells = Vec::new();
    for row in rows.codes() {
        for column in columns.codes() {
            let inside = |line: &&Vec<String>| {
                (row == TOTAL || line[0] == row) && (column == TOTAL || line[1] == column)
            };
            let count: u64 = inner
                .iter()
                .skip(1)
                .filter(inside)
                .map(|line| line[2].parse::<u64>().unwrap_or(0))
                .sum();
            cells.push(if hide(row, column) {
                ".".into()
            } else {
                count.to_string()
            });
        }
    }
    table("n", &[&rows, &columns], &cells.join(" "))
}

#[test]
fn two_hidden_cells_in_every_line_do_not_suffice() {
    let Some(inner) = shared("hidden_4x4_exact.csv") else {
        return;
    };
    let hidden = |row: &str, column: &str| {
        inner
            .iter()
            .any(|line| line[0] == row && line[1] == column && line[3] == "True")
    };
    let leaking = one(5, with_totals(&inner, "w x y z", "a b c d", hidden));
    assert_eq!(found(&[&leaking]), ["n v1=w v2=b: exactly 47"]);
    assert_eq!(
        attack(&[&leaking]).findings[0].proof,
        "230 + 250 + 92 + 59 + 800 + 651 − 1012 − 779 − 89 − 124 − 31 = 47"
    );
    let safe = one(
        5,
        with_totals(&inner, "w x y z", "a b c d", |row, column| {
            hidden(row, column) || (row, column) == ("x", "b")
        }),
    );
    assert_eq!(found(&[&safe]), [""; 0]);
}
