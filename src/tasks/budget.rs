//! Weighs what a visitor downloads, and refuses a site that is over its budget.
//!
//! Every file counts as it is sent: compressed with brotli at its highest level.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::say;

/// The most bytes of the page's program and of what binds it to the browser.
const PROGRAM: u64 = 225_000;
/// The most bytes of data until a section answers its first click.
const DATA: u64 = 40_000;
/// The most bytes that the page of any section may take until it can be read, letters included.
const FIRST_LOAD: u64 = 400_000;
/// The most bytes of the charts and of the program that makes their options, which come when a reader asks for them.
const CHARTS: u64 = 200_000;
/// The most bytes of the program that makes files, which comes when a reader opens that menu. 30 kB of it draw pictures: a
/// program of their own would bring once more what makes figures of tables, about half of this one.
const TAKE: u64 = 420_000;

/// Weighs the finished site and fails if it is over the budget.
pub fn check(dist: &Path) -> Result<()> {
    let shell = weigh_folder(dist, &["html", "css", "js", "wasm"])?;
    let program = weigh_folder(dist, &["js", "wasm"])?;
    let fonts = weigh_folder(&dist.join("fonts"), &["woff2"])?;
    let charts = weigh_folder(&dist.join("charts"), &["js", "wasm"])?;
    let take = weigh_folder(&dist.join("take"), &["js", "wasm"])?;
    let data = weigh_section(dist)?;
    print_size("html, css, wasm, glue", shell);
    print_size("fonts", fonts);
    let within = [
        is_within("wasm, glue", program, PROGRAM),
        is_within("data of the heaviest section", data, DATA),
        is_within("first load", shell + fonts + data, FIRST_LOAD),
        is_within("charts", charts, CHARTS),
        is_within("what makes files", take, TAKE),
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

/// Weighs what a section needs when it is opened and for every filter on it: the catalog, and the tables of the heaviest
/// section. Both are files that its page names.
fn weigh_section(dist: &Path) -> Result<u64> {
    let folder = dist.join("sections");
    let (mut catalog, mut heaviest) = (0, 0);
    for entry in
        fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let weight = if name.starts_with("catalog-") {
            &mut catalog
        } else {
            &mut heaviest
        };
        *weight = weigh(&path)?.max(*weight);
    }
    if catalog == 0 || heaviest == 0 {
        bail!("{} lacks the files of the sections", folder.display());
    }
    Ok(catalog + heaviest)
}

/// What only the page at addresses that do not exist is made of.
const LOST: [&str; 2] = ["404.html", "lost.js"];

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
            && path
                .file_name()
                .is_some_and(|name| LOST.iter().all(|lost| name != *lost))
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
    use super::*;

    #[test]
    fn a_section_weighs_its_catalog_and_the_largest_tables() {
        let dist = std::env::temp_dir().join(format!("tasks-budget-{}", std::process::id()));
        let pages = dist.join("sections");
        fs::create_dir_all(&pages).unwrap();
        let put = |name: &str, text: &str| {
            fs::write(pages.join(name), text).unwrap();
            weigh(&pages.join(name)).unwrap()
        };
        let small = put("a-1.json", "[]");
        assert!(weigh_section(&dist).is_err(), "there is no catalog");
        let catalog = put("catalog-1.json", r#"{"title":"Trata"}"#);
        let large = put("b-1.json", "[12,null,7,31,28,5,6]");
        assert!(large > small);
        assert_eq!(weigh_section(&dist).unwrap(), catalog + large);
        fs::remove_dir_all(&dist).unwrap();
    }
}
