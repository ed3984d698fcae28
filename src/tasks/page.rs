//! Builds the page: the charts with npm, then the app with Trunk.

use std::path::PathBuf;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::tools::{Tools, WASM};
use crate::{builder, fingerprint, run};

/// Every file and folder that the page is built from.
const INPUTS: [&str; 17] = [
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
    "src/markup",
    "src/picture",
    "src/take",
    "src/tasks/builder.rs",
    "src/tasks/page.rs",
    "style",
];

/// Builds the page, unless nothing that it is built from has changed. Returns its folder.
pub fn build(checkout: &Checkout, tools: &Tools) -> Result<PathBuf> {
    let page = checkout.work.join("page");
    let inputs = fingerprint::compute(&INPUTS.map(|input| checkout.root.join(input)))?;
    fingerprint::unless_done(&page, &inputs, || {
        compile_alone(checkout, tools, "options")?;
        compile_alone(checkout, tools, "take")?;
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
        builder::hide(&mut trunk, checkout, WASM)?;
        run::quietly(
            "Building the page (a few minutes the first time)",
            &mut trunk,
        )?;
        let mut finish = tools.command(checkout, "npm");
        finish.args(["run", "finish", "--"]).arg(&page);
        run::quietly("Making the page's program small", &mut finish)?;
        builder::check(checkout, &page)
    })?;
    Ok(page)
}

/// Compiles a program that the page fetches when it needs it, and binds it to the browser where the bundle finds it.
fn compile_alone(checkout: &Checkout, tools: &Tools, name: &str) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args([
        "build",
        "--locked",
        "--profile",
        "page",
        "--target",
        WASM,
        "--package",
        "app",
        "--bin",
        name,
    ]);
    builder::hide(&mut cargo, checkout, WASM)?;
    run::quietly(
        &format!("Building the program `{name}` of the page"),
        &mut cargo,
    )?;
    let mut bindgen = tools.command(checkout, "wasm-bindgen");
    let wasm = checkout.target.join(WASM).join("page").join(name);
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(checkout.root.join("target").join(name))
        .arg(wasm.with_extension("wasm"));
    run::quietly("Binding it to the browser", &mut bindgen)
}
