//! The demonstration: an invented register of Costa Rica, and the codebook it is published with.
//!
//! Every record is invented. No person in it exists, and no attribute of anybody was copied. What is imitated are
//! published totals, so that the demonstration has the size and the difficulties of the real thing:
//!
//! - persons accredited by year of decision: 2017–2021 are the victims detected in Costa Rica as reported by UNODC
//!   (`data_glotip`, file of 2023-05-30), 2022 those identified according to the Trafficking in Persons Report of the
//!   US Department of State (2023), 2023–2025 are our own;
//! - applications: no series was ever published; there are about 1.65 for each accreditation, which is our own guess,
//!   with two weeks to about six months between application and decision;
//! - women and girls as a majority, about four minors in ten, nationals and Nicaraguans before all others: after the
//!   same two sources. All other weights are plausible at best, and say nothing about Costa Rica.
//!
//! Three institutions report, each in its own way: CONATT's register of applications ([`conatt`]), PANI's spreadsheet of
//! children and adolescents ([`pani`]), and what OIJ knows of the events ([`oij`]). What they are said to keep is invented
//! too. The files are as they would have been exported at the end of 2025, and the same on every machine: one seed,
//! integer arithmetic, no clock. What each institution writes is drawn from a stream of chance of its own, so that a
//! change to one leaves the people and the other files as they are.

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
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use case::{SEED, cases};
use codebook::schema;
use dice::Dice;

/// The codebook that the invented records are published with.
pub const CODEBOOK: &str = include_str!("demo/costa-rica.toml");

/// The folder of the files of all institutions, beside the codebook.
const RECORDS: &str = "records";

/// Where the codebook finds its schema: in the repository, and beside what is written.
const SCHEMA: [&str; 2] = ["../../codebook/schema.json", "codebook.schema.json"];

/// Writes `codebook.toml`, the schema by which editors know it, and the folder `records` into a directory, which is made
/// if it is not there.
pub fn write(directory: &Path) -> io::Result<()> {
    let records = directory.join(RECORDS);
    fs::create_dir_all(&records)?;
    let codebook = CODEBOOK.replacen(SCHEMA[0], SCHEMA[1], 1);
    replace(&directory.join("codebook.toml"), codebook.as_bytes())?;
    replace(&directory.join(SCHEMA[1]), schema().as_bytes())?;
    files()?
        .into_iter()
        .try_for_each(|(name, bytes)| replace(&records.join(name), &bytes))
}

/// Writes a file beside its place, then moves it there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("part");
    File::create(&beside)?.write_all(bytes)?;
    fs::rename(beside, path)
}

/// The file of each institution.
pub(crate) fn files() -> io::Result<[(&'static str, Vec<u8>); 3]> {
    let cases = cases();
    let stream = |number| Dice::new(SEED + number);
    Ok([
        ("conatt.csv", conatt::write(&mut stream(2), &cases)?),
        ("oij.csv", oij::write(&mut stream(3), &cases)?),
        ("pani.csv", pani::write(&mut stream(4), &cases)?),
    ])
}
