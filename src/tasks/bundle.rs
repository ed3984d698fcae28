//! Runs `cargo bundle`: the program with the page in it, for whoever has neither Rust nor Node.js.

mod archive;
mod glibc;
mod licences;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::tools::Tools;
use crate::{builder, check, dist, page, run, say};

/// The profile in the root manifest, and so Cargo's folder of what it builds with it.
const PROFILE: &str = "program";
/// The largest program that an adopter downloads, in bytes.
const LARGEST: u64 = 30_000_000;
/// What an adopter reads first.
const README: &str = include_str!("bundle/LEAME.md");

/// The options of `cargo bundle`.
#[derive(Args)]
pub struct Options {}

/// Builds the program and packs it. Prints where the archive is.
pub fn run(checkout: &Checkout) -> Result<()> {
    let tools = Tools::ready(checkout)?;
    let page = page::build(checkout, &tools)?;
    let check = check::build(checkout, &tools)?;
    let parts = dist::gather(checkout, &page, &check)?;
    let host = host(checkout)?;
    let program = build(checkout, &parts, &host)?;
    builder::check(checkout, &program)?;
    let content = read(&program)?;
    if content.len() as u64 > LARGEST {
        bail!(
            "{} has {} bytes, more than {LARGEST}",
            program.display(),
            content.len()
        );
    }
    let name = format!("tablero-{}-{host}", env!("CARGO_PKG_VERSION"));
    let file = checkout.target.join(PROFILE).join(format!("{name}.tar.gz"));
    let packed = run::step("Packing the program", || {
        let licences = licences::collect(checkout, &host)?;
        let readme = README.replace("{glibc}", &glibc::needed(&content));
        let texts = [
            ("LEAME.md", readme.into_bytes()),
            (
                "LICENSE-APACHE",
                read(&checkout.root.join("LICENSE-APACHE"))?,
            ),
            ("LICENSE-MIT", read(&checkout.root.join("LICENSE-MIT"))?),
            ("LICENSES-THIRD-PARTY.txt", licences.into_bytes()),
        ];
        archive::pack(&name, &content, &texts)
    })?;
    fs::write(&file, &packed).with_context(|| format!("{} cannot be written", file.display()))?;
    say::note(&format!(
        "\n{}: {:.1} MB, the program in it {:.1} MB",
        file.display(),
        packed.len() as f64 / 1e6,
        content.len() as f64 / 1e6
    ));
    Ok(())
}

/// Builds `tablero` with the page in it, small and without the builder's paths.
fn build(checkout: &Checkout, parts: &Path, host: &str) -> Result<PathBuf> {
    let mut cargo = checkout.cargo();
    cargo.args(["build", "--locked", "--profile", PROFILE]);
    cargo.args(["--package", "tablero", "--bin", "tablero"]);
    cargo.env("TABLERO_PAGE", parts);
    builder::hide(&mut cargo, checkout, host)?;
    run::quietly(
        "Building tablero with the page in it (ten minutes the first time)",
        &mut cargo,
    )?;
    let file = format!("tablero{}", std::env::consts::EXE_SUFFIX);
    Ok(checkout.target.join(PROFILE).join(file))
}

/// The target that programs are built for here: `x86_64-unknown-linux-gnu`.
fn host(checkout: &Checkout) -> Result<String> {
    let version = run::output(checkout.command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .context("rustc -vV does not say for which target it builds")?
        .to_owned())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}
