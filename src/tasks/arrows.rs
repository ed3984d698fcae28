//! Draws the crates, their folders and who knows whom into `src/README.md`: `cargo arrows`.

use anyhow::{Context, Result, bail};
use structure::{Workspace, picture};

use crate::checkout::Checkout;
use crate::say;

/// The document that holds the picture.
const DOCUMENT: &str = "src/README.md";

/// What is done with the picture.
#[derive(clap::Args)]
pub struct Options {
    /// Write nothing; fail if the picture is not up to date.
    #[arg(long)]
    check: bool,
}

/// Draws the picture anew and writes it into the document, or says whether it is there already.
pub fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let workspace = Workspace::read(&checkout.root)?;
    let document = checkout.read(DOCUMENT)?;
    let fresh =
        picture::put_into(&document, &picture::draw(&workspace, "src")).context(DOCUMENT)?;
    if fresh == document {
        say::note(&format!("{DOCUMENT} is up to date."));
        return Ok(());
    }
    if options.check {
        bail!("the picture in {DOCUMENT} is out of date; `cargo arrows` draws it anew");
    }
    let path = checkout.root.join(DOCUMENT);
    std::fs::write(&path, fresh)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    say::note(&format!("{DOCUMENT} is drawn anew."));
    Ok(())
}
