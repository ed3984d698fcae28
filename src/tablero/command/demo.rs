//! `tablero demo`: writes invented records and their codebook.

use std::path::PathBuf;

use clap::Args;

use crate::command::{failure::Failure, outcome::Outcome, places::check_in_no_release};
use crate::demo;

/// The options of `tablero demo`.
#[derive(Args)]
pub struct Options {
    /// The folder to write codebook.toml and the folder records to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let folder = &options.out;
    check_in_no_release(&folder.join("codebook.toml"))?;
    if let Some(file) =
        demo::find_other_file(folder).map_err(|source| Failure::unwritable(folder, source))?
    {
        return Err(Failure::NotOurs(file));
    }
    demo::write(folder).map_err(|source| Failure::unwritable(folder, source))?;
    let folder = folder.display();
    Ok(Outcome::success(format!(
        "Wrote {folder}/codebook.toml and the invented records in {folder}/records. To publish them: tablero publish \
         --codebook {folder}/codebook.toml --out public {folder}/records\nWithout a key, whoever has this program can \
         replay which numbers were hidden. These persons are invented; for real ones, make a key (tablero link key FILE)."
    )))
}
