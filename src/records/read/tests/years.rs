//! Checks which years count a row, and which dates are refused.

use super::*;

/// Returns the years in which each measure counts a row.
fn years(row: &str) -> Vec<String> {
    let counts = intake(&[row]).counts;
    let years = ["solicitudes", "acreditadas"]
        .into_iter()
        .flat_map(|measure| [(measure, "2024"), (measure, "2025")]);
    let counted = years
        .filter(|(measure, year)| counts.get(&cube::Address::new(measure, [("anio", *year)])) == 1);
    counted
        .map(|(measure, year)| format!("{measure} {year}"))
        .collect()
}

#[test]
fn a_decision_after_the_last_year_counts_in_the_whole_only() {
    let late = row("resolucion", "2026-01-15");
    let expected = "1 rows read = 0 counted + 1 corrected + 0 set aside\n  \
                    corrected by decided-after-last-year in acreditadas: 1";
    assert_eq!(tally(&[&late]), expected);
    assert_eq!(years(&late), ["solicitudes 2024"]);
    assert_eq!(
        years(&row("resolucion", "2025-01-15")),
        ["solicitudes 2024", "acreditadas 2025"]
    );
    // A row that a measure does not count needs no date for it.
    let denied = ROW.replace("2024-09-01", "").replace("ACC", "DEN");
    assert_eq!(years(&denied), ["solicitudes 2024"]);
}

#[test]
fn a_date_in_a_year_without_collection_is_a_problem_or_set_aside() {
    let without = ("last = 2025", "last = 2026\nwithout = [2025]");
    let problems = |row: String| {
        Files::new(&[file(&[row])])
            .read(&codebook(&[without]), Values::Concealed)
            .map(drop)
            .unwrap_err()
    };
    let expected = |column| {
        format!(
            "0.csv, line 2, column “{column}”: a date in a year that was collected was expected; the codebook declares that of \
             these nothing was: 2025. Correct the date, or remove its year from `without` in [time]"
        )
    };
    let applied = ROW
        .replace("2024-03-01", "2025-03-01")
        .replace("2024-09-01", "2026-09-01");
    assert_eq!(problems(applied.clone()), expected("solicitud"));
    assert_eq!(
        problems(row("resolucion", "2025-01-15")),
        expected("resolucion")
    );
    let set_aside = ("missing =", "unsettled = \"set-aside\"\nmissing =");
    assert_eq!(
        tally_with(&[without, set_aside], &[ROW, &applied]),
        "2 rows read = 1 counted + 0 corrected + 1 set aside\n  \
         set aside, dated in a year of which nothing was collected, according to the codebook: 1"
    );
}
