//! Runs `cargo site`: builds the site from records and serves it on this machine.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::checkout::Checkout;
use crate::data::{self, Dataset, Records, Source};
use crate::tools::Tools;
use crate::{check, dist, page, run, say};

/// The options of `cargo site`.
#[derive(Args)]
pub struct Options {
    /// Your own records instead of the invented ones: files, or folders that hold them; ID=FILE says of which source
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "codebook")]
    records: Vec<PathBuf>,
    /// The codebook of your records
    #[arg(long, value_name = "FILE", requires = "records")]
    codebook: Option<PathBuf>,
    /// A release that is public already, the last one last: nothing hidden may be derived together with it, and the
    /// report on quality tells what has changed since the last one
    #[arg(long, value_name = "DIR", requires = "records")]
    earlier: Vec<PathBuf>,
    /// The ledger of closed years, whose counts never change; `tablero release` moves it on
    #[arg(long, value_name = "FILE", requires = "records")]
    ledger: Option<PathBuf>,
    /// The port to serve at [default: 8080, or the next one that is free]
    #[arg(long)]
    port: Option<u16>,
    /// Publish again whenever the records or the codebook change; reload the page to see it
    #[arg(long, requires = "records", conflicts_with = "no_serve")]
    watch: bool,
    /// Only build the site; do not serve it
    #[arg(long, conflicts_with = "port")]
    no_serve: bool,
}

/// Builds the site and serves it.
pub fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let start = Instant::now();
    let source = options.source();
    let (dist, data) = build(checkout, &source)?;
    say::note(&format!(
        "\nThe finished site is in {} ({}).",
        dist.display(),
        say::time(start.elapsed())
    ));
    if options.no_serve {
        return Ok(());
    }
    match &source {
        Source::Watched(records) => {
            // Before the watch begins: it makes the candidate again, which has the same numbers then.
            let shown = data.fingerprint();
            data.watch(checkout, records)?;
            let (checkout, site) = (checkout.clone(), dist.clone());
            std::thread::spawn(move || dist::follow(&checkout, &data, &site, shown));
        }
        Source::Demo | Source::Own(_) => {}
    }
    show(&dist, options.port)
}

impl Options {
    fn source(&self) -> Source {
        let Some(codebook) = self.codebook.clone() else {
            return Source::Demo;
        };
        let records = Records {
            files: self.records.clone(),
            codebook,
            earlier: self.earlier.clone(),
            ledger: self.ledger.clone(),
        };
        if self.watch {
            Source::Watched(records)
        } else {
            Source::Own(records)
        }
    }
}

/// Builds the finished site. Returns its folder and the dataset that it shows.
pub fn build(checkout: &Checkout, source: &Source) -> Result<(PathBuf, Dataset)> {
    let tools = Tools::ready(checkout)?;
    let data = data::publish(checkout, source)?;
    let page = page::build(checkout, &tools)?;
    let check = check::build(checkout, &tools)?;
    let dist = run::step("Putting the site together", || {
        dist::assemble(checkout, &page, &check, &data)
    })?;
    Ok((dist, data))
}

fn show(dist: &Path, port: Option<u16>) -> Result<()> {
    let router = serve::router(dist)?;
    let listener = serve::listen(port)?;
    let port = listener.local_addr()?.port();
    say::note(&format!(
        "\n  http://localhost:{port}/\n\nPress Ctrl-C to stop."
    ));
    Ok(serve::forever(listener, router)?)
}
