//! `tablero publish`: from records to what may be published of them.

use std::{io, path::Path};

use publish::{
    codebook::Codebook,
    publication,
    read::{Input, SetAside, Values},
    release,
    report::{account::Account, internal::Folder},
};

use super::{Done, Failure};
use crate::cli::Publish;

pub(super) fn run(options: &Publish) -> Result<Done, Failure> {
    let Publish { codebook, out, records, database, show_values, set_aside, report } = options;
    if let Some(file) = set_aside.as_ref().filter(|file| file.starts_with(out)) {
        return Err(Failure::SetAsideInside { file: file.clone(), out: out.clone() });
    }
    let report = report.as_ref().map(|folder| Folder::apart(folder, out)).transpose()?;
    let codebook = Codebook::open(codebook)?;
    let values = if *show_values { Values::Shown } else { Values::Concealed };
    let files = records.iter().map(|argument| Input::new(argument, &codebook));
    let inputs: Vec<Input> = files.chain(database.iter().cloned().map(Input::Database)).collect();
    let publication = publication::prepare(&codebook, &inputs, values, &[])?;
    if let Some(file) = set_aside {
        write_set_aside(&publication.intake.set_aside, file).map_err(|source| Failure::unwritable(file, source))?;
    }
    if let Some(folder) = report {
        folder.write(&Account::of(&codebook, &publication.intake))?;
    }
    release::write(&publication.release, out)?;
    let (tally, cells) = (&publication.intake.tally, &publication.report.total);
    let tables = publication.release.tables.len();
    let (published, hidden) = (cells.published, cells.hidden);
    Ok(Done::well(format!(
        "{tally}\n{tables} tables in {}: {published} cells published, {hidden} hidden to protect people",
        out.display()
    )))
}

/// Writes the rows that do not count beside the file's place, then there.
fn write_set_aside(set_aside: &SetAside, file: &Path) -> io::Result<()> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = tempfile::NamedTempFile::new_in(parent)?;
    set_aside.write(&temporary)?;
    temporary.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_set_aside_are_never_written_beside_what_is_published() {
        let options = Publish {
            codebook: "no.toml".into(),
            out: "data".into(),
            records: vec![],
            database: vec![],
            show_values: false,
            set_aside: Some("data/a.csv".into()),
            report: None,
        };
        let told = run(&options);
        let expected = "data/a.csv: rows set aside are not for publication; name a file outside data";
        assert_eq!(told.err().unwrap().to_string(), expected);
    }
}
