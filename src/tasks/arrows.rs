//! Draws the crates, their folders and who knows whom into `src/README.md`: `cargo arrows`.

use anyhow::{Context, Result, bail};
use structure::{Workspace, circles_in, picture};

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
    /// Write nothing; print every circle of files and folders with the names that tie it.
    #[arg(long, conflicts_with = "check")]
    circles: bool,
}

/// Draws the picture anew and writes it into the document, or says whether it is there already.
pub fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let workspace = Workspace::read(&checkout.root)?;
    if options.circles {
        return print_circles(&workspace);
    }
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

/// Prints every circle, and fails if there is one.
fn print_circles(workspace: &Workspace) -> Result<()> {
    let mut count = 0;
    for package in &workspace.packages {
        for (_, read) in &package.crates {
            for circle in read.folders().iter().flat_map(circles_in) {
                say::note(&circle.to_string());
                count += 1;
            }
        }
    }
    match count {
        0 => say::note("No files or folders use each other in a circle."),
        _ => bail!("{count} circles of files or folders that use each other"),
    }
    Ok(())
}
