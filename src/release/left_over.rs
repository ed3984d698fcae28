//! Tells what a run that was killed left in a public folder from what somebody else put there.
//!
//! No index leads to what is left over, so no reader finds it by itself; whoever guesses its name can still ask a web server
//! for it. It is named and called harmless only because of what it can be: the files of a release that, before the first of
//! them was written, had withstood the attack together with all that is public. As long as the next release is the same
//! one, nothing is given away. Together with *another* next release they were never attacked: so whoever is told of them is
//! told to delete them, or to run `tablero release`, which deletes them before it writes anything. Whatever has another
//! name or place was not written by this program, and stays an error.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{Component, Path, PathBuf},
};

use formats::{DCAT, PARQUET, SCHEMA_ORG};

use crate::{
    disk::{LOCK, is_temporary_name},
    names::{INDEX, LOCK_FILE, NEW, RELEASES, SUMS, TABLE},
    render::table_file,
};

/// Divides files that are no part of a public folder into those of others and those that a run left over, or is writing.
pub fn split_left_over(folder: &Path, files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let all: BTreeSet<PathBuf> = files.iter().cloned().collect();
    files
        .into_iter()
        .partition(|file| !is_left_over(folder, file, &all))
}

fn is_left_over(folder: &Path, path: &Path, all: &BTreeSet<PathBuf>) -> bool {
    let Ok(below) = path.strip_prefix(folder) else {
        return false;
    };
    let mut names = Vec::new();
    for part in below.components() {
        match part {
            Component::Normal(name) => names.push(name.to_string_lossy()),
            _ => return false,
        }
    }
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    let is_of = |found: &str, name: &str| is_temporary_name(found, OsStr::new(name));
    match names.as_slice() {
        [file] => *file == LOCK_FILE || is_of(file, INDEX),
        [RELEASES, temporary, file] => is_of(temporary, RELEASES) && *file == LOCK,
        [RELEASES, temporary, new, file] => {
            is_of(temporary, RELEASES) && *new == NEW && is_of_release(file, path, all)
        }
        _ => false,
    }
}

/// Whether a file in a folder of files is one of a release: a table or its description, or a table in another format beside
/// the table itself, which is written first.
fn is_of_release(name: &str, file: &Path, all: &BTreeSet<PathBuf>) -> bool {
    let table = |end: &str| name.strip_suffix(end).map(table_file);
    let is_beside = |table: String| all.contains(&file.with_file_name(table));
    name.ends_with(TABLE)
        || [SUMS, DCAT, SCHEMA_ORG, PARQUET].contains(&name)
        || table(".csv").or(table(".xlsx")).is_some_and(is_beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_and_places_of_this_program_are_left_over() {
        let folder = Path::new("/public");
        let all = ["index.json", "personas.anio.json", "personas.anio.csv"].map(|name| {
            folder
                .join("releases/.tablero-releases-abcdef/new")
                .join(name)
        });
        let all = all.into();
        let is_ours = |file: &str| is_left_over(folder, &folder.join(file), &all);
        for file in [
            ".tablero-index.json-aB3dEf",
            ".tablero-lock",
            "releases/.tablero-releases-abcdef/lock",
            "releases/.tablero-releases-abcdef/new/index.json",
            "releases/.tablero-releases-abcdef/new/personas.anio.json",
            "releases/.tablero-releases-abcdef/new/personas.anio.csv",
            "releases/.tablero-releases-abcdef/new/personas.anio.xlsx",
            "releases/.tablero-releases-abcdef/new/SHA256SUMS",
            "releases/.tablero-releases-abcdef/new/dcat.jsonld",
        ] {
            assert!(is_ours(file), "{file}");
        }
        for file in [
            ".tablero-records.csv-aB3dEf",
            ".tablero-index.json-records",
            "records/.tablero-index.json-aB3dEf",
            "releases/.tablero-releases-abcdef",
            "releases/.tablero-releases-abcdef/records.csv",
            "releases/.tablero-releases-abcdef/new/records.csv",
            "releases/.tablero-releases-abcdef/new/records.xlsx",
            "releases/.tablero-releases-abcdef/old/personas.anio.csv",
            "releases/.tablero-releases-abcdef/old/index.json",
            "releases/.tablero-releases-ab/new/index.json",
            "releases/2026/index.json",
            ".tablero-lock/index.json",
        ] {
            assert!(!is_ours(file), "{file}");
        }
        assert!(!is_left_over(
            folder,
            Path::new("/elsewhere/.tablero-lock"),
            &all
        ));
    }
}
