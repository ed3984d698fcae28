//! Builds the check that runs in the visitor's browser: a wasm with two scripts, in a folder that nothing else loads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::tools::{Tools, WASM};
use crate::{builder, fingerprint, run};

/// The folder of the check in the site.
pub const FOLDER: &str = "check";

/// Every file and folder that it is built from.
const INPUTS: [&str; 7] = [
    "Cargo.lock",
    "Cargo.toml",
    "src/attack",
    "src/check",
    "src/cube",
    "src/tasks/builder.rs",
    "src/tasks/check.rs",
];

/// The features of wasm that the supported browsers understand.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds the check, unless nothing that it is built from has changed. Returns its folder.
pub fn build(checkout: &Checkout, tools: &Tools) -> Result<PathBuf> {
    let place = checkout.work.join(FOLDER);
    let inputs = fingerprint::compute(&INPUTS.map(|input| checkout.root.join(input)))?;
    fingerprint::unless_done(&place, &inputs, || compile(checkout, tools, &place))?;
    Ok(place)
}

fn compile(checkout: &Checkout, tools: &Tools, place: &Path) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args([
        "build",
        "--locked",
        "--profile",
        "worker",
        "--target",
        WASM,
        "--package",
        "check",
        "--bin",
        "check",
    ]);
    builder::hide(&mut cargo, checkout, WASM)?;
    run::quietly("Building the check (a minute the first time)", &mut cargo)?;
    let built = checkout.target.join(WASM).join("worker/check.wasm");
    // Some supported browsers do not understand a worker that is a module.
    let mut bindgen = tools.command(checkout, "wasm-bindgen");
    bindgen
        .args([
            "--target",
            "no-modules",
            "--no-typescript",
            "--out-name",
            "check",
            "--out-dir",
        ])
        .arg(place);
    run::quietly("Binding the check to the browser", bindgen.arg(built))?;
    let wasm = place.join("check_bg.wasm");
    let mut optimize = tools.command(checkout, "wasm-opt");
    optimize
        .arg("-O3")
        .args(WASM_FEATURES)
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm);
    run::quietly("Making the check small and fast", &mut optimize)?;
    for script in ["page.js", "worker.js"] {
        let from = checkout.root.join("src/check").join(script);
        fs::copy(&from, place.join(script))
            .with_context(|| format!("{} cannot be copied", from.display()))?;
    }
    builder::check(checkout, place)
}
