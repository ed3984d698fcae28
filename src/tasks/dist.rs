//! Puts the finished site together in `dist/`: the page and its check, the dataset, and every page as HTML.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::check;
use crate::checkout::Checkout;
use crate::data::Dataset;
use crate::say;

/// The folder of the page and its check, from which sites are written.
const PARTS: &str = "parts";
/// How often a dataset that goes on changing is looked at.
const PAUSE: Duration = Duration::from_secs(1);

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
    let parts = checkout.work.join(PARTS);
    remove(&parts)?;
    copy(page, &parts)?;
    copy(checker, &parts.join(check::FOLDER))?;
    Ok(parts)
}

/// Writes the site again whenever the dataset has changed, until the program ends; `shown` is the fingerprint of the
/// dataset that it shows.
pub fn follow(checkout: &Checkout, data: &Dataset, dist: &Path, shown: Option<String>) {
    let parts = checkout.work.join(PARTS);
    let mut watched = Watched::new(shown);
    loop {
        thread::sleep(PAUSE);
        if !watched.is_new(data.fingerprint()) {
            continue;
        }
        say::note(&match data.write_site(checkout, &parts, dist) {
            Ok(()) => "The site has the new numbers: reload the page.".to_owned(),
            Err(error) => format!("The site still has the old numbers: {error:#}"),
        });
    }
}

/// A dataset that goes on changing, by its fingerprints.
struct Watched {
    shown: Option<String>,
    before: Option<String>,
}

impl Watched {
    fn new(shown: Option<String>) -> Watched {
        Watched {
            before: shown.clone(),
            shown,
        }
    }

    /// Decides whether the dataset is another one than before, and whole: while its files are being replaced, no two looks
    /// at it are alike.
    fn is_new(&mut self, now: Option<String>) -> bool {
        let is_whole = now.is_some() && now == self.before;
        self.before.clone_from(&now);
        let is_new = is_whole && now != self.shown;
        if is_new {
            self.shown = now;
        }
        is_new
    }
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

#[cfg(test)]
mod tests {
    use super::Watched;

    #[test]
    fn numbers_are_new_once_and_only_when_they_are_whole() {
        let mut watched = Watched::new(Some("old".into()));
        // Made again with the same numbers, and then with others, each time file by file.
        let looks = [
            "old", "", "half", "old", "old", "", "quarter", "new", "new", "new", "old", "old",
        ];
        let is_new = looks.map(|look| watched.is_new((!look.is_empty()).then(|| look.to_owned())));
        let new: Vec<usize> = (0..looks.len()).filter(|look| is_new[*look]).collect();
        assert_eq!(new, [8, 11]);
    }
}
