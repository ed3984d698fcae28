//! Weighs what a visitor downloads, and refuses a site that is over its budget.
//!
//! Every file counts as it is sent: compressed with brotli at its highest level.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::say;

/// The most bytes of the page's program and of what binds it to the browser.
const PROGRAM: u64 = 300_000;
/// The most bytes that the page of any section may take until it can be read, letters included.
const FIRST_LOAD: u64 = 400_000;
/// The most bytes of the charts and of the program that makes their options, which come when a reader asks for them.
const CHARTS: u64 = 200_000;

/// Weighs the finished site and fails if it is over the budget.
pub fn check(dist: &Path) -> Result<()> {
    let shell = weigh_folder(dist, &["html", "css", "js", "wasm"])?;
    let program = weigh_folder(dist, &["js", "wasm"])?;
    let fonts = weigh_folder(&dist.join("fonts"), &["woff2"])?;
    let charts = weigh_folder(&dist.join("charts"), &["js", "wasm"])?;
    let index = weigh(&dist.join("data/index.json"))?;
    let (section, tables) = heaviest_section(dist)?;
    print_size("html, css, wasm, glue", shell);
    print_size("fonts", fonts);
    print_size("data/index.json", index);
    print_size(
        &format!("tables of {section}, the heaviest section"),
        tables,
    );
    let within = [
        is_within("wasm, glue", program, PROGRAM),
        is_within("first load", shell + fonts + index + tables, FIRST_LOAD),
        is_within("charts", charts, CHARTS),
    ];
    if within.contains(&false) {
        bail!("the site is over its size budget");
    }
    Ok(())
}

fn print_size(what: &str, size: u64) {
    say::note(&format!("  {what:<52} {:>6.1} kB", kilobytes(size)));
}

/// Prints a size beside its limit; whether it is within it.
fn is_within(what: &str, size: u64, limit: u64) -> bool {
    let verdict = if size <= limit { "of" } else { "MORE THAN" };
    say::note(&format!(
        "  {what:<52} {:>6.1} kB {verdict} {:.0} kB",
        kilobytes(size),
        kilobytes(limit)
    ));
    size <= limit
}

/// The section whose unfiltered views, with every breakdown, take the most data.
fn heaviest_section(dist: &Path) -> Result<(String, u64)> {
    let index = fs::read_to_string(dist.join("data/index.json"))
        .context("dist/data/index.json cannot be read")?;
    let index: Value = serde_json::from_str(&index).context("dist/data/index.json")?;
    let catalog = &index["extension"];
    let sections = catalog["sections"]
        .as_array()
        .context("dist/data/index.json lists no sections")?;
    let mut weights = Vec::new();
    for section in sections {
        let id = section["id"]
            .as_str()
            .context("a section of dist/data/index.json has no id")?;
        let files = tables(catalog, section)
            .into_iter()
            .map(|table| dist.join("data").join(format!("{table}.json")));
        weights.push((
            id.to_owned(),
            files.map(|file| weigh(&file)).sum::<Result<u64>>()?,
        ));
    }
    weights
        .into_iter()
        .max_by_key(|(_, weight)| *weight)
        .context("dist/data/index.json lists no sections")
}

/// The tables of a section's measures that have no other dimensions than time and one of the section's own.
fn tables<'a>(catalog: &'a Value, section: &Value) -> BTreeSet<&'a str> {
    let lists = |list: &str, id: &Value| {
        section[list]
            .as_array()
            .is_some_and(|list| list.contains(id))
    };
    let unfiltered = |table: &&Value| {
        let dimensions = table["dimensions"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let others: Vec<&Value> = dimensions
            .iter()
            .filter(|dimension| **dimension != catalog["time"])
            .collect();
        lists("measures", &table["measure"])
            && others.len() < 2
            && others.len() < dimensions.len()
            && others
                .iter()
                .all(|dimension| lists("dimensions", dimension))
    };
    let family = catalog["tables"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    family
        .iter()
        .filter(unfiltered)
        .filter_map(|table| table["id"].as_str())
        .collect()
}

/// The weight of the files directly in a folder that have one of these extensions. It is a mistake if there are none.
fn weigh_folder(folder: &Path, extensions: &[&str]) -> Result<u64> {
    let mut weight = 0;
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?
    {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|found| extensions.iter().any(|extension| found == *extension))
            && path.file_name().is_some_and(|name| name != "404.html")
        {
            weight += weigh(&path)?;
        }
    }
    if weight == 0 {
        bail!(
            "{} has none of the files that are to be weighed",
            folder.display()
        );
    }
    Ok(weight)
}

fn weigh(file: &Path) -> Result<u64> {
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut compressed, &parameters)
        .context("compressing")?;
    Ok(compressed.len() as u64)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "sizes of files, shown with one decimal"
)]
fn kilobytes(size: u64) -> f64 {
    size as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_section_weighs_its_own_tables_without_filters() {
        let table = |id: &str, dimensions: &[&str]| json!({"id": id, "measure": id.split('.').next(), "dimensions": dimensions});
        let catalog = json!({"time": "anio", "tables": [
            table("a.anio", &["anio"]),
            table("a.anio.sexo", &["anio", "sexo"]),
            table("a.anio.zona", &["anio", "zona"]),
            table("a.sexo.edad", &["sexo", "edad"]),
            table("b.anio", &["anio"]),
        ]});
        let section = json!({"measures": ["a"], "dimensions": ["sexo", "edad"]});
        assert_eq!(
            tables(&catalog, &section).into_iter().collect::<Vec<_>>(),
            ["a.anio", "a.anio.sexo"]
        );
    }
}
