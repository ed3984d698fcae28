//! Lists why a ledger cannot be read or used, with what to do about it.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why a ledger cannot be read or used. No message has a count.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The file cannot be read.
    #[error("{}: the ledger cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("{}: the ledger cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The file is no ledger, or a damaged one.
    #[error("{}: this is not a ledger that this version of tablero can read ({place}); restore it from a copy", .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Where reading ended.
        place: String,
    },
    /// The ledger is of another codebook.
    #[error(
        "the ledger is of the codebook “{found}”, and this is “{expected}”: name the ledger of this register"
    )]
    OtherCodebook {
        /// The codebook of the ledger.
        found: String,
        /// The codebook of this register.
        expected: String,
    },
    /// Counts of the ledger do not add up.
    #[error(
        "the ledger does not add up at {place}: its file was changed by hand or damaged; restore it from a copy"
    )]
    NotAdditive {
        /// The sum, with its years.
        place: String,
    },
    /// The ledger differs from a release that is public.
    #[error(
        "the ledger differs from the release {release} at {address}: name the ledger that was advanced with that release"
    )]
    OtherNumbers {
        /// The name of the release.
        release: String,
        /// The address of a count that differs.
        address: String,
    },
    /// There is no ledger yet, and the records differ from what is public.
    #[error(
        "there is no ledger yet, and the records differ from the release {release} at {address}: name the ledger that was \
         kept with that release, or publish with the records of that time once more to begin one, or name the years in \
         `revised` of the codebook"
    )]
    Missing {
        /// The name of the release.
        release: String,
        /// The address of a count that differs.
        address: String,
    },
    /// Tables that the ledger does not have differ from those that it has.
    #[error(
        "the ledger does not have {tables}, and the records of these years no longer add up to what it has, because \
         something waits{years}: leave these tables out, let settled years end before them, or name the years in \
         `revised` of the codebook",
        tables = list_tables(.tables),
        years = list_years(.years)
    )]
    NewTables {
        /// The tables, each with its time.
        tables: Vec<String>,
        /// The closed years in which something waits.
        years: Vec<u16>,
    },
    /// The candidate's ledger was made with another release.
    #[error(
        "{}: this ledger was made with another candidate than the one to be released; run tablero publish or tablero \
         candidate again", .0.display()
    )]
    OtherRelease(PathBuf),
    /// The ledger was advanced after the candidate was made.
    #[error(
        "{}: the ledger has changed since the candidate was made; run tablero publish or tablero candidate again",
        .0.display()
    )]
    Changed(PathBuf),
    /// No candidate's ledger waits beside the ledger.
    #[error(
        "{}: there is no ledger that waits with this candidate; run tablero publish or tablero candidate with --ledger {}",
        .waiting.display(), .file.display()
    )]
    NothingWaits {
        /// The ledger.
        file: PathBuf,
        /// The file in which the candidate's ledger would wait.
        waiting: PathBuf,
    },
}

/// How many tables a message lists.
const TABLES_LISTED: usize = 5;

fn list_tables(tables: &[String]) -> String {
    let listed = tables.len().min(TABLES_LISTED);
    let mut text = tables[..listed].join(", ");
    if tables.len() > listed {
        text += &format!(" and {} more tables", tables.len() - listed);
    }
    text
}

fn list_years(years: &[u16]) -> String {
    if years.is_empty() {
        return String::new();
    }
    let years: Vec<String> = years.iter().map(u16::to_string).collect();
    format!(" in {}", years.join(", "))
}
