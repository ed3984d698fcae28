//! Puts the finished site together in `dist/`.
//!
//! It holds the page, the dataset, one HTML file for each section and language, and the pages on the quality of the data
//! and on how they are protected.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::check;
use crate::checkout::Checkout;
use crate::data::Dataset;
use crate::pages::{self, NOT_FOUND};

/// Puts the finished site together beside `dist/`, then in its place.
pub fn assemble(
    checkout: &Checkout,
    page: &Path,
    checker: &Path,
    data: &Dataset,
) -> Result<PathBuf> {
    let (dist, new) = (checkout.root.join("dist"), checkout.work.join("dist.new"));
    remove(&new)?;
    copy(page, &new)?;
    copy(checker, &new.join(check::FOLDER))?;
    copy(&data.folder, &new.join("data"))?;
    write_pages(&new)?;
    data.report(checkout, &new)?;
    remove(&dist)?;
    fs::rename(&new, &dist).or_else(|_| copy_across(&new, &dist))?;
    Ok(dist)
}

fn write_pages(dist: &Path) -> Result<()> {
    let built = read(&dist.join("index.html"))?;
    let index: Value =
        serde_json::from_str(&read(&dist.join("data/index.json"))?).context("data/index.json")?;
    for page in pages::list(&index)? {
        write(
            &dist.join(&page.folder).join("index.html"),
            &page.html(&built)?,
        )?;
    }
    write(&dist.join("404.html"), NOT_FOUND)
}

/// A target folder on another disk than the checkout cannot simply be renamed into it.
fn copy_across(from: &Path, to: &Path) -> Result<()> {
    copy(from, to)?;
    remove(from)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be created", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let (source, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target)
                .with_context(|| format!("{} cannot be copied", source.display()))?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be created", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}
