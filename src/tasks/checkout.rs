//! Finds the checkout, Cargo's target folder, and the folder in which the command was typed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// The checkout that this program was built from, wherever it is called.
#[derive(Clone)]
pub struct Checkout {
    /// The folder of the root manifest.
    pub root: PathBuf,
    /// The folder for intermediate files: below Cargo's target folder.
    pub work: PathBuf,
    /// Where Cargo puts what it builds.
    pub target: PathBuf,
    /// The folder in which the command was typed.
    caller: PathBuf,
}

impl Checkout {
    /// Finds the checkout.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("src/tasks lies two folders below the root of the checkout")?
            .to_owned();
        let caller = std::env::current_dir().context("the current folder cannot be read")?;
        let target = target(&root)?;
        Ok(Checkout {
            work: target.join("site"),
            root,
            target,
            caller,
        })
    }

    /// A command that runs where the caller typed theirs, so that relative paths mean what they meant there.
    pub fn command_of_caller(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.caller);
        command
    }

    /// A file of the checkout, read as text.
    pub fn read(&self, path: &str) -> Result<String> {
        let path = self.root.join(path);
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    }

    /// A command that runs in the root of the checkout.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The Cargo that runs this program, in the root of the checkout.
    pub fn cargo(&self) -> Command {
        self.command(cargo())
    }
}

fn target(root: &Path) -> Result<PathBuf> {
    let mut metadata = Command::new(cargo());
    metadata
        .current_dir(root)
        .args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&run::output(&mut metadata)?)
        .context("the output of cargo metadata")?;
    let target = metadata["target_directory"]
        .as_str()
        .context("cargo metadata names no target folder")?;
    Ok(target.into())
}

fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}
