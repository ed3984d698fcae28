//! Installs the tools that a build needs, where they are missing.
//!
//! Rust's own tools come through rustup, Cargo's through `cargo install` into a folder of their own, the page's through
//! npm. A tool of the right version that is already on the PATH is used as it is.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::checkout::Checkout;
use crate::run;

const TRUNK: &str = "0.21.14";
const OLDEST_NODE: u32 = 20;
/// The target that the page is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The tools, found or installed.
pub struct Tools {
    path: OsString,
}

impl Tools {
    /// Finds or installs everything that building the page takes.
    pub fn ready(checkout: &Checkout) -> Result<Tools> {
        wasm_target(checkout)?;
        let mut folders = Vec::new();
        folders.extend(cargo_tool(
            checkout,
            "trunk",
            "trunk",
            TRUNK,
            &["--locked"],
        )?);
        let wasm_bindgen = locked_version(&checkout.read("Cargo.lock")?, "wasm-bindgen")?;
        // Without --locked: its own lock file pins a certificate list that is soon withdrawn.
        folders.extend(cargo_tool(
            checkout,
            "wasm-bindgen-cli",
            "wasm-bindgen",
            &wasm_bindgen,
            &[],
        )?);
        npm_packages(checkout)?;
        folders.push(checkout.root.join("node_modules/.bin"));
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Ok(Tools {
            path: env::join_paths(folders).context("a folder of the PATH cannot be named")?,
        })
    }

    /// A command that finds these tools first.
    pub fn command(&self, checkout: &Checkout, program: &str) -> Command {
        let mut command = checkout.command(program);
        command.env("PATH", &self.path);
        command
    }
}

/// Installs a component of the toolchain where `cargo {command}` is missing.
pub fn component(checkout: &Checkout, component: &str, command: &str) -> Result<()> {
    if run::output(checkout.cargo().args([command, "--version"])).is_ok() {
        return Ok(());
    }
    run::quietly(
        &format!("Installing {component}"),
        checkout
            .command("rustup")
            .args(["component", "add", component]),
    )
}

/// Installs what Rust needs to compile for browsers, where it is missing.
pub fn wasm_target(checkout: &Checkout) -> Result<()> {
    let sysroot = run::output(checkout.command("rustc").args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .is_dir()
    {
        return Ok(());
    }
    run::quietly(
        "Installing Rust's wasm32 target",
        checkout.command("rustup").args(["target", "add", WASM]),
    )
}

/// Finds or installs a tool that Cargo builds. Returns its folder; `None` if it is on the PATH already.
fn cargo_tool(
    checkout: &Checkout,
    package: &str,
    program: &str,
    version: &str,
    options: &[&str],
) -> Result<Option<PathBuf>> {
    let is_it = |program: &OsString| {
        let printed = run::output(Command::new(program).arg("--version"));
        printed.is_ok_and(|printed| printed.split_whitespace().any(|word| word == version))
    };
    if is_it(&program.into()) {
        return Ok(None);
    }
    let root = cargo_home()?
        .join("tablero-tools")
        .join(format!("{package}-{version}"));
    let folder = root.join("bin");
    if !is_it(&folder.join(program).into_os_string()) {
        let mut install = checkout.cargo();
        install
            .args(["install", package, "--version", version, "--root"])
            .arg(&root)
            .args(options);
        run::quietly(
            &format!("Installing {package} {version} (a few minutes, once)"),
            &mut install,
        )?;
    }
    Ok(Some(folder))
}

/// The folder in which Cargo keeps the sources of packages, among others.
pub fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    Ok(env::home_dir()
        .context("neither CARGO_HOME nor a home folder is known")?
        .join(".cargo"))
}

/// The version of a package in a lock file of Cargo.
fn locked_version(lock: &str, package: &str) -> Result<String> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = lock
        .split_once(&entry)
        .and_then(|(_, rest)| rest.split('"').next());
    Ok(version
        .with_context(|| format!("Cargo.lock does not name {package}"))?
        .to_owned())
}

fn npm_packages(checkout: &Checkout) -> Result<()> {
    let advice =
        format!("Node.js {OLDEST_NODE} or newer, with npm, is needed: https://nodejs.org/");
    let version =
        run::output(checkout.command("node").arg("--version")).with_context(|| advice.clone())?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!("{advice} (found {})", version.trim());
    }
    let lock = checkout.read("package-lock.json")?;
    let stamp = checkout.root.join("node_modules/.tablero-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run::quietly("Installing npm packages", checkout.command("npm").arg("ci"))
        .with_context(|| advice)?;
    fs::write(&stamp, lock).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// The first number in the output of `node --version`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\n\
            name = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").unwrap(), "0.2.130");
        assert_eq!(
            locked_version(lock, "leptos").unwrap_err().to_string(),
            "Cargo.lock does not name leptos"
        );
    }

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(
            [major("v20.20.2\n"), major("8.1"), major("?")],
            [Some(20), Some(8), None]
        );
    }
}
