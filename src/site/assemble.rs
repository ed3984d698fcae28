//! Puts a finished site together: the page's program and styles, the release, and an HTML file for each page.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use dashboard::Request;
use markup::Read;
use release::ReleaseError;
use thiserror::Error;

use crate::{document::document, pages::list, render::render, sections::Sections};

/// The page for addresses that do not exist.
const NOT_FOUND: &str = include_str!("404.html");

/// Why a site cannot be written.
#[derive(Debug, Error)]
pub enum SiteError {
    /// The release cannot be read.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// A file or folder of the system refuses.
    #[error("{}: {source}", .path.display())]
    System {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The built page is not one of these.
    #[error(
        "{}: this is not the page that Trunk builds from index.html: it has no place for title, description or content; build \
         it again", .0.display()
    )]
    NoPage(PathBuf),
}

/// Writes a site into `site`, an empty or missing folder: all files of the built page in `page`, the release in `data`,
/// and its pages.
pub fn assemble(page: &Path, data: &Path, site: &Path) -> Result<(), SiteError> {
    let release = release::read(data)?;
    copy(page, site)?;
    copy(data, &site.join("data"))?;
    let sections = Sections::write(&release, |path, text| {
        write(&site.join("data").join(path), text)
    })?;
    let built = page.join("index.html");
    let built = fs::read_to_string(&built).map_err(|source| at(&built, source))?;
    let folder = page.to_owned();
    let read: Read = Arc::new(move |path| fs::read_to_string(folder.join(path)).ok());
    for written in list(&release.catalog) {
        let request = Request::parse(&release.catalog, &written.folder, "");
        let view = dashboard::view(&release, &request);
        let content = render(&view, &written.root(), Arc::clone(&read));
        let html = document(&built, &release.catalog, &written, &view, &content)
            .ok_or_else(|| SiteError::NoPage(page.into()))?;
        let html = sections.name_in(&html, &request.query.page);
        write(&site.join(&written.folder).join("index.html"), &html)?;
    }
    write(&site.join("404.html"), NOT_FOUND)
}

fn copy(from: &Path, to: &Path) -> Result<(), SiteError> {
    fs::create_dir_all(to).map_err(|source| at(to, source))?;
    let entries = fs::read_dir(from).map_err(|source| at(from, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| at(from, source))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(|error| at(&source, error))?;
        }
    }
    Ok(())
}

/// Writes a file, and its folder where there is none.
fn write(path: &Path, text: &str) -> Result<(), SiteError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| at(folder, source))?;
    }
    fs::write(path, text).map_err(|source| at(path, source))
}

fn at(path: &Path, source: io::Error) -> SiteError {
    SiteError::System {
        path: path.into(),
        source,
    }
}
