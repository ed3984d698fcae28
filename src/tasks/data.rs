//! The dataset of the site: the invented demonstration records, or somebody's own, through `tablero`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::{fingerprint, run};

/// Where the numbers come from.
pub enum Source {
    /// The invented records that `tablero demo` writes.
    Demo,
    /// Records of the caller.
    Own(Records),
    /// Records of the caller that go on changing while the site is shown.
    Watched(Records),
}

/// Records of the caller.
pub struct Records {
    /// Their files and folders.
    pub files: Vec<PathBuf>,
    /// What they mean.
    pub codebook: PathBuf,
}

/// The dataset.
pub struct Dataset {
    /// Where it lies.
    pub folder: PathBuf,
    /// The program that made it.
    tablero: PathBuf,
}

impl Dataset {
    /// Goes on making it from records that change, beside the rest of the program.
    pub fn watch(&self, checkout: &Checkout, records: &Records) -> Result<()> {
        let place = self.folder.parent().context("the dataset lies in no folder")?;
        run::beside(tablero_candidate(checkout, &self.tablero, records, place).arg("--watch"))
    }

    /// Puts the report on its quality into a site that holds it.
    pub fn report(&self, checkout: &Checkout, site: &Path) -> Result<()> {
        let mut command = checkout.command(&self.tablero);
        run::output(command.arg("quality").arg(&self.folder).arg("--site").arg(site)).map(drop)
    }
}

/// Publishes the dataset.
pub fn publish(checkout: &Checkout, source: &Source) -> Result<Dataset> {
    let tablero = build(checkout)?;
    let place = checkout.work.join(match source {
        Source::Demo => "demo",
        Source::Own(_) => "own",
        Source::Watched(_) => "watched",
    });
    fs::create_dir_all(&place).with_context(|| format!("{} cannot be created", place.display()))?;
    let data = place.join("data");
    match source {
        Source::Demo => {
            // The same program invents the same records and publishes the same numbers.
            let program = fingerprint::of(std::slice::from_ref(&tablero))?;
            fingerprint::unless_done(&data, &program, || demo(checkout, &tablero, &place, &data))?;
        }
        Source::Own(Records { files, codebook }) => {
            let mut command = tablero_publish(checkout, &tablero, codebook, &data);
            run::aloud("Publishing your records", command.args(files))?;
        }
        Source::Watched(records) => {
            let mut command = tablero_candidate(checkout, &tablero, records, &place);
            run::aloud("Making a candidate of your records", &mut command)?;
        }
    }
    Ok(Dataset { folder: data, tablero })
}

fn build(checkout: &Checkout) -> Result<PathBuf> {
    let mut cargo = checkout.cargo();
    cargo.args(["build", "--locked", "--release", "--package", "publish", "--bin", "tablero"]);
    run::quietly("Building tablero, the publisher", &mut cargo)?;
    Ok(checkout.target.join("release").join(format!("tablero{}", std::env::consts::EXE_SUFFIX)))
}

fn demo(checkout: &Checkout, tablero: &Path, place: &Path, data: &Path) -> Result<()> {
    let invented = place.join("records");
    let mut command = checkout.command(tablero);
    run::quietly("Inventing demonstration records", command.arg("demo").arg("--out").arg(&invented))?;
    let mut command = tablero_publish(checkout, tablero, &invented.join("codebook.toml"), data);
    run::quietly("Publishing the demonstration records", command.arg(invented.join("records.csv")))
}

fn tablero_publish(checkout: &Checkout, tablero: &Path, codebook: &Path, data: &Path) -> Command {
    let mut command = checkout.command(tablero);
    command.arg("publish").arg("--codebook").arg(codebook).arg("--out").arg(data);
    command
}

fn tablero_candidate(checkout: &Checkout, tablero: &Path, records: &Records, place: &Path) -> Command {
    let mut command = checkout.command(tablero);
    command.arg("candidate").arg("--codebook").arg(&records.codebook).arg("--out").arg(place).args(&records.files);
    command
}
