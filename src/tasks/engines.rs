//! Finds browsers with other engines than Chromium's, and the programs that drive them.

use std::path::PathBuf;

use crate::path;

/// An engine in which the page is tested where this machine has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Firefox.
    Firefox,
    /// The browser that comes with WebKitGTK, on a screen that nobody sees.
    WebKit,
}

/// The variables that tests find a browser by, with its driver before it.
pub type Programs = [(&'static str, PathBuf); 2];

impl Engine {
    /// Finds the driver and the browser; `None` if one of them is missing.
    pub fn find(self) -> Option<Programs> {
        match self {
            Engine::Firefox => Some([
                ("TABLERO_GECKODRIVER", path::find(&["geckodriver"])?),
                ("TABLERO_FIREFOX", path::find(&["firefox", "firefox-esr"])?),
            ]),
            Engine::WebKit => {
                path::find(&["xvfb-run"])?;
                Some([
                    ("TABLERO_WEBKITWEBDRIVER", path::find(&["WebKitWebDriver"])?),
                    ("TABLERO_MINIBROWSER", mini_browser()?),
                ])
            }
        }
    }

    /// What is missing, and where it comes from.
    pub fn missing(self) -> &'static str {
        match self {
            Engine::Firefox => {
                "Firefox with geckodriver is not installed (cargo install --locked geckodriver)"
            }
            Engine::WebKit => {
                "WebKit with WebKitWebDriver is not installed (Debian: apt-get install webkit2gtk-driver xvfb)"
            }
        }
    }
}

/// The browser of WebKitGTK, which Debian keeps off the PATH: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let below = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries.flatten().map(|entry| entry.path())
    };
    let platforms = below("/usr/lib".into()).filter(|path| path.is_dir());
    let mut found: Vec<PathBuf> = platforms
        .flat_map(below)
        .filter(|path| path.to_string_lossy().contains("webkit"))
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|program| program.is_file())
        .collect();
    found.sort();
    found.pop()
}
