//! Reads from the reason of an ignored test what it needs, and looks whether this machine has it.
//!
//! A test that cannot run everywhere is marked `#[ignore = "REASON"]`, so that a plain `cargo test` reports it as ignored
//! and never as passed. The reason begins with one of these, and goes on behind `:` or `,` as it likes:
//!
//! | reason | `cargo verify` runs the test |
//! |---|---|
//! | `needs ../PATH` | if this file or folder lies beside the checkout |
//! | `needs PostgreSQL` | if a server's programs are installed; the test starts a server of its own |
//! | `needs LibreOffice` | if `soffice` is on the PATH |
//! | `needs Node.js` | if `node` is on the PATH |
//! | `needs Python with MODULE` | if `python3` is on the PATH and has the module |
//! | `needs R with PACKAGE` | if `Rscript` is on the PATH and has the package |
//! | `needs a browser` | always, with the finished site |
//! | `needs Firefox with geckodriver` | if both are installed, with the finished site |
//! | `needs WebKit with WebKitWebDriver` | if both are installed, and `xvfb-run`, with the finished site |
//! | `on request` | never, because it takes long |

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::checkout::Checkout;
use crate::engines::Engine;
use crate::path;

/// What an ignored test needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A file or folder beside the checkout: `../shared/data/…`.
    Path(String),
    /// The programs of a PostgreSQL server.
    PostgreSql,
    /// LibreOffice without a window.
    LibreOffice,
    /// Node.js.
    Node,
    /// Python with this module.
    Python(String),
    /// R with this package.
    R(String),
    /// The finished site and a browser.
    Browser,
    /// The finished site and a browser with another engine.
    Engine(Engine),
    /// Somebody who asks for it.
    Request,
}

impl Need {
    /// Parses the reason of an ignored test.
    pub fn parse(reason: &str) -> Result<Need> {
        let (first, _) = reason.split_once([':', ',']).unwrap_or((reason, ""));
        Ok(match first {
            "needs PostgreSQL" => Need::PostgreSql,
            "needs LibreOffice" => Need::LibreOffice,
            "needs Node.js" => Need::Node,
            "needs a browser" => Need::Browser,
            "needs Firefox with geckodriver" => Need::Engine(Engine::Firefox),
            "needs WebKit with WebKitWebDriver" => Need::Engine(Engine::WebKit),
            "on request" => Need::Request,
            _ => match Need::parse_named(first) {
                Some(need) => need,
                None => bail!(
                    "“{reason}” does not say what the test needs: begin the reason as src/tasks/needs.rs lists"
                ),
            },
        })
    }

    /// Parses a reason that names a file, a module or a package.
    fn parse_named(reason: &str) -> Option<Need> {
        let needed = reason.strip_prefix("needs ")?;
        if needed.starts_with("../") {
            return Some(Need::Path(needed.to_owned()));
        }
        let (program, name) = needed.split_once(" with ")?;
        let is_name =
            |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '.';
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        match program {
            "Python" => Some(Need::Python(name.to_owned())),
            "R" => Some(Need::R(name.to_owned())),
            _ => None,
        }
    }

    /// Why tests that need this cannot run here; `None` if they can.
    pub fn missing(&self, checkout: &Checkout) -> Option<String> {
        match self {
            Need::Path(path) if checkout.root.join(path).exists() => None,
            Need::Path(path) => Some(format!("{path} is absent")),
            Need::PostgreSql if postgresql().is_some() => None,
            Need::PostgreSql => Some("no PostgreSQL server is installed".into()),
            Need::LibreOffice if path::find(&["soffice"]).is_some() => None,
            Need::LibreOffice => Some("LibreOffice (soffice) is not installed".into()),
            Need::Node if path::find(&["node"]).is_some() => None,
            Need::Node => Some("Node.js (node) is not installed".into()),
            Need::Python(module) if runs("python3", &format!("import {module}")) => None,
            Need::Python(module) => {
                Some(format!("Python (python3) with {module} is not installed"))
            }
            Need::R(package) if runs("Rscript", &format!("library({package})")) => None,
            Need::R(package) => Some(format!("R (Rscript) with {package} is not installed")),
            Need::Browser => None,
            Need::Engine(engine) if engine.find().is_some() => None,
            Need::Engine(engine) => Some(engine.missing().into()),
            Need::Request => Some("only on request, because it takes long".into()),
        }
    }

    /// Lets a test program find what it needs.
    pub fn provide(&self, command: &mut Command) -> Result<()> {
        if let (Need::PostgreSql, Some(folder)) = (self, postgresql()) {
            let path = std::iter::once(folder).chain(path::folders());
            let path = env::join_paths(path).context("a folder of the PATH cannot be named")?;
            command.env("PATH", path);
        }
        if let Need::Engine(engine) = self {
            command.envs(engine.find().into_iter().flatten());
        }
        Ok(())
    }
}

/// Whether a program is on the PATH and runs a line of its language.
fn runs(program: &str, line: &str) -> bool {
    let flag = if program == "Rscript" { "-e" } else { "-c" };
    let output = Command::new(program).args([flag, line]).output();
    output.is_ok_and(|output| output.status.success())
}

/// The folder of a PostgreSQL server's programs, which Debian keeps off the PATH.
fn postgresql() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql");
    let mut debian: Vec<PathBuf> = versions
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    debian.sort();
    path::folder_of(&["initdb", "pg_ctl", "psql"], &debian)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_what_a_test_needs() {
        for (reason, expected) in [
            ("needs PostgreSQL: run by cargo verify", Need::PostgreSql),
            ("needs LibreOffice", Need::LibreOffice),
            ("needs Node.js", Need::Node),
            (
                "needs Python with a_module: why",
                Need::Python("a_module".into()),
            ),
            ("needs R with a.package", Need::R("a.package".into())),
            ("needs a browser: run by cargo verify", Need::Browser),
            (
                "needs Firefox with geckodriver: run by cargo verify",
                Need::Engine(Engine::Firefox),
            ),
            ("needs ../a/b.csv: why", Need::Path("../a/b.csv".into())),
            ("on request, takes two minutes", Need::Request),
        ] {
            assert_eq!(Need::parse(reason).unwrap(), expected, "{reason}");
        }
    }

    #[test]
    fn a_reason_that_says_nothing_known_is_refused() {
        for reason in [
            "",
            "flaky",
            "needs time",
            "needs",
            "needs Python with",
            "needs Python with a; b",
            "needs C with a",
        ] {
            let error = Need::parse(reason).unwrap_err().to_string();
            assert!(
                error.contains("does not say what the test needs"),
                "{error}"
            );
        }
    }

    #[test]
    fn what_is_absent_is_named() {
        let checkout = Checkout::find().unwrap();
        let missing = |path: &str| Need::Path(path.into()).missing(&checkout);
        assert_eq!(missing("../no/such"), Some("../no/such is absent".into()));
        assert_eq!(missing("src/tasks/needs.rs"), None);
        assert_eq!(
            Need::Python("no_such_module".into()).missing(&checkout),
            Some("Python (python3) with no_such_module is not installed".into())
        );
    }
}
