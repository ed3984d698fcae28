//! Writes the page for addresses that do not exist: in every language, with the site's pages and its exit.
//!
//! A host shows it at any address, so nothing in it can be named from where it stands. Where the site's address is known,
//! it names everything from the root of the host; where not, it asks for its styles and scripts in the folders above, of
//! which one is the root, and its script then mends the links.

use cube::{Catalog, Lang, Phrase};
use dashboard::view::View;

use crate::{
    escape::escape,
    files::Files,
    head::{Common, translations},
    pages::SitePage,
};

/// The script that leads to the page that was meant.
pub const SCRIPT: (&str, &str) = ("lost.js", include_str!("lost.js"));

const TITLE: Phrase = Phrase("Página no encontrada", "Page not found");
const WORDS: Phrase = Phrase(
    "La dirección no existe en este sitio. Revise si está completa, o elija una página:",
    "This address does not exist on this site. Please check that it is complete, or choose a page:",
);
/// From how deep an address the root of the site is found.
const DEEPEST: usize = 4;

/// A page of the site, as the page for lost readers lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Its folder in each language, the default one first.
    pub folders: Vec<(Lang, String)>,
    /// Which of them it is.
    pub lang: Lang,
    /// Whether it is listed: the opening page, the sections, and the pages beside them. The others are known to the script.
    pub listed: bool,
}

impl Known {
    /// Makes the entry of a written page.
    pub fn from_view(catalog: &Catalog, page: &SitePage, view: &View) -> Known {
        let mut navigation = view.navigation.iter();
        let section = navigation.find(|choice| choice.link.href == page.folder);
        Known {
            name: section
                .map_or(&view.document_title, |choice| &choice.link.label)
                .clone(),
            folders: translations(catalog, page, view),
            lang: page.lang,
            listed: section.is_some(),
        }
    }

    /// Makes the entries of the pages that the end of every page names; `views` are the opening pages.
    pub fn beside(views: &[View]) -> Vec<Known> {
        let mut all = Vec::new();
        for view in views {
            for (at, link) in view.footer.pages.iter().enumerate() {
                let twins = views
                    .iter()
                    .filter_map(|view| Some((view.lang, view.footer.pages.get(at)?.href.clone())));
                all.push(Known {
                    name: link.label.clone(),
                    folders: twins.collect(),
                    lang: view.lang,
                    listed: true,
                });
            }
        }
        all
    }
}

impl Known {
    /// Returns its folder.
    fn folder(&self) -> &str {
        let mut folders = self.folders.iter();
        let own = folders.find(|(lang, _)| *lang == self.lang);
        own.map_or("", |(_, folder)| folder)
    }

    /// Lists what somebody may have written for it: each language's name, with this language's folder before it, and with
    /// none where only this language has the name.
    fn spellings(&self) -> Vec<String> {
        let mut spellings: Vec<String> = Vec::new();
        let named = |(lang, folder): &(Lang, String)| (*lang, without_language(*lang, folder));
        for (lang, name) in self.folders.iter().map(named) {
            spellings.push(format!("{}/{name}", self.lang.tag()));
            let first = self.folders.first();
            let is_default = first.is_some_and(|(first, _)| *first == self.lang);
            let is_shared = self
                .folders
                .iter()
                .map(named)
                .any(|(other, same)| other != lang && same == name);
            if lang == self.lang && (is_default || !is_shared) {
                spellings.push(name);
            }
        }
        let trimmed = spellings
            .iter()
            .map(|one| one.trim_matches('/').to_lowercase());
        let mut spellings: Vec<String> = trimmed.filter(|one| !one.is_empty()).collect();
        spellings.sort();
        spellings.dedup();
        spellings
    }
}

/// Returns a folder without that of its language.
fn without_language(lang: Lang, folder: &str) -> String {
    let start = format!("{}/", lang.tag());
    folder.strip_prefix(&start).unwrap_or(folder).to_owned()
}

/// Writes the page. `views` are the opening pages, one for each language; `known` are all pages.
pub fn lost_page(common: Common<'_>, page: &Files, views: &[View], known: &[Known]) -> String {
    let Common { catalog, url } = common;
    let roots = match url {
        Some(url) => vec![url.path().to_owned()],
        None => roots(),
    };
    let file = |start: &str, end: &str| {
        let mut names = page.keys();
        names
            .find(|name| name.starts_with(start) && name.ends_with(end))
            .cloned()
    };
    let mut head = String::new();
    // Letters are asked for early only where it is known where they are.
    if let Some(url) = url {
        for letters in ["public-sans", "newsreader"] {
            head.push_str(&format!(
                "<link rel=\"preload\" href=\"{}fonts/{letters}.woff2\" as=\"font\" type=\"font/woff2\" crossorigin>\n",
                escape(url.path())
            ));
        }
    }
    for root in &roots {
        let sheets = [file("page-", ".css"), Some("site.css".to_owned())];
        for sheet in sheets.iter().flatten() {
            head.push_str(&format!(
                "<link rel=\"stylesheet\" href=\"{}{sheet}\">\n",
                escape(root)
            ));
        }
        let script = format!("{}{}", escape(root), SCRIPT.0);
        head.push_str(&format!("<script src=\"{script}\"></script>\n"));
    }
    let lang = catalog.languages.first();
    let mark = catalog
        .mark(lang)
        .map_or(String::new(), |mark| format!("{mark} · "));
    let root = roots.first().map_or("/", String::as_str);
    let parts: String = views
        .iter()
        .map(|view| {
            let heading = if view.lang == lang { "h1" } else { "h2" };
            part(view, heading, root, known)
        })
        .collect();
    let top = views.first().map_or(String::new(), |view| top(view, root));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" data-first=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}{}</title>\n{head}</head>\n<body>\n{top}\
         <main id=\"main\">\n{parts}</main>\n</body>\n</html>\n",
        lang.tag(),
        file("first-", ".js").unwrap_or_default(),
        escape(&mark),
        TITLE.get(lang),
    )
}

