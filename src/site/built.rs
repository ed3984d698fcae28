//! Holds the built page: its program, scripts, styles, letters, maps and charts, from a folder or from this program.

use std::{
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
};

use thiserror::Error;
use zip::{ZipArchive, result::ZipError};

use crate::files::{Files, read_files};

/// What the build script packed; empty where it was given no page.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/page.zip"));

/// The document into which every page is written.
const DOCUMENT: &str = "index.html";

/// Why there is no page to write a site with.
#[derive(Debug, Error)]
pub enum NoPage {
    /// The folder of the page cannot be read.
    #[error("{}: the built page cannot be read: {source}", .folder.display())]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// This program was built without a page.
    #[error(
        "this program carries no page, because it was built without one; name the folder of a built page with --page DIR \
         (cargo site builds it into target/site/parts), or take the program that cargo bundle makes, which carries it"
    )]
    NotEmbedded,
    /// The page that this program carries cannot be unpacked.
    #[error("the page that this program carries cannot be unpacked: {0}")]
    Damaged(#[from] ZipError),
    /// What was built is not the page.
    #[error(
        "{}: this is not the page that Trunk builds from index.html: it has no place for title, description or content; \
         build it again", .0.display()
    )]
    Other(PathBuf),
}

/// The built page.
#[derive(Clone, Debug)]
pub struct BuiltPage {
    files: Files,
    /// Where it comes from, for messages.
    origin: PathBuf,
}

impl BuiltPage {
    /// Reads the page in a folder, or the one that this program carries.
    pub fn open(folder: Option<&Path>) -> Result<BuiltPage, NoPage> {
        match folder {
            Some(folder) => BuiltPage::read(folder),
            None => BuiltPage::unpack(EMBEDDED),
        }
    }

    fn read(folder: &Path) -> Result<BuiltPage, NoPage> {
        let files = read_files(folder).map_err(|source| NoPage::Unreadable {
            folder: folder.into(),
            source,
        })?;
        let page = BuiltPage {
            files,
            origin: folder.into(),
        };
        match page.text(DOCUMENT) {
            Some(_) => Ok(page),
            None => Err(page.other()),
        }
    }

    /// Unpacks a page that the build script packed.
    pub(crate) fn unpack(archive: &[u8]) -> Result<BuiltPage, NoPage> {
        if archive.is_empty() {
            return Err(NoPage::NotEmbedded);
        }
        let mut archive = ZipArchive::new(Cursor::new(archive))?;
        let mut files = Files::new();
        for position in 0..archive.len() {
            let mut file = archive.by_index(position)?;
            let name = file.name()?.into_owned();
            let mut content = Vec::new();
            file.read_to_end(&mut content).map_err(ZipError::from)?;
            files.insert(name, content);
        }
        Ok(BuiltPage {
            files,
            origin: "the page of this program".into(),
        })
    }

    /// Its files, by their paths.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// One of its files as text.
    pub fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(self.files.get(path)?.clone()).ok()
    }

    /// The document into which every page is written.
    pub(crate) fn document(&self) -> String {
        self.text(DOCUMENT).unwrap_or_default()
    }

    /// Says that this is not the page.
    pub(crate) fn other(&self) -> NoPage {
        NoPage::Other(self.origin.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::pack;

    fn files() -> Files {
        let long = "Cifras ".repeat(1000);
        [
            ("index.html", long.as_str()),
            ("charts/a.js", "a"),
            ("b.css", ""),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into()
    }

    #[test]
    fn a_packed_page_is_the_same_when_it_is_unpacked() {
        let packed = pack(&files()).unwrap();
        assert!(packed.len() < 1000, "{} bytes", packed.len());
        assert_eq!(BuiltPage::unpack(&packed).unwrap().files(), &files());
    }

    #[test]
    fn the_same_files_make_the_same_bytes() {
        assert_eq!(pack(&files()).unwrap(), pack(&files()).unwrap());
        // No clock: the date of every file is the oldest that the format knows.
        let date = [0, 0, 0x21, 0];
        let packed = pack(&files()).unwrap();
        assert_eq!(&packed[10..14], &date);
    }

    #[test]
    fn a_program_without_a_page_says_how_to_get_one() {
        let error = BuiltPage::unpack(&[]).unwrap_err().to_string();
        assert!(
            error.contains("--page DIR") && error.contains("cargo bundle"),
            "{error}"
        );
    }

    #[test]
    fn a_folder_without_a_document_is_no_page() {
        let folder = tempfile::tempdir().unwrap();
        let error = BuiltPage::open(Some(folder.path())).unwrap_err();
        assert!(matches!(error, NoPage::Other(_)), "{error}");
    }
}
