//! Renders pages in the frame of the site (header, sections, footer) and writes them into a finished site.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cube::{Catalog, Lang, Languages, Phrase};
use maud::{Markup, html};
use thiserror::Error;

pub use crate::page::{Page, path_to_root};
use crate::{
    document::{Style, render_document},
    head::render_head,
};
use release::{
    file::write_public,
    seal::{is_sealed, seal},
};

/// Where a page will be: it decides its links and styles.
#[derive(Clone, Copy, Debug)]
pub enum Placement<'a> {
    /// Anywhere, as one file without links.
    Alone,
    /// In its folder of the site.
    Site {
        /// The path of the style sheet, relative to the root of the site.
        sheet: &'a str,
        /// The path of the icon, relative to the root of the site.
        icon: &'a str,
        /// The path of the script of the quick exit, relative to the root of the site.
        first: &'a str,
        /// The public address of the site with a slash at its end, if it is known.
        address: Option<&'a str>,
        /// The path of the picture that previews of links show, below that address, if there is one.
        picture: Option<&'a str>,
    },
}

/// The folder of the page on the data, below the root of the site; every page links to it.
pub const DATA: Phrase = Phrase("datos/", "data/");

/// The file with the site's own colours, in the root of the site.
const COLOURS: &str = "site.css";
/// The picture of the opening page in the folder of its language: it stands for these pages as well.
const PREVIEW: &str = "preview.png";
/// The file of a page in its folder.
const PAGE: &str = "index.html";

/// What makes a comment of a page's last line, which tells whether somebody edited it.
const COMMENT: [&str; 2] = ["<!-- ", " -->"];

const HOME: Phrase = Phrase("Inicio", "Home");
const SECTIONS: Phrase = Phrase("Secciones", "Sections");
const EXIT: Phrase = Phrase("Ocultar sitio", "Hide this site");
const SKIP: Phrase = Phrase("Ir al contenido", "Skip to content");
const CAVEAT: Phrase = Phrase("Qué no dicen las cifras", "What the numbers do not say");
const RELEASE: Phrase = Phrase("Publicación", "Release");
const HELP_LINK: Phrase = Phrase("Ayuda", "Help");
const DATA_LINK: Phrase = Phrase("Datos", "Data");
const HELP: Phrase = Phrase("¿Necesita ayuda?", "Do you need help?");

/// A page's title and its folder below the root of the site, with a slash at the end.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The title.
    pub title: Phrase,
    /// The folder.
    pub folder: Phrase,
}

/// The page on how the site is used, to which every page leads.
pub const GUIDE: Place = Place {
    title: Phrase("Cómo usar este sitio", "How to use this site"),
    folder: Phrase("ayuda/", "help/"),
};

/// Renders a page.
pub fn render(page: &Page<'_>, place: Placement<'_>) -> String {
    let Page {
        catalog,
        lang,
        title,
        folder,
        script,
        content,
        ..
    } = page;
    let mark = catalog.mark(*lang).into_iter();
    let words = mark.chain([title.get(*lang), catalog.title.get(*lang)]);
    let title = words.collect::<Vec<_>>().join(" · ");
    let body = html! {
        (render_header(page, place))
        main id="main" tabindex="-1" { div.wrap.report { (content) } }
        (render_footer(page, place))
    };
    match place {
        Placement::Alone => {
            let colours = catalog.site.style();
            render_document(*lang, &title, &Style::CarriedWith(&colours), &body)
        }
        Placement::Site {
            sheet,
            icon,
            first,
            address,
            picture,
        } => {
            let root = path_to_root(&catalog.languages, *folder, *lang);
            let (sheet, icon) = (format!("{root}{sheet}"), format!("{root}{icon}"));
            let first = format!("{root}{first}");
            let colours = format!("{root}{COLOURS}");
            let script = script.map(|script| format!("{root}{script}"));
            render_document(
                *lang,
                &title,
                &Style::Linked {
                    sheet: &sheet,
                    colours: &colours,
                    icon: &icon,
                    first: &first,
                    script: script.as_deref(),
                    // Invented data are no answer to what somebody searches.
                    robots: catalog.notice.is_some().then_some("noindex"),
                    links: &render_head(page, &title, address, picture),
                },
                &body,
            )
        }
    }
}

