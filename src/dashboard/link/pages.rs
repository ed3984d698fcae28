//! Lists the pages that have a folder of their own.

use cube::Catalog;

use crate::link::own;
use crate::plan;
use crate::query::{Page, Query};

/// Lists the queries whose addresses are folders of the site, in all languages: the opening page, the sections, and below
/// each section its groups of persons and its figures.
pub fn pages(catalog: &Catalog) -> Vec<Query> {
    let sections = catalog.sections.iter();
    let sections = sections.map(|section| Page::Section(section.id.clone()));
    let mut pages = Vec::new();
    for page in std::iter::once(Page::Home).chain(sections) {
        for lang in &catalog.languages {
            let plain = Query::plain(*lang, page.clone());
            pages.push(plain.clone());
            if page != Page::Home {
                pages.extend(own::groups(catalog, &plain));
                let figures = plan::figure_ids(catalog, &plain);
                pages.extend(figures.iter().map(|figure| plain.with_figure(Some(figure))));
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use cube::{Catalog, Lang};
    use expect_test::expect;

    use super::pages;
    use crate::link::{Request, href};
    use crate::testing::sample;

    /// Lists the folders of all pages, each of which leads back to its page.
    fn folders(catalog: &Catalog) -> BTreeSet<String> {
        let mut folders = BTreeSet::new();
        for page in pages(catalog) {
            let folder = href(catalog, &page);
            let request = Request::parse(catalog, &folder, "");
            assert_eq!((request.query, request.notices), (page, vec![]), "{folder}");
            assert!(!folder.contains('?'), "{folder}");
            assert!(
                folders.insert(folder.clone()),
                "{folder} stands for two pages"
            );
        }
        folders
    }

    #[test]
    fn the_folders_of_a_site_follow_its_languages() {
        let both = folders(&sample::catalog());
        let (english, spanish): (Vec<&String>, Vec<&String>) =
            both.iter().partition(|folder| folder.starts_with("en/"));
        let below = |folder: &&String| folder.trim_start_matches("en/").to_owned();
        let english: BTreeSet<String> = english.iter().map(below).collect();
        let spanish: BTreeSet<String> = spanish.into_iter().cloned().collect();
        let alone = |lang| folders(&sample::catalog_in(vec![lang]));
        assert_eq!(alone(Lang::Es), spanish);
        assert_eq!(alone(Lang::En), english);
        let turned = spanish.iter().map(|folder| format!("es/{folder}"));
        assert_eq!(
            folders(&sample::catalog_in(vec![Lang::En, Lang::Es])),
            turned.chain(english).collect()
        );
    }

    #[test]
    fn every_page_is_a_folder_that_leads_to_it() {
        let folders = folders(&sample::catalog());
        expect![[r#"

            acreditadas/
            acreditadas/adolescentes/
            acreditadas/edad/
            acreditadas/medios/
            acreditadas/mujeres/
            acreditadas/ninez/
            acreditadas/pais/
            acreditadas/sexo/
            anual/
            anual/adolescentes/
            anual/anio/
            anual/mujeres/
            anual/ninez/
            en/
            en/accredited/
            en/accredited/adolescents/
            en/accredited/children/
            en/accredited/edad/
            en/accredited/medios/
            en/accredited/pais/
            en/accredited/sexo/
            en/accredited/women/
            en/yearly/
            en/yearly/adolescents/
            en/yearly/anio/
            en/yearly/children/
            en/yearly/women/"#]]
        .assert_eq(&folders.into_iter().collect::<Vec<_>>().join("\n"));
    }
}
