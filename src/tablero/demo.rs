//! Writes the demonstration: an invented register of Costa Rica and its codebook.
//!
//! Every record is invented. No person in it exists, and no attribute of anybody was copied. Only published totals are
//! imitated, so that the demonstration has the size and the difficulties of a real register:
//!
//! - persons accredited by year of decision: 2017–2021 are the victims detected in Costa Rica as reported by UNODC
//!   (`data_glotip`, file of 2023-05-30), 2022 those identified according to the Trafficking in Persons Report of the
//!   US Department of State (2023), 2023–2025 are invented;
//! - applications: no series was ever published; there are about 1.65 for each accreditation, which is a guess,
//!   with two weeks to about six months between application and decision;
//! - sex, age and nationality: mostly women and girls, about four minors in ten, most of them nationals or Nicaraguans,
//!   after the same two sources. All other weights are plausible at best and are no statement about Costa Rica.
//!
//! Three institutions report, each in its own way: CONATT's register of applications ([`conatt`]), PANI's spreadsheet of
//! children and adolescents ([`pani`]), and what OIJ knows of the events ([`oij`]). Their files are invented
//! too. They look as if exported at the end of 2025, and are the same on every machine: one seed, integer arithmetic, no
//! clock. Each institution has a random stream of its own, so that a change to one file leaves the people and the other
//! files as they are.

mod application;
mod case;
mod conatt;
mod dice;
mod events;
mod habits;
mod method;
mod oij;
mod pani;
mod person;
mod rows;
#[cfg(test)]
mod tests;
mod traits;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use case::{SEED, draw_cases};
use codebook::schema;
use dice::Dice;
use release::file::write_public;

/// The codebook of the invented records.
pub const CODEBOOK: &str = include_str!("demo/costa-rica.toml");

/// The folder of the institutions' files, beside the codebook.
const RECORDS: &str = "records";

/// Where the codebook finds its schema: in the repository, and in the folder of the demonstration.
const SCHEMA: [&str; 2] = ["../../codebook/schema.json", "codebook.schema.json"];

/// Writes `codebook.toml`, its schema for editors, and the folder `records`. Creates the folder if it is missing.
pub fn write(folder: &Path) -> io::Result<()> {
    for (name, bytes) in list_files()? {
        write_public(&folder.join(name), bytes)?;
    }
    Ok(())
}

/// Finds a file that [`write()`] would replace and that has another content, such as a codebook that somebody edited.
pub fn find_other_file(folder: &Path) -> io::Result<Option<PathBuf>> {
    for (name, bytes) in list_files()? {
        let file = folder.join(name);
        if file.try_exists()? && fs::read(&file)? != bytes {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// Lists the files of the demonstration, each with its path in the folder.
fn list_files() -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let codebook = CODEBOOK.replacen(SCHEMA[0], SCHEMA[1], 1);
    let mut files = vec![
        ("codebook.toml".into(), codebook.into_bytes()),
        (SCHEMA[1].into(), schema().into_bytes()),
    ];
    for (name, bytes) in export_files()? {
        files.push((Path::new(RECORDS).join(name), bytes));
    }
    Ok(files)
}

/// Draws the invented people and exports them as the file of each institution.
pub(crate) fn export_files() -> io::Result<[(&'static str, Vec<u8>); 3]> {
    let cases = draw_cases();
    let stream = |number| Dice::new(SEED + number);
    Ok([
        ("conatt.csv", conatt::write(&mut stream(2), &cases)?),
        ("oij.csv", oij::write(&mut stream(3), &cases)?),
        ("pani.csv", pani::write(&mut stream(4), &cases)?),
    ])
}
