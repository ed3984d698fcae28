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

use crate::{
    document::document,
    head::{Common, translations},
    machines::{robots, sitemap},
    pages::list,
    picture::{FontError, Fonts, PictureError},
    pictures::pictures,
    render::render,
    url::SiteUrl,
};

/// The page for addresses that do not exist.
const NOT_FOUND: &str = include_str!("404.html");

/// Why a site cannot be written.
#[derive(Debug, Error)]
pub enum SiteError {
    /// The release cannot be read.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// The page has no letters for pictures.
    #[error(transparent)]
    Font(#[from] FontError),
    /// A picture cannot be made.
    #[error(transparent)]
    Picture(#[from] PictureError),
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

/// What is decided about a site beyond its page and its release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Its public address; without one its pages name no canonical address and no previews, and there is no sitemap.
    pub url: Option<SiteUrl>,
}

/// Writes a site into `site`, an empty or missing folder: all files of the built page in `page`, the release in `data`,
/// and its pages.
pub fn assemble(page: &Path, data: &Path, site: &Path, options: &Options) -> Result<(), SiteError> {
    let release = release::read(data)?;
    copy(page, site)?;
    copy(data, &site.join("data"))?;
    let built = page.join("index.html");
    let built = fs::read_to_string(&built).map_err(|source| at(&built, source))?;
    let folder = page.to_owned();
    let read: Read = Arc::new(move |path| fs::read_to_string(folder.join(path)).ok());
    let common = Common {
        catalog: &release.catalog,
        url: options.url.as_ref(),
    };
    let fonts = Fonts::read(|path| fs::read(page.join(path)).ok())?;
    let mut public = Vec::new();
    for written in list(&release.catalog) {
        let request = Request::parse(&release.catalog, &written.folder, "");
        let view = dashboard::view(&release, &request);
        let content = render(&view, &written.root(), Arc::clone(&read));
        let pictures = pictures(&fonts, common, &written, &view)?;
        for (path, bytes) in pictures.files {
            write(&site.join(path), bytes)?;
        }
        let preview = pictures.preview.as_ref();
        let html = document(&built, common, &written, &view, preview, &content)
            .ok_or_else(|| SiteError::NoPage(page.into()))?;
        write(&site.join(&written.folder).join("index.html"), &html)?;
        let pages = translations(&written, &view);
        if !public.contains(&pages) {
            public.push(pages);
        }
    }
    if let Some(robots) = robots(&release.catalog, common.url) {
        write(&site.join("robots.txt"), robots)?;
    }
    // Pages of invented data are not to be found.
    if let (Some(url), None) = (common.url, &release.catalog.notice) {
        write(
            &site.join("sitemap.xml"),
            sitemap(&release.catalog, url, &public),
        )?;
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

fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), SiteError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| at(folder, source))?;
    }
    fs::write(path, contents).map_err(|source| at(path, source))
}

fn at(path: &Path, source: io::Error) -> SiteError {
    SiteError::System {
        path: path.into(),
        source,
    }
}
