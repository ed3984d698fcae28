//! Pages that stand in the site beside the dashboard's views, in its frame: header, sections, footer.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cube::{Catalog, Lang};
use maud::{Markup, html};
use thiserror::Error;

use crate::{
    document::{Style, document},
    parts::Phrase,
};
use release::file::write_public;

/// Where the page will stand.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Anywhere, on its own.
    Alone,
    /// In its folder of the site.
    Site {
        /// The site's style sheet, seen from its root.
        sheet: &'a str,
        /// The site's icon, seen from its root.
        icon: &'a str,
    },
}

/// Where the weather is told, and nobody asks why it is open: the site's quick exit.
const ELSEWHERE: &str = "https://www.imn.ac.cr/";

const HOME: Phrase = Phrase("Inicio", "Home");
const SECTIONS: Phrase = Phrase("Secciones", "Sections");
const EXIT: Phrase = Phrase("Ocultar sitio", "Hide this site");
const SKIP: Phrase = Phrase("Ir al contenido", "Skip to content");
const OTHER_LANGUAGE: Phrase = Phrase("English", "Español");
const CAVEAT: Phrase = Phrase("Qué no dicen las cifras", "What the numbers do not say");
const RELEASE: Phrase = Phrase("Publicación", "Release");
const HELP: Phrase = Phrase("¿Necesita ayuda?", "Do you need help?");

/// A page in one language.
pub struct Page<'a> {
    /// What the release says of itself.
    pub catalog: &'a Catalog,
    /// The language.
    pub lang: Lang,
    /// Its title in both languages.
    pub title: Phrase,
    /// Its folder below the root of the site in both languages, with a slash at the end.
    pub folder: Phrase,
    /// Its script, seen from the root of the site, if it has one.
    pub script: Option<&'a str>,
    /// What stands between header and footer.
    pub content: Markup,
}

/// The page as HTML.
pub fn html(page: &Page<'_>, place: Place<'_>) -> String {
    let Page {
        catalog,
        lang,
        title,
        folder,
        script,
        content,
    } = page;
    let title = format!("{} · {}", title.get(*lang), catalog.title.get(*lang));
    let body = html! {
        (top(page, place))
        main id="main" tabindex="-1" { div.wrap.report { (content) } }
        (end(catalog, *lang))
    };
    match place {
        Place::Alone => document(*lang, &title, &Style::Carried, &body),
        Place::Site { sheet, icon } => {
            let root = root(*folder, *lang);
            let (sheet, icon) = (format!("{root}{sheet}"), format!("{root}{icon}"));
            let script = script.map(|script| format!("{root}{script}"));
            document(
                *lang,
                &title,
                &Style::Linked {
                    sheet: &sheet,
                    icon: &icon,
                    script: script.as_deref(),
                },
                &body,
            )
        }
    }
}

/// The root of the site, seen from a page's folder.
pub fn root(folder: Phrase, lang: Lang) -> String {
    "../".repeat(folder.get(lang).matches('/').count())
}

fn top(page: &Page<'_>, place: Place<'_>) -> Markup {
    let Page {
        catalog,
        lang,
        folder,
        ..
    } = page;
    let (title, root) = (catalog.title.get(*lang), root(*folder, *lang));
    let other = if *lang == Lang::Es {
        Lang::En
    } else {
        Lang::Es
    };
    let start = if *lang == Lang::Es { "" } else { "en/" };
    html! {
        a.skip href="#main" { (SKIP.get(*lang)) }
        header.top {
            div.wrap {
                @match place {
                    Place::Alone => { span.brand { (title) } }
                    Place::Site { .. } => {
                        a.brand href={ (root) (start) } { (mark()) " " span { (title) } }
                        a.language href={ (root) (folder.get(other)) } lang=(other.tag()) hreflang=(other.tag()) {
                            (OTHER_LANGUAGE.get(*lang))
                        }
                        a.exit href=(ELSEWHERE) rel="nofollow noreferrer" { (EXIT.get(*lang)) }
                    }
                }
            }
        }
        @if let Place::Site { .. } = place {
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
        @if let Some(notice) = &catalog.notice {
            aside.banner { p.wrap { (notice.get(*lang)) } }
        }
    }
}

fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 26 26" aria-hidden="true" {
            path d="M10 8h6v17h-6zM19 2h6v23h-6z" {}
            path.second d="M1 14h6v11H1z" {}
        }
    }
}

fn end(catalog: &Catalog, lang: Lang) -> Markup {
    html! {
        footer {
            div.wrap {
                div { h2 { (CAVEAT.get(lang)) } p { (catalog.caveat.get(lang)) } }
                div { h2 { (RELEASE.get(lang)) } p { (catalog.source.get(lang)) " · " (catalog.release) } }
                div {
                    h2 { (HELP.get(lang)) }
                    ul {
                        @for contact in &catalog.contacts {
                            li {
                                a href={ "tel:" (contact.telephone.replace('-', "")) } {
                                    (contact.label.get(lang)) " " (contact.telephone)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Why a page could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// There is no style sheet or no icon.
    #[error("{}: this is not a finished site: it has no {expected}", .site.display())]
    NoSite {
        /// The folder.
        site: PathBuf,
        /// What was looked for.
        expected: String,
    },
    /// The system refuses.
    #[error("{}: the page cannot be written: {source}", .file.display())]
    Unwritable {
        /// The file or folder.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A finished site, into which pages can be put.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    sheet: String,
    icon: String,
}

impl Site {
    /// The site that stands in a folder.
    pub fn at(folder: &Path) -> Result<Self, WriteError> {
        let (sheet, icon) = (
            named(folder, "page-", ".css")?,
            named(folder, "icon-", ".svg")?,
        );
        Ok(Site {
            folder: folder.into(),
            sheet,
            icon,
        })
    }

    /// Writes a page into its folder in every language.
    pub fn put(
        &self,
        folder: Phrase,
        page: impl Fn(Lang, Place<'_>) -> String,
    ) -> Result<(), WriteError> {
        for lang in Lang::ALL {
            let file = self.folder.join(folder.get(lang)).join("index.html");
            let text = page(
                lang,
                Place::Site {
                    sheet: &self.sheet,
                    icon: &self.icon,
                },
            );
            write_public(&file, &text).map_err(|source| WriteError::Unwritable { file, source })?;
        }
        Ok(())
    }
}

/// The file of the site whose name has a hash between these two parts.
fn named(site: &Path, start: &str, end: &str) -> Result<String, WriteError> {
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
