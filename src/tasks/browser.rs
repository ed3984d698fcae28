//! Finds a browser to test the page in, or installs one where that can be done.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::{path, run};

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
    if path::find(&["apt-get"]).is_none() || !is_root(checkout) {
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
        chromium: path::find(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ])?,
        chromedriver: path::find(&["chromedriver", "chromium.chromedriver"])?,
    })
}

fn is_root(checkout: &Checkout) -> bool {
    run::output(checkout.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
