//! A real browser to test the page in: found, or installed where that can be done.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::run;

/// A browser and the program that drives it.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// ChromeDriver of the same version.
    pub chromedriver: PathBuf,
}

/// Finds Chromium and ChromeDriver, or installs them on Debian and its kin.
pub fn ready(checkout: &Checkout) -> Result<Browser> {
    if let Some(browser) = found() {
        return Ok(browser);
    }
    if on_path(&["apt-get"]).is_none() || !is_root(checkout) {
        bail!(
            "Chromium and ChromeDriver are needed on the PATH, in the same version. On Debian and Ubuntu: \
             sudo apt-get install chromium chromium-driver"
        );
    }
    let apt = || {
        let mut command = checkout.command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::quietly("Asking Debian for its packages", apt().arg("update"))?;
    run::quietly(
        "Installing Chromium",
        apt().args(["install", "--yes", "chromium", "chromium-driver"]),
    )?;
    match found() {
        Some(browser) => Ok(browser),
        None => bail!(
            "the packages chromium and chromium-driver are installed, but the programs are not on the PATH"
        ),
    }
}

fn found() -> Option<Browser> {
    Some(Browser {
        chromium: on_path(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ])?,
        chromedriver: on_path(&["chromedriver", "chromium.chromedriver"])?,
    })
}

/// The first of these programs that is on the PATH.
fn on_path(programs: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    programs.iter().find_map(|program| {
        folders
            .iter()
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
    })
}

fn is_root(checkout: &Checkout) -> bool {
    run::output(checkout.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
