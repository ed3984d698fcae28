//! Builds the page: the chart bundle with npm, then the app with Trunk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::tools::Tools;
use crate::{fingerprint, run};

/// Every file and folder that the page is built from.
const INPUTS: [&str; 13] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "package-lock.json",
    "package.json",
    "public",
    "src/app",
    "src/cube",
    "src/dashboard",
    "src/tasks/page.rs",
    "style",
];

/// Builds the page, unless nothing that it is built from has changed. Returns its folder.
pub fn build(checkout: &Checkout, tools: &Tools) -> Result<PathBuf> {
    let page = checkout.work.join("page");
    let inputs = fingerprint::compute(&INPUTS.map(|input| checkout.root.join(input)))?;
    fingerprint::unless_done(&page, &inputs, || {
        run::quietly(
            "Bundling the charts",
            tools.command(checkout, "npm").args(["run", "bundle"]),
        )?;
        let mut trunk = tools.command(checkout, "trunk");
        trunk
            .args([
                "build",
                "--release",
                "--locked",
                "--cargo-profile",
                "page",
                "--dist",
            ])
            .arg(&page);
        // Trunk takes NO_COLOR=1 for a mistake.
        trunk
            .env_remove("NO_COLOR")
            .env("TRUNK_COLOR", "never")
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        run::quietly(
            "Building the page (a few minutes the first time)",
            &mut trunk,
        )?;
        minify_glue(checkout, tools, &page)
    })?;
    Ok(page)
}

/// Minifies the script that wasm-bindgen writes to bind the app to the browser: it is written to be read.
fn minify_glue(checkout: &Checkout, tools: &Tools, page: &Path) -> Result<()> {
    for entry in fs::read_dir(page).with_context(|| format!("{} cannot be read", page.display()))? {
        let file = entry?.path();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.starts_with("app-") && name.ends_with(".js") {
            let mut esbuild = tools.command(checkout, "npm");
            esbuild.args([
                "exec",
                "--offline",
                "--",
                "esbuild",
                "--minify",
                "--format=esm",
                "--allow-overwrite",
            ]);
            esbuild
                .arg(&file)
                .arg(format!("--outfile={}", file.display()));
            run::quietly(
                "Minifying the script between the page and the browser",
                &mut esbuild,
            )?;
        }
    }
    Ok(())
}
