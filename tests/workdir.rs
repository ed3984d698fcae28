//! A folder in which `tablero` is called from outside, with a small codebook and records for it.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::tablero;

/// A codebook with one measure, two dimensions and one section.
pub const CODEBOOK: &str = r#"
format = 1
id = "small"
release = "2022"
title = { es = "Pequeño", en = "Small" }
heading = { es = "Pequeño", en = "Small" }
lede = { es = "Para probar.", en = "To try." }
publisher = { es = "Nadie", en = "Nobody" }
caveat = { es = "Nada.", en = "Nothing." }
threshold = 5

[time]
id = "anio"
label = { es = "Año", en = "Year" }
first = 2021
last = 2022

[records]
dates = "%Y-%m-%d"

[[measure]]
id = "personas"
label = { es = "Personas", en = "Persons" }
definition = { es = "Personas por fecha.", en = "Persons by date." }
unit = { es = "personas", en = "persons" }
date = "fecha"

[[dimension]]
id = "sexo"
label = { es = "Sexo", en = "Sex" }
column = "sexo"
categories = [{ code = "F", es = "Mujer", en = "Female" }, { code = "M", es = "Hombre", en = "Male" }]

[[dimension]]
id = "zona"
label = { es = "Zona", en = "Area" }
column = "zona"
categories = [
  { code = "N", es = "Norte", en = "North" },
  { code = "S", es = "Sur", en = "South", spellings = ["Austral"] },
  { code = "E", es = "Este", en = "East" },
  { code = "O", es = "Oeste", en = "West" },
]

[tables]
pairs = ["sexo"]

[[section]]
id = "todo"
slug = { es = "todo", en = "all" }
title = { es = "Todo", en = "All" }
lede = { es = "Todas.", en = "All." }
layout = "profile"
measures = ["personas"]
dimensions = ["sexo", "zona"]
filters = ["sexo"]
"#;

/// A folder with a codebook, records, and a dataset published from them.
pub struct Place {
    folder: TempDir,
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

impl Place {
    /// A folder with the codebook and its records; nothing is published yet.
    pub fn new() -> Place {
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
        };
        place.write("codebook.toml", CODEBOOK);
        place.write("records.csv", records());
        place
    }

    /// A file or folder in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Calls `tablero` with the folder as the current one, so that messages name files as they are typed here.
    pub fn run(&self, command: &str) -> Output {
        tablero()
            .current_dir(self.folder.path())
            .args(command.split_whitespace())
            .output()
            .unwrap()
    }

    /// Publishes records.csv.
    pub fn publish(&self, out: &str) -> Output {
        let done = self.run(&format!(
            "publish --codebook codebook.toml --out {out} records.csv"
        ));
        assert!(done.status.success(), "{}", stderr(&done));
        done
    }

    /// The published files by name, byte for byte.
    pub fn published(&self, out: &str) -> BTreeMap<String, String> {
        let files = fs::read_dir(self.path(out))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .map(|file| (name(&file), fs::read_to_string(&file).unwrap()))
            .collect()
    }
}

/// Sixty people: enough for a few numbers to be published, and few enough for others to be hidden.
pub fn records() -> String {
    let zones = ["N", "S", "Austral", "E", "E", "N", "N"];
    let row = |at: usize| {
        let (year, month, zone) = (2021 + at % 2, at % 9 + 1, zones[at % zones.len()]);
        let sex = ["M", "F", "F"][at % 3];
        format!("{year}-0{month}-15,{sex},{zone}\n")
    };
    std::iter::once("fecha,sexo,zona\n".to_owned())
        .chain((0..60).map(row))
        .collect()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

/// What a program printed.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a program complained of.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
