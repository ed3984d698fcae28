//! Publishes the dataset of the site with `tablero`: of the invented demonstration records, or of somebody's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::{fingerprint, run};

/// The records that the numbers come from.
pub enum Source {
    /// The invented records that `tablero demo` writes.
    Demo,
    /// Records of the caller.
    Own(Records),
    /// Records of the caller that go on changing while the site is shown.
    Watched(Records),
}

impl Source {
    /// The release before this one.
    fn previous(&self) -> Option<&PathBuf> {
        match self {
            Source::Demo => None,
            Source::Own(records) | Source::Watched(records) => records.earlier.last(),
        }
    }
}

/// Records of the caller. Everything is named as it was typed, from the folder that the caller stands in.
pub struct Records {
    /// Their files and folders, as `tablero` understands them: `ID=FILE` too.
    pub files: Vec<PathBuf>,
    /// The codebook, which says what the records mean.
    pub codebook: PathBuf,
    /// The releases that are public already, the last one last.
    pub earlier: Vec<PathBuf>,
    /// The ledger of closed years, if there is one.
    pub ledger: Option<PathBuf>,
}

/// The dataset.
pub struct Dataset {
    /// The folder of its files.
    pub folder: PathBuf,
    /// The program that made it.
    tablero: PathBuf,
    /// The release before it.
    previous: Option<PathBuf>,
}

impl Dataset {
    /// Keeps publishing records that change, beside the rest of the program.
    pub fn watch(&self, checkout: &Checkout, records: &Records) -> Result<()> {
        let place = self
            .folder
            .parent()
            .context("the dataset lies in no folder")?;
        run::beside(tablero_candidate(checkout, &self.tablero, records, place).arg("--watch"))
    }

    /// Summarizes its files; `None` while they are being replaced.
    pub fn fingerprint(&self) -> Option<String> {
        fingerprint::compute(std::slice::from_ref(&self.folder)).ok()
    }

    /// Writes the finished site around it, from the built page.
    pub fn write_site(&self, checkout: &Checkout, page: &Path, site: &Path) -> Result<()> {
        run::output(&mut self.site(checkout, page, site)).map(drop)
    }

    /// The command that writes the site; its report lists what changed since the release before, if there is one.
    fn site(&self, checkout: &Checkout, page: &Path, site: &Path) -> Command {
        let mut command = checkout.command_of_caller(&self.tablero);
        command
            .args(["site", "--data"])
            .arg(&self.folder)
            .arg("--page")
            .arg(page)
            .arg("--out")
            .arg(site);
        if let Some(previous) = &self.previous {
            command.arg("--previous").arg(previous);
        }
        command
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
            let program = fingerprint::compute(std::slice::from_ref(&tablero))?;
            fingerprint::unless_done(&data, &program, || demo(checkout, &tablero, &place, &data))?;
        }
        Source::Own(records) => {
            let mut command = tablero_publish(checkout, &tablero, &records.codebook, &data);
            run::aloud(
                "Publishing your records",
                add_records(&mut command, records),
            )?;
        }
        Source::Watched(records) => {
            let mut command = tablero_candidate(checkout, &tablero, records, &place);
            run::aloud("Making a candidate of your records", &mut command)?;
        }
    }
    Ok(Dataset {
        folder: data,
        tablero,
        previous: source.previous().cloned(),
    })
}

fn build(checkout: &Checkout) -> Result<PathBuf> {
    let mut cargo = checkout.cargo();
    cargo.args([
        "build",
        "--locked",
        "--release",
        "--package",
        "tablero",
        "--bin",
        "tablero",
    ]);
    run::quietly("Building tablero, the publisher", &mut cargo)?;
    Ok(checkout
        .target
        .join("release")
        .join(format!("tablero{}", std::env::consts::EXE_SUFFIX)))
}

fn demo(checkout: &Checkout, tablero: &Path, place: &Path, data: &Path) -> Result<()> {
    let invented = place.join("invented");
    // Another version of the program wrote them, and `tablero` replaces only what it knows.
    for folder in [invented.as_path(), data] {
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("{} cannot be removed", folder.display()))?;
        }
    }
    let mut command = checkout.command(tablero);
    run::quietly(
        "Inventing demonstration records",
        command.arg("demo").arg("--out").arg(&invented),
    )?;
    let mut command = tablero_publish(checkout, tablero, &invented.join("codebook.toml"), data);
    run::quietly(
        "Publishing the demonstration records",
        command.arg(invented.join("records")),
    )
}

fn tablero_publish(checkout: &Checkout, tablero: &Path, codebook: &Path, data: &Path) -> Command {
    let mut command = checkout.command_of_caller(tablero);
    command
        .arg("publish")
        .arg("--codebook")
        .arg(codebook)
        .arg("--out")
        .arg(data);
    command
}

fn tablero_candidate(
    checkout: &Checkout,
    tablero: &Path,
    records: &Records,
    place: &Path,
) -> Command {
    let mut command = checkout.command_of_caller(tablero);
    command
        .arg("candidate")
        .arg("--codebook")
        .arg(&records.codebook)
        .arg("--out")
        .arg(place);
    add_records(&mut command, records);
    command
}

/// Adds the records, the ledger of closed years, and the releases that are public already: together with these, nothing
/// hidden may be derived.
fn add_records<'a>(command: &'a mut Command, records: &Records) -> &'a mut Command {
    for earlier in &records.earlier {
        command.arg("--earlier").arg(earlier);
    }
    if let Some(ledger) = &records.ledger {
        command.arg("--ledger").arg(ledger);
    }
    command.args(&records.files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(command: &Command) -> Vec<String> {
        command
            .get_args()
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect()
    }

    fn records() -> Records {
        let files = ["pani=casos.xlsx", "inbox"].map(PathBuf::from).into();
        Records {
            files,
            codebook: "mine.toml".into(),
            earlier: ["2024", "2025"].map(PathBuf::from).into(),
            ledger: Some("libro.json".into()),
        }
    }

    #[test]
    fn records_and_releases_are_named_as_the_caller_typed_them() {
        let checkout = Checkout::find().unwrap();
        let command = tablero_candidate(
            &checkout,
            Path::new("tablero"),
            &records(),
            Path::new("/work"),
        );
        let expected = "candidate --codebook mine.toml --out /work --earlier 2024 --earlier 2025 --ledger libro.json pani=casos.xlsx inbox";
        assert_eq!(arguments(&command).join(" "), expected);
        assert_eq!(
            command.get_current_dir(),
            Some(std::env::current_dir().unwrap().as_path())
        );
    }

    #[test]
    fn the_report_in_the_site_gets_the_release_before() {
        let checkout = Checkout::find().unwrap();
        let site = |source: &Source| {
            let previous = source.previous().cloned();
            let data = Dataset {
                folder: "/data".into(),
                tablero: "tablero".into(),
                previous,
            };
            arguments(&data.site(&checkout, Path::new("/page"), Path::new("/site"))).join(" ")
        };
        let expected = "site --data /data --page /page --out /site";
        assert_eq!(site(&Source::Demo), expected);
        let expected = format!("{expected} --previous 2025");
        assert_eq!(site(&Source::Own(records())), expected);
        assert_eq!(site(&Source::Watched(records())), expected);
    }
}
