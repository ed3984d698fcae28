//! Puts the finished site together in `dist/`: the page and its check, the dataset, and every page as HTML.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::check;
use crate::checkout::Checkout;
use crate::data::Dataset;

/// Puts the finished site together beside `dist/`, then in its place.
pub fn assemble(
    checkout: &Checkout,
    page: &Path,
    checker: &Path,
    data: &Dataset,
) -> Result<PathBuf> {
    let (dist, new) = (checkout.root.join("dist"), checkout.work.join("dist.new"));
    let parts = gather(checkout, page, checker)?;
    remove(&new)?;
    data.write_site(checkout, &parts, &new)?;
    remove(&dist)?;
    fs::rename(&new, &dist).or_else(|_| copy_across(&new, &dist))?;
    Ok(dist)
}

/// Puts the page and its check into one folder, from which sites are written.
pub fn gather(checkout: &Checkout, page: &Path, checker: &Path) -> Result<PathBuf> {
    let parts = checkout.work.join("parts");
    remove(&parts)?;
    copy(page, &parts)?;
    copy(checker, &parts.join(check::FOLDER))?;
    Ok(parts)
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