fn render_header(page: &Page<'_>, place: Placement<'_>) -> Markup {
    let Page {
        catalog,
        lang,
        folder,
        ..
    } = page;
    let languages = &catalog.languages;
    let root = path_to_root(languages, *folder, *lang);
    let (title, start) = (catalog.title.get(*lang), languages.folder(*lang));
    let others = languages.iter().filter(|other| *other != lang);
    html! {
        a.skip href="#main" { (SKIP.get(*lang)) }
        div.head {
            header.top {
                div.wrap {
                    @match place {
                        Placement::Alone => { span.brand { (title) } }
                        Placement::Site { .. } => {
                            a.brand href={ (root) (start) } { (render_logo()) " " span { (title) } }
                            @for other in others {
                                a.language href={ (root) (languages.folder_of(*other, *folder)) } lang=(other.tag()) hreflang=(other.tag()) data-short=(other.tag()) {
                                    span { (other.manner().name) }
                                }
                            }
                            a.helplink href="#help" { (HELP_LINK.get(*lang)) }
                            a.exit href=(catalog.site.exit()) rel="nofollow noreferrer" { (EXIT.get(*lang)) }
                        }
                    }
                }
            }
            @if let Placement::Site { .. } = place {
                nav.sections aria-label=(SECTIONS.get(*lang)) {
                    ul.wrap {
                        li { a href={ (root) (start) } { (HOME.get(*lang)) } }
                        @for section in &catalog.sections {
                            li {
                                a href={ (root) (start) (section.slug.get(*lang)) "/" } { (section.title.get(*lang)) }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(notice) = &catalog.notice {
            aside.banner { p.wrap { (notice.get(*lang)) } }
        }
    }
}

fn render_logo() -> Markup {
    html! {
        svg.mark viewBox="0 0 30 30" aria-hidden="true" {
            path d="M5 5h0M5 15h0M5 25h0M15 5h0M15 15h0" {}
            path.second d="M15 25h0M25 15h0M25 25h0" {}
            circle cx="25" cy="5" r="3" {}
        }
    }
}

fn render_footer(page: &Page<'_>, place: Placement<'_>) -> Markup {
    let (catalog, lang) = (page.catalog, page.lang);
    let root = path_to_root(&catalog.languages, page.folder, lang);
    html! {
        footer {
            div.wrap {
                section { h2 { (CAVEAT.get(lang)) } p { (catalog.caveat.get(lang)) } }
                section {
                    h2 { (RELEASE.get(lang)) }
                    @if let Some(name) = &catalog.site.name { p { (name.get(lang)) } }
                    p { (catalog.source.get(lang)) " · " (catalog.release) }
                    @if let Placement::Site { .. } = place {
                        ul {
                            li { a href={ (root) (catalog.languages.folder_of(lang, GUIDE.folder)) } { (GUIDE.title.get(lang)) } }
                            li {
                                a href={ (root) (catalog.languages.folder_of(lang, DATA)) } { (DATA_LINK.get(lang)) }
                            }
                        }
                    }
                }
                section {
                    h2 id="help" tabindex="-1" { (HELP.get(lang)) }
                    ul { (render_contacts(catalog, lang)) }
                }
            }
        }
    }
}

/// Renders who offers help, an item each.
pub fn render_contacts(catalog: &Catalog, lang: Lang) -> Markup {
    html! {
        @for contact in &catalog.contacts {
            li {
                a href={ "tel:" (contact.telephone.replace('-', "")) } {
                    (contact.telephone) " " (contact.label.get(lang))
                }
            }
        }
    }
}

/// Why a page cannot be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The folder has no style sheet, no icon or no first script.
    #[error("{}: this is not a finished site: it has no {expected}; name the folder that cargo site wrote", .site.display())]
    NoSite {
        /// The folder.
        site: PathBuf,
        /// The file that was expected.
        expected: String,
    },
    /// A file that would be replaced is not as it was written.
    #[error(
        "{}: this page would be replaced, but somebody edited it, or put it there, or an older version wrote it; move it away, \
         or delete it", .file.display()
    )]
    NotOurs {
        /// The file.
        file: PathBuf,
    },
    /// A file cannot be written.
    #[error("{}: the page cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file or folder.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

/// A finished site to which pages can be added.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    sheet: String,
    icon: String,
    first: String,
    address: Option<String>,
}

impl Site {
    /// Opens the site in a folder; finds its style sheet, its icon and its first script. `address` is its public address with
    /// a slash at its end, if that is known.
    pub fn open(folder: &Path, address: Option<&str>) -> Result<Self, WriteError> {
        Ok(Site {
            address: address.map(Into::into),
            folder: folder.into(),
            sheet: find_hashed_file(folder, "page-", ".css")?,
            icon: find_hashed_file(folder, "icon-", ".svg")?,
            first: find_hashed_file(folder, "first-", ".js")?,
        })
    }

    /// Writes the style sheet of the site's own colours, to which its pages link.
    pub fn write_colours(&self, catalog: &Catalog) -> Result<(), WriteError> {
        let file = self.folder.join(COLOURS);
        write_public(&file, catalog.site.style())
            .map_err(|source| WriteError::Unwritable { file, source })
    }

    /// Refuses the site if a file of somebody else, or a page that somebody edited, is where one of these pages will be.
    pub fn check_places(
        &self,
        languages: &Languages,
        folders: &[Phrase],
    ) -> Result<(), WriteError> {
        for folder in folders {
            for lang in languages {
                let file = self.place(languages, *lang, *folder);
                match fs::read_to_string(&file) {
                    Ok(text) if is_sealed(&text, COMMENT) => (),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => (),
                    _ => return Err(WriteError::NotOurs { file }),
                }
            }
        }
        Ok(())
    }

    /// Returns the place of a folder or a file of the site.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes a file that is no page.
    pub fn write_file(&self, name: &str, text: &str) -> Result<(), WriteError> {
        let file = self.path(name);
        write_public(&file, text).map_err(|source| WriteError::Unwritable { file, source })
    }

    /// Returns where a page is written in a language.
    fn place(&self, languages: &Languages, lang: Lang, folder: Phrase) -> PathBuf {
        let folder = languages.folder_of(lang, folder);
        self.folder.join(folder).join(PAGE)
    }

    /// Writes a page into its folder in each language.
    pub fn write_page(
        &self,
        languages: &Languages,
        folder: Phrase,
        page: impl Fn(Lang, Placement<'_>) -> String,
    ) -> Result<(), WriteError> {
        for lang in languages {
            let file = self.place(languages, *lang, folder);
            let picture = languages.folder(*lang) + PREVIEW;
            let has_picture = self.path(&picture).exists();
            let text = page(
                *lang,
                Placement::Site {
                    sheet: &self.sheet,
                    icon: &self.icon,
                    first: &self.first,
                    address: self.address.as_deref(),
                    picture: has_picture.then_some(&picture),
                },
            );
            write_public(&file, seal(text, COMMENT))
                .map_err(|source| WriteError::Unwritable { file, source })?;
        }
        Ok(())
    }
}

/// Finds the file of the site whose name is `start`, a hash, and `end`.
fn find_hashed_file(site: &Path, start: &str, end: &str) -> Result<String, WriteError> {
    let none = || WriteError::NoSite {
        site: site.into(),
        expected: format!("{start}…{end}"),
    };
    let files = fs::read_dir(site).map_err(|_| none())?;
    let mut names = files
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok());
    names
        .find(|name| name.starts_with(start) && name.ends_with(end))
        .ok_or_else(none)
}
