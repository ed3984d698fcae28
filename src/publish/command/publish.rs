//! `tablero publish`: from records to what may be published of them.

use std::{io, path::Path};

use publish::{
    codebook::Codebook,
    publication,
    read::{SetAside, Values},
    release,
};

use super::{Done, Failure};
use crate::cli::Publish;

pub(super) fn run(options: &Publish) -> Result<Done, Failure> {
    let Publish { codebook, out, records, show_values, set_aside } = options;
    if let Some(file) = set_aside.as_ref().filter(|file| file.starts_with(out)) {
        return Err(Failure::SetAsideInside { file: file.clone(), out: out.clone() });
    }
    let codebook = Codebook::open(codebook)?;
    let values = if *show_values { Values::Shown } else { Values::Concealed };
    let publication = publication::prepare(&codebook, records, values, &[])?;
    if let Some(file) = set_aside {
        write_set_aside(&publication.intake.set_aside, file).map_err(|source| Failure::unwritable(file, source))?;
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
fn write_set_aside(rows: &[SetAside], file: &Path) -> io::Result<()> {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut csv = csv::Writer::from_writer(tempfile::NamedTempFile::new_in(parent)?);
    csv.write_record(["file", "line", "reason"])?;
    for SetAside { file, line, reason } in rows {
        csv.write_record([file, &line.to_string(), &reason.to_string()])?;
    }
    csv.into_inner().map_err(|error| io::Error::from(error.error().kind()))?.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use publish::read::Reason;

    #[test]
    fn rows_set_aside_are_written_with_their_reasons_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("aside.csv");
        let rows = [
            SetAside { file: "a, b.csv".into(), line: 7, reason: Reason::OutsideYears },
            SetAside { file: "c.csv".into(), line: 12, reason: Reason::Outside("tipo=DIR".into()) },
        ];
        write_set_aside(&rows, &file).unwrap();
        let expected = "file,line,reason\n\"a, b.csv\",7,outside the published years\nc.csv,12,not tipo=DIR\n";
        assert_eq!(std::fs::read_to_string(&file).unwrap(), expected);
    }

    #[test]
    fn rows_set_aside_are_never_written_beside_what_is_published() {
        let options = Publish {
            codebook: "no.toml".into(),
            out: "data".into(),
            records: vec![],
            show_values: false,
            set_aside: Some("data/a.csv".into()),
        };
        let told = run(&options);
        let expected = "data/a.csv: rows set aside are not for publication; name a file outside data";
        assert_eq!(told.err().unwrap().to_string(), expected);
    }
}
