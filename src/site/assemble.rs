//! Puts a finished site together: the page's program and styles, the release, and an HTML file for each page.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cube::{Lang, Phrase, Release};
use dashboard::Request;
use markup::Setting;
use picture::{FontError, Fonts};
use release::{ReleaseError, Withdrawn};
use take::TakeError;
use thiserror::Error;

use crate::{
    built::{BuiltPage, NoPage},
    document::document,
    embed::{self, embed_of},
    head::{Common, translations},
    lost::{self, Known, lost_page},
    machines::{robots, sitemap},
    outlines::Maps,
    pages::list,
    pictures::{draw_figures, make_pngs, preview},
    png::PictureError,
    render::render,
    sections::Sections,
    tables::make_tables,
    url::SiteUrl,
};

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
    /// The numbers of a figure cannot be written as a file.
    #[error(transparent)]
    Table(#[from] TakeError),
    /// A file or folder of the system refuses.
    #[error("{}: {source}", .path.display())]
    System {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// There is something in the folder, and it is no site of this program.
    #[error(
        "{}: there is something in this folder that tablero site did not write; name a new folder, an empty one, or a site \
         that it wrote", .0.display()
    )]
    NotSite(PathBuf),
    /// A file that would be replaced was edited, or is somebody else's.
    #[error(
        "{}: this file would be replaced, but somebody edited it, or put it there; move it away, or delete it", .0.display()
    )]
    NotOwn(PathBuf),
    /// There is no page to write the site with.
    #[error(transparent)]
    Page(#[from] NoPage),
}

/// What is decided about a site beyond its page and its release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Its public address; without one its pages name no canonical address and no previews, and there is no sitemap.
    pub url: Option<SiteUrl>,
    /// The folders of pages that are written beside those of the dashboard, below that of the language.
    pub beside: Vec<Phrase>,
}

/// Writes a site into `site`, an empty or missing folder: all files of the built page, the release in `data`, and its
/// pages.
pub fn assemble(
    page: &BuiltPage,
    data: &Path,
    site: &Path,
    options: &Options,
) -> Result<(), SiteError> {
    let mut release = release::read(data)?;
    let listed = release::list_files(data)?;
    release.catalog.releases = listed.kept;
    for (name, content) in page.files() {
        write(&site.join(name), content)?;
    }
    copy(data, &site.join("data"))?;
    write_pages(page, &release, &listed.withdrawn, site, options)
}

/// Writes every page of a release, its pictures, and what search engines read of the site.
pub(crate) fn write_pages(
    page: &BuiltPage,
    release: &Release,
    withdrawn: &[Withdrawn],
    site: &Path,
    options: &Options,
) -> Result<(), SiteError> {
    let sections = Sections::write(release, withdrawn, |path, text| {
        write(&site.join(path), text)
    })?;
    let built = page.document();
    let common = Common {
        catalog: &release.catalog,
        url: options.url.as_ref(),
    };
    let fonts = Fonts::read(|path| page.files().get(path).cloned())?;
    let maps = Maps::read(|path| page.text(path));
    let (mut public, mut drafts, mut known, mut homes) = (vec![], vec![], vec![], vec![]);
    for written in list(&release.catalog) {
        let request = Request {
            query: written.query.clone(),
            notices: vec![],
        };
        let view = dashboard::view(release, &request);
        let content = render(&view, &written.root(), &maps, Setting::Site);
        for (path, svg) in draw_figures((&fonts, &maps), common, &written, &view) {
            write(&site.join(path), svg)?;
        }
        for (path, bytes) in make_tables(release, common.url, &request, &view)? {
            write(&site.join(path), bytes)?;
        }
        let (preview, draft) = preview((&fonts, &maps), common, &written, &view).unzip();
        drafts.extend(draft);
        let html = document(&built, common, &written, &view, preview.as_ref(), &content)
            .ok_or_else(|| page.other())?;
        let html = sections.name_in(&html, &request.query.page);
        write(&site.join(&written.folder).join("index.html"), html)?;
        if let Some(framed) = embed_of(&written) {
            let pages = (&framed, &written);
            let html =
                embed::document(&built, common, pages, &view, &maps).ok_or_else(|| page.other())?;
            let html = sections.name_in(&html, &request.query.page);
            write(&site.join(&framed.folder).join("index.html"), html)?;
        }
        let pages = translations(&release.catalog, &written, &view);
        if !public.contains(&pages) {
            public.push(pages);
        }
        known.push(Known::from_view(&release.catalog, &written, &view));
        homes.extend(view.front.is_some().then_some(view));
    }
    for (path, script) in embed::SCRIPTS {
        write(&site.join(path), script)?;
    }
    for (path, png) in make_pngs(&fonts, &drafts)? {
        write(&site.join(path), png)?;
    }
    if let Some(robots) = robots(&release.catalog, common.url) {
        write(&site.join("robots.txt"), robots)?;
    }
    let languages = &release.catalog.languages;
    for folder in &options.beside {
        let place = |lang: &Lang| (*lang, languages.folder_of(*lang, *folder));
        public.push(languages.iter().map(place).collect());
    }
    // Pages of invented data are not to be found.
    if let (Some(url), None) = (common.url, &release.catalog.notice) {
        write(
            &site.join("sitemap.xml"),
            sitemap(&release.catalog, url, &public),
        )?;
    }
    known.extend(Known::beside(&homes));
    let lost = lost_page(common, page.files(), &homes, &known);
    write(&site.join(lost::SCRIPT.0), lost::SCRIPT.1)?;
    write(&site.join("404.html"), lost)
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
fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), SiteError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| at(folder, source))?;
    }
    fs::write(path, contents).map_err(|source| at(path, source))
}

pub(crate) fn at(path: &Path, source: io::Error) -> SiteError {
    SiteError::System {
        path: path.into(),
        source,
    }
}
