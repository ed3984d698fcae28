//! `tablero codebook accept`: a spelling that a person accepts into the codebook.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use publish::codebook::{Accepted, CodebookError, NotAccepted, Spelling, accept};

use super::{Done, Failure};
use crate::cli::Accept;

pub(super) fn run(options: &Accept) -> Result<Done, Failure> {
    let Accept { codebook, dimension, category, spelling } = options;
    let file = codebook.display().to_string();
    let text =
        fs::read_to_string(codebook).map_err(|source| CodebookError::Unreadable { file: file.clone(), source })?;
    let spelling = Spelling { dimension, category, written: spelling };
    let accepted = accept(&text, spelling).map_err(|why| match why {
        NotAccepted::Mistaken(mistakes) => CodebookError::Mistaken { file: file.clone(), mistakes }.into(),
        why => Failure::NotAccepted { file: codebook.clone(), why },
    })?;
    Ok(Done::well(match accepted {
        Accepted::Known => format!("{file}: {spelling} already; nothing was changed"),
        Accepted::Added(text) => {
            write(codebook, &text).map_err(|source| Failure::unwritable(codebook, source))?;
            format!("{file}: {spelling} from now on")
        }
    }))
}

/// Writes the codebook beside its place, then there. Who may read it stays as it was, and a link stays a link.
fn write(codebook: &Path, text: &str) -> io::Result<()> {
    let place = codebook.canonicalize()?;
    let mut temporary = tempfile::NamedTempFile::new_in(place.parent().unwrap_or(Path::new(".")))?;
    temporary.write_all(text.as_bytes())?;
    fs::set_permissions(temporary.path(), fs::metadata(&place)?.permissions())?;
    temporary.persist(&place)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODEBOOK: &str = include_str!("../sample.toml");

    #[test]
    fn a_spelling_is_added_once_and_the_file_stays_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("libro.toml");
        fs::write(&file, CODEBOOK).unwrap();
        let accept = |category: &str| {
            let (dimension, spelling) = ("sexo".into(), "Muger".into());
            let options = Accept { codebook: file.clone(), dimension, category: category.into(), spelling };
            let told = run(&options).map_or_else(|failure| failure.to_string(), |done| done.text);
            told.replace(&format!("{}/", directory.path().display()), "")
        };
        let before = fs::metadata(&file).unwrap().permissions();
        let expected = CODEBOOK.replace("\"Señora\"]", "\"Señora\", \"Muger\"]");
        assert_eq!(accept("F"), "libro.toml: “Muger” stands for F in sexo from now on");
        assert_eq!(fs::read_to_string(&file).unwrap(), expected);
        assert_eq!(accept("F"), "libro.toml: “Muger” stands for F in sexo already; nothing was changed");
        assert_eq!(accept("M"), "libro.toml: “Muger” cannot stand for “M”: it stands for “F” already");
        assert_eq!(fs::read_to_string(&file).unwrap(), expected);
        assert_eq!(fs::metadata(&file).unwrap().permissions(), before);
        fs::remove_file(&file).unwrap();
        let missing = "libro.toml: the codebook cannot be read: No such file or directory (os error 2)";
        assert_eq!(accept("F"), missing);
        fs::write(&file, "format = 1").unwrap();
        assert_eq!(accept("F"), "libro.toml, line 1, column 1: missing field `id`");
    }
}
