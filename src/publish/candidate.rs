//! What is about to be public: which files of records make it, whether they have changed, and whether it may go by its
//! name.
//!
//! New records become a candidate in one step, which can run on a schedule or each time that a folder changes. What is
//! public changes only when somebody releases it.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use cube::Release;
use thiserror::Error;

/// How files that hold records end. Others in a folder are not read.
const ENDINGS: [&str; 6] = ["csv", "tsv", "txt", "xlsx", "xls", "ods"];

/// Why there is no candidate.
#[derive(Debug, Error)]
pub enum CandidateError {
    /// A file or folder of records is not there or may not be read.
    #[error("{}: this cannot be read: {source}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder in which nothing looks like records.
    #[error("{}: no file in this folder ends in {}", .0.display(), ENDINGS.map(|ending| format!(".{ending}")).join(", "))]
    NoRecords(PathBuf),
    /// A release with other numbers goes by the same name.
    #[error(
        "“{0}” is public already with other numbers; give the new one a name of its own: `release` in the codebook"
    )]
    SameName(String),
}

/// The files of records that arguments stand for: themselves, or what a folder holds, in the order of names. What
/// `ID=` stands before a folder stands before each of its files.
pub fn files(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, CandidateError> {
    let mut all = Vec::new();
    for argument in arguments {
        match of_source(argument) {
            _ if argument.is_dir() => all.extend(folder(argument)?),
            Some((id, path)) if path.is_dir() => {
                let named = |file: PathBuf| {
                    [OsStr::new(id), OsStr::new("="), file.as_os_str()]
                        .into_iter()
                        .collect::<OsString>()
                };
                all.extend(
                    folder(path)?
                        .into_iter()
                        .map(|file| PathBuf::from(named(file))),
                );
            }
            _ => all.push(argument.clone()),
        }
    }
    Ok(all)
}

/// The two sides of `ID=FILE`.
fn of_source(argument: &Path) -> Option<(&str, &Path)> {
    argument
        .to_str()?
        .split_once('=')
        .map(|(id, path)| (id, Path::new(path)))
}

fn folder(path: &Path) -> Result<Vec<PathBuf>, CandidateError> {
    let unreadable = |source| CandidateError::Unreadable {
        path: path.into(),
        source,
    };
    let entries = fs::read_dir(path).map_err(unreadable)?;
    let files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()
        .map_err(unreadable)?;
    let mut records: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| holds_records(file))
        .collect();
    records.sort();
    if records.is_empty() {
        Err(CandidateError::NoRecords(path.into()))
    } else {
        Ok(records)
    }
}

/// Spreadsheet programs keep files of their own beside those that are open: `~$name.xlsx`, `.~lock.name.ods#`.
fn holds_records(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    file.is_file() && ENDINGS.contains(&ending.as_str()) && !name.starts_with(['.', '~'])
}

/// What files look like from outside: when it differs, something was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look(BTreeMap<PathBuf, (u64, SystemTime)>);

impl Look {
    /// Looks at files, also at those named `ID=FILE`. One that is gone looks like none.
    pub fn at(files: &[PathBuf]) -> Self {
        let look = |file: &PathBuf| {
            let named = || fs::metadata(of_source(file)?.1).ok();
            let metadata = fs::metadata(file).ok().or_else(named)?;
            Some((file.clone(), (metadata.len(), metadata.modified().ok()?)))
        };
        Look(files.iter().filter_map(look).collect())
    }
}

/// Whether a release may go by its name beside those that are public: another one of that name is the same.
pub fn check_name(new: &Release, public: &[Release]) -> Result<(), CandidateError> {
    let name = &new.catalog.release;
    let others = |release: &Release| {
        (
            release.catalog.indicators.clone(),
            release.catalog.populations.clone(),
        )
    };
    let is_same = |known: &Release| known.tables == new.tables && others(known) == others(new);
    let differs = |known: &&Release| known.catalog.release == *name && !is_same(known);
    public
        .iter()
        .find(differs)
        .map_or(Ok(()), |_| Err(CandidateError::SameName(name.clone())))
}

#[cfg(test)]
mod tests {
    use cube::{Catalog, Indicator};

    use super::*;

    #[test]
    fn a_name_stands_for_the_same_numbers_also_of_others() {
        let series = |number| Indicator {
            values: [("2020".into(), number)].into(),
            ..Indicator::default()
        };
        let release = |name: &str, number| Release {
            catalog: Catalog {
                release: name.into(),
                indicators: vec![series(number)],
                ..Catalog::default()
            },
            tables: BTreeMap::new(),
        };
        let public = [release("2025", 6), release("2026", 7)];
        assert!(
            check_name(&release("2026", 7), &public).is_ok()
                && check_name(&release("2027", 8), &public).is_ok()
        );
        let refused = check_name(&release("2026", 8), &public).unwrap_err();
        assert!(matches!(refused, CandidateError::SameName(name) if name == "2026"));
    }

    #[test]
    fn a_folder_stands_for_its_records_in_the_order_of_their_names() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        for name in [
            "b.XLSX",
            "a.csv",
            "notes.md",
            "~$b.xlsx",
            ".~lock.a.csv#",
            "c.ods",
        ] {
            fs::write(path(name), "").unwrap();
        }
        fs::create_dir(path("d.csv")).unwrap();
        let given = [directory.path().into(), path("alone.csv")];
        assert_eq!(
            files(&given).unwrap(),
            [
                path("a.csv"),
                path("b.XLSX"),
                path("c.ods"),
                path("alone.csv")
            ]
        );
        let of_source = |path: PathBuf| PathBuf::from(format!("pani={}", path.display()));
        let named = [
            of_source(directory.path().into()),
            of_source(path("alone.csv")),
        ];
        let expected = ["a.csv", "b.XLSX", "c.ods", "alone.csv"].map(|name| of_source(path(name)));
        assert_eq!(files(&named).unwrap(), expected);
        let told = files(&[path("d.csv")]).unwrap_err().to_string();
        assert!(
            told.ends_with(
                "d.csv: no file in this folder ends in .csv, .tsv, .txt, .xlsx, .xls, .ods"
            ),
            "{told}"
        );
    }

    #[test]
    fn what_was_written_looks_different() {
        let directory = tempfile::tempdir().unwrap();
        let files = [
            directory.path().join("a.csv"),
            directory.path().join("b.csv"),
        ];
        fs::write(&files[0], "1").unwrap();
        let before = Look::at(&files);
        assert_eq!(Look::at(&files), before);
        fs::write(&files[0], "12").unwrap();
        let longer = Look::at(&files);
        assert_ne!(longer, before);
        fs::write(&files[1], "").unwrap();
        assert_ne!(Look::at(&files), longer);
        let named = [PathBuf::from(format!("pani={}", files[0].display()))];
        let before = Look::at(&named);
        fs::write(&files[0], "123").unwrap();
        assert_ne!(Look::at(&named), before);
    }
}
