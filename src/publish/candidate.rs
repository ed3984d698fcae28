//! Lists the files of records, detects changes in them, and checks that a release has a name of its own.
//!
//! A candidate is a release that waits to be made public. It can be made again on a schedule or whenever a folder changes;
//! the public release changes only when somebody runs `tablero release`.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use cube::Release;
use thiserror::Error;

/// The extensions of files that hold records. Other files in a folder are not read.
const ENDINGS: [&str; 6] = ["csv", "tsv", "txt", "xlsx", "xls", "ods"];

/// Why records cannot be listed or a candidate cannot be released.
#[derive(Debug, Error)]
pub enum CandidateError {
    /// A folder of records is missing or cannot be read.
    #[error("{}: the folder cannot be read: {source}", .path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A folder without any file of records.
    #[error("{}: this folder has no records: no file ends in {}", .0.display(), ENDINGS.map(|ending| format!(".{ending}")).join(", "))]
    NoRecords(PathBuf),
    /// A public release has the same name and other numbers.
    #[error(
        "“{0}” is public already with other numbers; give the new one a name of its own: `release` in the codebook"
    )]
    SameName(String),
}

/// Lists the files of records that arguments name: files as they are, folders by their files in the order of names. For
/// `ID=folder`, puts `ID=` before each file.
pub fn list_files(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, CandidateError> {
    let mut all = Vec::new();
    for argument in arguments {
        match split_source(argument) {
            _ if argument.is_dir() => all.extend(list_folder(argument)?),
            Some((id, folder)) if folder.is_dir() => {
                for file in list_folder(folder)? {
                    let mut named = OsString::from(format!("{id}="));
                    named.push(file);
                    all.push(named.into());
                }
            }
            _ => all.push(argument.clone()),
        }
    }
    Ok(all)
}

/// Splits `ID=FILE` into the id of a source and a path.
pub fn split_source(argument: &Path) -> Option<(&str, &Path)> {
    argument
        .to_str()?
        .split_once('=')
        .map(|(id, path)| (id, Path::new(path)))
}

/// Lists the files of records in a folder, sorted by name.
fn list_folder(path: &Path) -> Result<Vec<PathBuf>, CandidateError> {
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

fn holds_records(file: &Path) -> bool {
    file.is_file() && may_be_read_from_folder(file)
}

/// Whether a file of this name is read where it stands in a folder of records. Lock files of spreadsheet programs are not:
/// `~$name.xlsx`, `.~lock.name.ods#`.
pub fn may_be_read_from_folder(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    ENDINGS.contains(&ending.as_str()) && !name.starts_with(['.', '~'])
}

/// The sizes and modification times of files: two snapshots differ if a file was written in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, (u64, SystemTime)>);

impl Snapshot {
    /// Takes the size and time of each file, also of those named `ID=FILE`. Leaves out files that are missing.
    pub fn take(files: &[PathBuf]) -> Self {
        let measure = |file: &PathBuf| {
            let named = || fs::metadata(split_source(file)?.1).ok();
            let metadata = fs::metadata(file).ok().or_else(named)?;
            Some((file.clone(), (metadata.len(), metadata.modified().ok()?)))
        };
        Snapshot(files.iter().filter_map(measure).collect())
    }
}

/// Refuses a release if a public one has the same name and other numbers.
pub fn check_name(new: &Release, public: &[Release]) -> Result<(), CandidateError> {
    let name = &new.catalog.release;
    for known in public {
        let is_same = known.tables == new.tables
            && known.catalog.indicators == new.catalog.indicators
            && known.catalog.populations == new.catalog.populations;
        if known.catalog.release == *name && !is_same {
            return Err(CandidateError::SameName(name.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use cube::{Catalog, Indicator};

    use super::*;

    #[test]
    fn a_name_stands_for_the_same_numbers_and_indicators() {
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
            list_files(&given).unwrap(),
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
        assert_eq!(list_files(&named).unwrap(), expected);
        let error = list_files(&[path("d.csv")]).unwrap_err().to_string();
        assert!(
            error.ends_with(
                "d.csv: this folder has no records: no file ends in .csv, .tsv, .txt, .xlsx, .xls, .ods"
            ),
            "{error}"
        );
    }

    #[test]
    fn a_snapshot_differs_after_a_file_was_written() {
        let directory = tempfile::tempdir().unwrap();
        let files = [
            directory.path().join("a.csv"),
            directory.path().join("b.csv"),
        ];
        fs::write(&files[0], "1").unwrap();
        let before = Snapshot::take(&files);
        assert_eq!(Snapshot::take(&files), before);
        fs::write(&files[0], "12").unwrap();
        let longer = Snapshot::take(&files);
        assert_ne!(longer, before);
        fs::write(&files[1], "").unwrap();
        assert_ne!(Snapshot::take(&files), longer);
        let named = [PathBuf::from(format!("pani={}", files[0].display()))];
        let before = Snapshot::take(&named);
        fs::write(&files[0], "123").unwrap();
        assert_ne!(Snapshot::take(&named), before);
    }
}
