//! Lists why a table of another publisher cannot be read, with the message that is printed.

use std::{io, path::PathBuf};

use thiserror::Error;

/// How many names a message lists.
const LISTED: usize = 12;

/// Why a table cannot be read.
#[derive(Debug, Error)]
pub enum ForeignError {
    /// The file is missing or cannot be read.
    #[error("{}: the table cannot be read: {source}", .file.display())]
    Missing {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The file is not valid CSV.
    #[error("{}: the table cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The reader's error.
        source: csv::Error,
    },
    /// The file has a heading and nothing below it.
    #[error("{}: the table has no rows", .file.display())]
    NoRows {
        /// The file.
        file: PathBuf,
    },
    /// A column is missing.
    #[error("{}: the column “{column}” is missing; there are {}", .file.display(), list(.columns))]
    NoColumn {
        /// The file.
        file: PathBuf,
        /// The name of the column.
        column: String,
        /// The columns of the file.
        columns: Vec<String>,
    },
    /// Several columns have the name of a column that is needed.
    #[error("{}: there are several columns “{column}”; give each a name of its own", .file.display())]
    RepeatedColumn {
        /// The file.
        file: PathBuf,
        /// The name of the columns.
        column: String,
    },
    /// A column is named for two purposes.
    #[error("the column “{column}” is named twice among --dimensions, --value and --hidden-where")]
    NamedTwice {
        /// The name of the column.
        column: String,
    },
    /// A value is neither a count nor a mark for hidden counts.
    #[error("{}, line {line}: “{value}” is neither a whole count nor one of the marks of --hidden", .file.display())]
    NotCount {
        /// The file.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
        /// The value.
        value: String,
    },
    /// A value in the place of a hidden count seems to tell something that is not clear.
    #[error("{}, line {line}: {reason}, and name it in --hidden", .file.display())]
    UnclearMark {
        /// The file.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
        /// What is not clear, and how to write it.
        reason: String,
    },
    /// A point or comma separates thousands in one count and decimals in another.
    #[error(
        "{}: the same sign separates thousands in “{}” (line {}) and decimals in “{}” (line {}); \
         write the counts without separators",
        .file.display(), .fields[0].1, .fields[0].0, .fields[1].1, .fields[1].0
    )]
    TwoSeparators {
        /// The file.
        file: PathBuf,
        /// The line and the field of each.
        fields: [(usize, String); 2],
    },
    /// Nothing in the column tells whether a sign separates thousands or decimals.
    #[error("{}, line {line}: is “{value}” in thousands or with decimals? Write the counts without separators", .file.display())]
    UnclearSeparator {
        /// The file.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
        /// The field.
        value: String,
    },
    /// Several rows have the same codes.
    #[error("{}: lines with the same codes: {}", .file.display(), list_repeated(.lines))]
    Duplicates {
        /// The file.
        file: PathBuf,
        /// The lines of each such group of rows, the heading being the first line.
        lines: Vec<Vec<usize>>,
    },
    /// The code of a column's total is in no row.
    #[error(
        "{}: the code of all categories, “{code}”, stands in no row of “{column}”, which has {}; \
         name the total (--total \"{column}=CODE\"), or none if the file lacks it (--total \"{column}=\")",
        .file.display(), list(.codes)
    )]
    NoTotal {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
        /// The code that is missing.
        code: String,
        /// The codes of the column.
        codes: Vec<String>,
    },
    /// `--total` names a column that is no dimension.
    #[error("--total: “{column}” is none of the columns of --dimensions ({})", .dimensions.join(", "))]
    NoTotalColumn {
        /// The column.
        column: String,
        /// The columns of codes.
        dimensions: Vec<String>,
    },
    /// The mark of `--hidden-where` is in no row.
    #[error("{}: the mark “{mark}” of --hidden-where stands in no row of “{column}”, which has {}", .file.display(), list(.values))]
    NoMark {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
        /// The mark.
        mark: String,
        /// The values of the column.
        values: Vec<String>,
    },
    /// The file of parents names a column that is no dimension.
    #[error("{}, line {line}: “{column}” is none of the columns of --dimensions ({})", .file.display(), .dimensions.join(", "))]
    NoParentsColumn {
        /// The file of parents.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
        /// The column.
        column: String,
        /// The columns of codes.
        dimensions: Vec<String>,
    },
    /// A code has two parents in one hierarchy.
    #[error("{}, line {line}: “{code}” has another parent in the hierarchy “{hierarchy}” already; give one of them another hierarchy", .file.display())]
    TwoParents {
        /// The file of parents.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
        /// The code.
        code: String,
        /// The hierarchy.
        hierarchy: String,
    },
    /// A code is above itself.
    #[error("{}: in the hierarchy “{hierarchy}” of “{column}”, “{code}” is above itself", .file.display())]
    Circle {
        /// The file of parents.
        file: PathBuf,
        /// The column.
        column: String,
        /// The hierarchy.
        hierarchy: String,
        /// A code of the circle.
        code: String,
    },
    /// Codes of the table are in no hierarchy, although its column has some.
    #[error(
        "{}: no hierarchy of “{column}” has the codes {}; add a row for each, without a parent where it is directly \
         below the total", .file.display(), list(.codes)
    )]
    NoParents {
        /// The file of parents.
        file: PathBuf,
        /// The column.
        column: String,
        /// The codes.
        codes: Vec<String>,
    },
    /// The table has no code of a hierarchy.
    #[error("{}: the table has no code of the hierarchy “{hierarchy}” in “{column}”, which has {}", .file.display(), list(.codes))]
    UnusedHierarchy {
        /// The file of parents.
        file: PathBuf,
        /// The column.
        column: String,
        /// The hierarchy.
        hierarchy: String,
        /// The codes of the column in the table.
        codes: Vec<String>,
    },
}

/// Lists names in quotation marks, the first ones if there are many.
fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("“{name}”"))
        .collect();
    let more = match names.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", quoted.join(", "))
}

/// Lists groups of lines: `2 = 5 = 9; 3 = 4`.
fn list_repeated(lines: &[Vec<usize>]) -> String {
    let join = |group: &Vec<usize>| {
        let numbers: Vec<String> = group.iter().map(usize::to_string).collect();
        numbers.join(" = ")
    };
    let groups: Vec<String> = lines.iter().map(join).collect();
    groups.join("; ")
}
