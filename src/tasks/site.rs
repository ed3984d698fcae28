//! `cargo site`: from records to a site that runs on this machine.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::checkout::Checkout;
use crate::data::{self, Source};
use crate::tools::Tools;
use crate::{dist, page, run, say, serve};

/// What can be asked of `cargo site`.
#[derive(Args)]
pub struct Options {
    /// Your own records instead of the invented ones: one or several CSV files
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "codebook")]
    records: Vec<PathBuf>,
    /// The codebook that says what your records mean
    #[arg(long, value_name = "FILE", requires = "records")]
    codebook: Option<PathBuf>,
    /// The port to serve at [default: 8080, or the next one that is free]
    #[arg(long)]
    port: Option<u16>,
    /// Only build the site; do not serve it
    #[arg(long, conflicts_with = "port")]
    no_serve: bool,
}

/// Builds the site and serves it.
pub fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let start = Instant::now();
    let source = match &options.codebook {
        None => Source::Demo,
        Some(codebook) => Source::Own {
            records: options.records.iter().map(|file| checkout.given(file)).collect(),
            codebook: checkout.given(codebook),
        },
    };
    let dist = build(checkout, &source)?;
    say::note(&format!("\nThe finished site is in {} ({}).", dist.display(), say::time(start.elapsed())));
    if options.no_serve {
        return Ok(());
    }
    show(&dist, options.port)
}

/// Builds the finished site and says where it lies.
pub fn build(checkout: &Checkout, source: &Source) -> Result<PathBuf> {
    let tools = Tools::ready(checkout)?;
    let data = data::publish(checkout, source)?;
    let page = page::build(checkout, &tools)?;
    run::step("Putting the site together", || dist::assemble(checkout, &page, &data))
}

fn show(dist: &Path, port: Option<u16>) -> Result<()> {
    let router = serve::router(dist)?;
    let listener = serve::listen(port)?;
    let port = listener.local_addr()?.port();
    say::note(&format!("\n  http://localhost:{port}/\n\nPress Ctrl-C to stop."));
    serve::forever(listener, router)
}
