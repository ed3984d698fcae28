//! Tests the folder of one release and the public folder of all: nothing is lost, forgotten or replaced by mistake.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crashes;
mod places;
mod withdrawals;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use cube::{
    Catalog, Cell, Dimension, Measure, Release, Table, TableEntry, Text,
    certificate::{Certificate, FORMAT, Family, Method, MethodName, Profile},
};

use crate::{ReleaseError, add, is_release, read_all};

/// A release of one table, with this number in every cell.
fn release(name: &str, count: u64) -> Release {
    let time = Dimension {
        id: "anio".into(),
        label: Text::new("Año", "Year"),
        ..Dimension::default()
    };
    let catalog = Catalog {
        release: name.into(),
        time: "anio".into(),
        measures: vec![Measure {
            id: "personas".into(),
            ..Measure::default()
        }],
        dimensions: vec![time],
        tables: vec![TableEntry {
            id: "personas.anio".into(),
            measure: "personas".into(),
            dimensions: vec!["anio".into()],
            rolled_up: Vec::new(),
        }],
        ..Catalog::default()
    };
    let entry = &catalog.tables[0];
    let dimensions = catalog.dimensions_of(entry);
    let label = Text::new("Tabla", "Table");
    let table = Table::from_fn(&entry.id, label, &entry.measure, dimensions, |_| {
        Cell::Published(count)
    });
    Release {
        tables: [(entry.id.clone(), table)].into(),
        catalog,
    }
}

/// A certificate that says that the release was attacked together with these.
fn certificate(release: &Release, earlier: Vec<String>) -> Certificate {
    Certificate {
        certificate: FORMAT,
        codebook: "prueba".into(),
        release: release.catalog.release.clone(),
        method: Method {
            name: MethodName::ExactOrHidden,
            version: "0".into(),
            secret_order: true,
        },
        threshold: 5,
        profile: Profile::Provable,
        family: Family::default(),
        earlier,
        checks: Vec::new(),
        not_checked: Vec::new(),
        whole_registers: None,
        files: BTreeMap::new(),
        formats: BTreeMap::new(),
    }
}

/// Writes a release into a folder.
type Writer = fn(&Release, &Certificate, &Path) -> Result<(), ReleaseError>;

/// Adds a release to a public folder, whatever is left to tidy up.
fn publish(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
) -> Result<(), ReleaseError> {
    add(release, certificate, folder).map(drop)
}

fn put(writer: Writer, release: &Release, folder: &Path) -> Result<(), ReleaseError> {
    let earlier = if is_release(folder) {
        names(folder)
    } else {
        Vec::new()
    };
    let own = &release.catalog.release;
    let earlier = earlier.into_iter().filter(|name| name != own).collect();
    writer(release, &certificate(release, earlier), folder)
}

/// The names of all releases that a folder keeps.
fn names(folder: &Path) -> Vec<String> {
    let all = read_all(folder).unwrap();
    all.into_iter()
        .map(|kept| kept.release.catalog.release)
        .collect()
}

/// Every file and folder below a folder that a run left over.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(".tablero-") {
            found.push(path);
        } else if path.is_dir() {
            found.extend(leftovers(&path));
        }
    }
    found
}

/// Lists a folder and everything below it.
fn list(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return vec![folder.into()];
    };
    let mut found = vec![folder.to_owned()];
    for entry in entries {
        found.extend(list(&entry.unwrap().path()));
    }
    found.sort();
    found
}
