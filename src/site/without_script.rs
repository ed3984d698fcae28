//! Says on a written page whom it shows as long as its program does not run, and leads to the pages of groups of persons.

use cube::Phrase;
use dashboard::view::{Choice, View};

use crate::{escape::escape, pages::SitePage};

/// What stands on a page as long as no script runs.
const EVERYBODY: Phrase = Phrase(
    "Esta página muestra a todas las personas; los filtros necesitan JavaScript.",
    "This page shows everybody; filters need JavaScript.",
);
/// The same on the page of a group, which stands in place of `{}`.
const GROUP: Phrase = Phrase(
    "Esta página muestra el grupo «{}»; los filtros necesitan JavaScript.",
    "This page shows the group “{}”; filters need JavaScript.",
);
/// What stands on a page whose program cannot be started.
const NOT_STARTED: Phrase = Phrase(
    "Los filtros no se pudieron cargar: la página muestra a todas las personas. Actualice el navegador o intente de nuevo \
     más tarde.",
    "The filters could not be loaded: the page shows everybody. Update your browser, or try again later.",
);
/// The same on the page of a group.
const GROUP_NOT_STARTED: Phrase = Phrase(
    "Los filtros no se pudieron cargar: la página muestra el grupo «{}». Actualice el navegador o intente de nuevo más tarde.",
    "The filters could not be loaded: the page shows the group “{}”. Update your browser, or try again later.",
);
/// What stands before the links to the pages of groups.
const PAGES: Phrase = Phrase(
    "Grupos con página propia:",
    "Groups with a page of their own:",
);
/// The link from the page of a group to that of everybody.
const ALL: Phrase = Phrase("Todas las personas", "Everybody");

/// Writes the notes of a page, as HTML: one that scripts remove, and one that is hidden until a script shows it.
pub fn notes(page: &SitePage, view: &View) -> String {
    let lang = page.lang;
    let groups = view.bar.as_ref().map_or(&[][..], |bar| &bar.groups.1);
    let chosen = groups.iter().find(|group| group.selected);
    let say = |everybody: Phrase, group: Phrase| match chosen {
        Some(chosen) => group.get(lang).replace("{}", &chosen.link.label),
        None => everybody.get(lang).to_owned(),
    };
    format!(
        "<noscript><p class=\"notice wrap\">{}{}</p></noscript>\n\
         <p class=\"notice wrap\" id=\"not-started\" hidden>{}</p>\n",
        escape(&say(EVERYBODY, GROUP)),
        links(page, groups),
        escape(&say(NOT_STARTED, GROUP_NOT_STARTED)),
    )
}

/// Links to the groups that have a page; what is a filter needs the program.
fn links(page: &SitePage, groups: &[Choice]) -> String {
    let mut links = Vec::new();
    for Choice { link, selected, .. } in groups {
        let label = if *selected {
            ALL.get(page.lang)
        } else {
            &link.label
        };
        if !link.href.contains('?') {
            let (root, href) = (page.root(), escape(&link.href));
            links.push(format!("<a href=\"{root}{href}\">{}</a>", escape(label)));
        }
    }
    match links.as_slice() {
        [] => String::new(),
        links => format!(" {} {}", PAGES.get(page.lang), links.join(" · ")),
    }
}

#[cfg(test)]
mod tests {
    use cube::Lang;
    use dashboard::view::{Bar, Choice, Link, View};

    use super::notes;
    use crate::pages::SitePage;

    fn note(chosen: Option<usize>) -> String {
        let labels = [
            ("Mujeres", "acreditadas/mujeres/"),
            ("Otras", "acreditadas/?x=1&v=1"),
        ];
        let mut groups: Vec<Choice> = Vec::new();
        for (at, (label, href)) in labels.into_iter().enumerate() {
            let selected = chosen == Some(at);
            let href = if selected { "acreditadas/" } else { href };
            let link = Link {
                label: label.into(),
                href: href.into(),
            };
            groups.push(Choice {
                selected,
                link,
                unavailable: None,
            });
        }
        let bar = Bar {
            groups: (String::new(), groups),
            ..Bar::default()
        };
        let page = SitePage {
            folder: "acreditadas/".into(),
            lang: Lang::Es,
            query: dashboard::Query::default(),
        };
        notes(
            &page,
            &View {
                bar: Some(bar),
                ..view()
            },
        )
    }

    fn view() -> View {
        let release = cube::Release {
            catalog: cube::Catalog::default(),
            tables: Default::default(),
        };
        dashboard::view(
            &release,
            &dashboard::Request::parse(&release.catalog, "", ""),
        )
    }

    #[test]
    fn a_page_without_script_says_whom_it_shows_and_leads_to_groups() {
        let everybody = note(None);
        assert!(
            everybody.contains("muestra a todas las personas; los filtros"),
            "{everybody}"
        );
        assert!(
            everybody.contains(r#"propia: <a href="../acreditadas/mujeres/">Mujeres</a></p>"#),
            "{everybody}"
        );
        let women = note(Some(0));
        assert!(
            women.contains("muestra el grupo «Mujeres»; los filtros"),
            "{women}"
        );
        assert!(
            women.contains(r#"<a href="../acreditadas/">Todas las personas</a></p>"#),
            "{women}"
        );
        assert!(
            women.contains("la página muestra el grupo «Mujeres». Actualice"),
            "{women}"
        );
    }
}
