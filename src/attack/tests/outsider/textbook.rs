//! The textbook traps: tables that look safe and are not.

use crate::small::{dimension, found, release, table};
use attack::attack;
use cube::{Dimension, Release, TOTAL, Table};

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
fn a_small_count_of_what_is_not_known_is_one_as_any_other_and_so_is_zero() {
    let letter = dimension("letra", "A B U?");
    let two = one(5, table("n", &[&letter], "41 20 19 2"));
    assert_eq!(
        found(&[&two]),
        ["n letra=U: published below the threshold: 2"]
    );
    let zero = one(5, table("n", &[&letter], "39 20 19 0"));
    assert_eq!(
        found(&[&zero]),
        ["n letra=U: published below the threshold: 0"]
    );
    // Five people whose letter is not known, of whom all are in one row.
    let crossed = one(
        5,
        table(
            "n",
            &[&dimension("fila", "X Y"), &letter],
            "45 20 20 5 | 25 10 10 5 | 20 10 10 .",
        ),
    );
    assert_eq!(found(&[&crossed]), ["n fila=Y letra=U: exactly 0"]);
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

/// The inner counts of a table of two dimensions, as a textbook prints them.
pub struct Grid {
    rows: Dimension,
    columns: Dimension,
    cells: Vec<Inner>,
}

/// One inner count of a [`Grid`].
pub struct Inner {
    pub row: String,
    pub column: String,
    pub count: u64,
    pub is_hidden: bool,
}

impl Grid {
    /// Reads counts row by row, rows separated by `|`; `*` behind a count hides it.
    pub fn parse(rows: &str, columns: &str, counts: &str) -> Grid {
        let (rows, columns) = (dimension("v1", rows), dimension("v2", columns));
        let mut cells = Vec::new();
        for (row, line) in rows.categories.iter().zip(counts.split('|')) {
            let counts: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(counts.len(), columns.categories.len(), "counts in {line}");
            for (column, count) in columns.categories.iter().zip(counts) {
                cells.push(Inner {
                    row: row.code.clone(),
                    column: column.code.clone(),
                    count: count.trim_end_matches('*').parse().unwrap(),
                    is_hidden: count.ends_with('*'),
                });
            }
        }
        Grid {
            rows,
            columns,
            cells,
        }
    }

    /// Every inner count.
    pub fn cells(&self) -> &[Inner] {
        &self.cells
    }

    /// Whether an inner count is marked as hidden; totals are not.
    pub fn is_hidden(&self, row: &str, column: &str) -> bool {
        self.cells
            .iter()
            .any(|cell| cell.row == row && cell.column == column && cell.is_hidden)
    }

    /// The table with all its totals, hidden where `hide` says so.
    pub fn with_totals(&self, hide: impl Fn(&str, &str) -> bool) -> Table {
        let mut written = Vec::new();
        for row in self.rows.codes() {
            for column in self.columns.codes() {
                written.push(if hide(row, column) {
                    ".".into()
                } else {
                    self.sum(row, column).to_string()
                });
            }
        }
        table("n", &[&self.rows, &self.columns], &written.join(" "))
    }

    /// Adds up what lies in a row and a column, either of which may be the total.
    fn sum(&self, row: &str, column: &str) -> u64 {
        let is_inside = |cell: &&Inner| {
            (row == TOTAL || cell.row == row) && (column == TOTAL || cell.column == column)
        };
        self.cells
            .iter()
            .filter(is_inside)
            .map(|cell| cell.count)
            .sum()
    }
}

#[test]
fn two_hidden_cells_in_every_line_do_not_suffice() {
    let counts = "21* 38* 55* 70 | 81* 110 6* 29 | 90 95* 61 77* | 700 880* 640 590*";
    let grid = Grid::parse("w x y z", "a b c d", counts);
    let leaking = one(
        5,
        grid.with_totals(|row, column| grid.is_hidden(row, column)),
    );
    assert_eq!(found(&[&leaking]), ["n v1=w v2=b: exactly 38"]);
    assert_eq!(
        attack(&[&leaking]).findings[0].proof,
        "184 + 226 + 90 + 61 + 700 + 640 − 892 − 762 − 70 − 110 − 29 = 38"
    );
    let safe = one(
        5,
        grid.with_totals(|row, column| grid.is_hidden(row, column) || (row, column) == ("x", "b")),
    );
    assert_eq!(found(&[&safe]), [""; 0]);
}
