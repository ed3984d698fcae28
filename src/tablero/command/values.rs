//! `tablero codebook values`: lists the values in records that no category of a codebook lists.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;
use codebook::{Codebook, identifiers::recognize_by_fields};
use records::read::find_unlisted;

use crate::command::{
    failure::Failure,
    input::{list_inputs, list_records},
    outcome::Outcome,
    places::check_files,
};

/// The options of `tablero codebook values`.
#[derive(Args)]
pub struct Options {
    /// The codebook (TOML).
    #[arg(long, value_name = "FILE")]
    pub codebook: PathBuf,
    /// Files of records: CSV or workbooks (XLSX, XLS, ODS), or folders of them. ID=FILE names the codebook's source that
    /// a file comes from.
    #[arg(required_unless_present = "database", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// Read the database of this source of the codebook.
    #[arg(long, value_name = "ID")]
    pub database: Vec<String>,
    /// List also values that occur less often than the threshold. They are personal data: mind who sees your screen.
    #[arg(long)]
    pub show_values: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    check_files(list_records(&options.records))?;
    let codebook = Codebook::open(&options.codebook)?;
    let inputs = list_inputs(&options.records, &options.database, &codebook)?;
    let unlisted = find_unlisted(&codebook, &inputs)?;
    let threshold = codebook.catalog().threshold;
    let shown_from = if options.show_values { 1 } else { threshold };
    let mut lines = Vec::new();
    for (dimension, values) in &unlisted.values {
        lines.extend(describe(dimension, values, shown_from));
    }
    if lines.is_empty() {
        return Ok(Outcome::success(
            "Every value is one that a category lists.",
        ));
    }
    lines.push(
        "Add a value to a category as one of its spellings (tablero codebook accept), or write a category for it.".into(),
    );
    Ok(Outcome::success(lines.join("\n")))
}

/// Lists the values of one dimension, the most frequent first, and counts the rows of the others.
fn describe(dimension: &str, values: &BTreeMap<String, u64>, shown_from: u64) -> Vec<String> {
    let rows: u64 = values.values().sum();
    let mut lines = vec![format!("{dimension}: {rows} values that no category lists")];
    if recognize_by_fields(values.keys().map(String::as_str)).is_some() {
        lines.push("  they seem to identify people, so they are not shown".into());
        return lines;
    }
    let mut shown: Vec<(&String, u64)> = values
        .iter()
        .map(|(value, rows)| (value, *rows))
        .filter(|(_, rows)| *rows >= shown_from)
        .collect();
    shown.sort_by_key(|(value, rows)| (std::cmp::Reverse(*rows), *value));
    lines.extend(
        shown
            .iter()
            .map(|(value, rows)| format!("  {rows} × “{value}”")),
    );
    let rest = rows - shown.iter().map(|(_, rows)| rows).sum::<u64>();
    if rest > 0 {
        lines.push(format!(
            "  {rest} × values that occur less than {shown_from} times (--show-values)"
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(values: &[(&str, u64)], shown_from: u64) -> String {
        let values = values
            .iter()
            .map(|(value, rows)| ((*value).to_owned(), *rows))
            .collect();
        describe("sexo", &values, shown_from).join("\n")
    }

    #[test]
    fn rare_values_are_counted_and_shown_only_when_asked_for() {
        let values = [("Fem", 7), ("Muger", 9), ("Ana", 1)];
        assert_eq!(
            say(&values, 5),
            "sexo: 17 values that no category lists\n  9 × “Muger”\n  7 × “Fem”\n  1 × values that occur less than 5 \
             times (--show-values)"
        );
        assert!(say(&values, 1).ends_with("  1 × “Ana”"));
    }

    #[test]
    fn values_that_identify_people_are_never_shown() {
        let said = say(&[("1-0234-0567", 90), ("Fem", 1)], 1);
        assert!(
            !said.contains("0234") && said.contains("seem to identify people"),
            "{said}"
        );
    }
}