/// Lists where the root of the site may be, seen from any address: the host's own root first.
fn roots() -> Vec<String> {
    let above = (0..DEEPEST).map(|depth| match depth {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    });
    std::iter::once("/".to_owned()).chain(above).collect()
}

/// Writes the head of the page, as every page has it.
fn top(view: &View, root: &str) -> String {
    let banner = view.banner.as_ref().map_or(String::new(), |banner| {
        let words = escape(banner);
        format!("<aside class=\"banner\"><p class=\"wrap\">{words}</p></aside>\n")
    });
    let site = format!("<span>{}</span>", escape(&view.site.label));
    let brand = link("brand", root, &view.site.href, &[], &site);
    let mut languages = String::new();
    for (lang, other) in &view.other_languages {
        let name = format!(
            "<span lang=\"{}\">{}</span>",
            lang.tag(),
            escape(&other.label)
        );
        languages += &link("language", root, &other.href, &[], &name);
        languages.push(' ');
    }
    let mut sections = String::new();
    for choice in &view.navigation {
        let section = link(
            "",
            root,
            &choice.link.href,
            &[],
            &escape(&choice.link.label),
        );
        sections.push_str(&format!("<li>{section}</li>\n"));
    }
    format!(
        "<div class=\"head\"><header class=\"top\"><div class=\"wrap\">{brand} {languages}\
         <a class=\"exit\" href=\"{}\" rel=\"nofollow noreferrer\">{}</a></div></header>\n\
         <nav class=\"sections\" aria-label=\"{}\"><ul class=\"wrap\">\n{sections}</ul></nav></div>\n{banner}",
        escape(&view.frame.exit.href),
        escape(&view.frame.exit.label),
        escape(&view.frame.sections),
    )
}

/// Writes what one language says, with its pages.
fn part(view: &View, heading: &str, root: &str, known: &[Known]) -> String {
    let lang = view.lang;
    let (mut items, mut others) = (String::new(), String::new());
    for one in known.iter().filter(|one| one.lang == lang) {
        let link = link("", root, one.folder(), &one.spellings(), &escape(&one.name));
        let list = if one.listed { &mut items } else { &mut others };
        list.push_str(&format!("<li>{link}</li>\n"));
    }
    format!(
        "<div class=\"wrap report\" lang=\"{}\">\n<{heading}>{}</{heading}>\n<p class=\"lede\">{}</p>\n<ul class=\"list\">\n{items}</ul>\n<ul hidden>\n{others}</ul>\n</div>\n",
        lang.tag(),
        TITLE.get(lang),
        WORDS.get(lang),
    )
}

fn link(class: &str, root: &str, path: &str, spellings: &[String], inside: &str) -> String {
    let attribute = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!(" {name}=\"{}\"", escape(value)),
    };
    format!(
        "<a{} href=\"{}\" data-path=\"{}\"{}>{inside}</a>",
        attribute("class", class),
        escape(&format!("{root}{path}")),
        escape(path),
        attribute("data-known", &spellings.join(" ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(lang: Lang, folders: [&str; 2]) -> Known {
        Known {
            name: "Acreditadas".into(),
            folders: Lang::ALL.into_iter().zip(folders.map(Into::into)).collect(),
            lang,
            listed: true,
        }
    }

    #[test]
    fn every_way_to_write_a_page_leads_to_one_language() {
        let folders = ["acreditadas/", "en/accredited/"];
        let spanish = known(Lang::Es, folders).spellings();
        let english = known(Lang::En, folders).spellings();
        assert_eq!(spanish, ["acreditadas", "es/accredited", "es/acreditadas"]);
        assert_eq!(english, ["accredited", "en/accredited", "en/acreditadas"]);
        // A name that both languages have is that of the default one.
        let folders = ["acreditadas/edad/", "en/acreditadas/edad/"];
        assert_eq!(
            known(Lang::En, folders).spellings(),
            ["en/acreditadas/edad"]
        );
        assert_eq!(known(Lang::Es, ["", "en/"]).spellings(), ["es"]);
    }

    #[test]
    fn the_root_is_found_from_any_address_or_named() {
        let files: Files = ["page-1.css", "first-2.js"]
            .map(|name| (name.to_owned(), vec![]))
            .into();
        let catalog = cube::Catalog {
            notice: Some(cube::Text::new("Datos inventados: x", "Invented data: x")),
            ..cube::Catalog::default()
        };
        let page = |url: Option<&str>| {
            let url = url.map(|url| url.parse().unwrap());
            let common = Common {
                catalog: &catalog,
                url: url.as_ref(),
            };
            lost_page(common, &files, &[], &[])
        };
        let named = page(Some("https://example.org/cifras"));
        assert!(named.contains("data-first=\"first-2.js\""), "{named}");
        for file in ["page-1.css", "site.css", "lost.js"] {
            assert_eq!(named.matches(file).count(), 1, "{named}");
            assert!(named.contains(&format!("\"/cifras/{file}\"")), "{named}");
        }
        let anywhere = page(None);
        for root in ["/", "./", "../", "../../", "../../../"] {
            assert!(
                anywhere.contains(&format!("\"{root}lost.js\"")),
                "{anywhere}"
            );
        }
        assert!(anywhere.contains("<title>Datos inventados · Página no encontrada</title>"));
    }
}
