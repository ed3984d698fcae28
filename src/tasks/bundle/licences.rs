//! Collects the licences of everything that is in the program and in its page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::run;
use crate::tools::WASM;

/// The crates that adopters get: the program, and the programs of the page.
const OURS: [&str; 3] = ["tablero", "app", "check"];

/// Writes one text with the licences of all packages that these crates build on.
pub fn collect(checkout: &Checkout, host: &str) -> Result<String> {
    let mut metadata = checkout.cargo();
    metadata.args(["metadata", "--locked", "--format-version", "1"]);
    metadata.args(["--filter-platform", host, "--filter-platform", WASM]);
    let metadata: Value = serde_json::from_str(&run::output(&mut metadata)?)
        .context("the output of cargo metadata")?;
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let is_ours = |package: &&Value| OURS.iter().any(|ours| package["name"] == **ours);
    let mut waiting: Vec<&str> = packages
        .values()
        .filter(|package| package["source"].is_null())
        .filter(|package| is_ours(package))
        .filter_map(|package| package["id"].as_str())
        .collect();
    let mut known = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if known.insert(id) {
            waiting.extend(nodes.get(id).into_iter().flat_map(|node| linked(node)));
        }
    }
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in known.iter().filter_map(|id| packages.get(id)) {
        if package["source"].is_null() {
            continue;
        }
        let name = format!(
            "{} {}: {}",
            text(&package["name"]),
            text(&package["version"]),
            text(&package["license"])
        );
        let licence = read_licences(Path::new(text(&package["manifest_path"])))?;
        texts.entry(licence).or_default().insert(name);
    }
    Ok(write(&texts))
}

/// The packages that one is linked with, not what builds or tests it.
fn linked(node: &Value) -> impl Iterator<Item = &str> {
    let dependencies = node["deps"].as_array().into_iter().flatten();
    let is_linked = |dependency: &&Value| {
        let kinds = dependency["dep_kinds"].as_array();
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
    };
    dependencies
        .filter(is_linked)
        .filter_map(|dependency| dependency["pkg"].as_str())
}

fn by_id(values: &Value) -> BTreeMap<&str, &Value> {
    let values = values.as_array().into_iter().flatten();
    values
        .filter_map(|value| Some((value["id"].as_str()?, value)))
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("no licence named")
}

/// The licences beside a manifest, one after the other.
fn read_licences(manifest: &Path) -> Result<String> {
    let folder = manifest.parent().unwrap_or(manifest);
    let unread = || format!("{} cannot be read", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(unread)? {
        let path = entry.with_context(unread)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_licence && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    let mut licences = String::new();
    for file in files {
        let text = fs::read(&file).with_context(unread)?;
        licences += String::from_utf8_lossy(&text).trim();
        licences += "\n\n";
    }
    Ok(licences)
}

/// Writes every text once, below the packages that it is of.
fn write(texts: &BTreeMap<String, BTreeSet<String>>) -> String {
    let line = "=".repeat(80);
    let mut written = String::from(
        "The program and its page contain these packages. The licences of the charts and letters are in the site, \
         below charts/ and fonts/.\n\n",
    );
    for (licence, packages) in texts {
        written += &format!("{line}\n");
        for package in packages {
            written += &format!("{package}\n");
        }
        written += &format!("{line}\n\n{licence}");
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_linked_is_named_with_its_licence() {
        let checkout = Checkout::find().unwrap();
        let licences = collect(&checkout, "x86_64-unknown-linux-gnu").unwrap();
        for linked in ["\nclap ", "\naxum ", "\nleptos ", "\nwasm-bindgen "] {
            assert!(licences.contains(linked), "{linked}");
        }
        // What builds or tests, what another system needs, and what is ours.
        for other in ["\nfantoccini ", "\nwindows-sys ", "\ncube "] {
            assert!(!licences.contains(other), "{other}");
        }
        assert!(licences.contains("Permission is hereby granted"));
        assert_eq!(
            licences,
            collect(&checkout, "x86_64-unknown-linux-gnu").unwrap()
        );
    }

    #[test]
    fn a_text_that_several_packages_share_stands_once() {
        let packages = BTreeSet::from(["a 1.0.0: MIT".to_owned(), "b 2.0.0: MIT".to_owned()]);
        let written = write(&BTreeMap::from([("Permission\n\n".to_owned(), packages)]));
        let expected = "a 1.0.0: MIT\nb 2.0.0: MIT\n";
        assert!(written.contains(expected), "{written}");
        assert_eq!(written.matches("Permission").count(), 1);
    }
}
