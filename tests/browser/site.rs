//! Names the addresses of the site that is tested.

use std::env;

use anyhow::{Context, Result};
use cube::{Catalog, Lang, Section};

/// The address of the site at the root of a server.
pub fn site() -> Result<String> {
    variable("TABLERO_SITE")
}

/// The address of the same site below a path of another server.
pub fn below_a_path() -> Result<String> {
    variable("TABLERO_SITE_BELOW")
}

fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set: run `cargo verify`"))
}

/// The folder of a page below the site's root.
pub fn folder(lang: Lang, section: Option<&Section>) -> String {
    let language = if lang == Lang::Es {
        String::new()
    } else {
        format!("{}/", lang.tag())
    };
    section.map_or(language.clone(), |section| {
        format!("{language}{}/", section.slug.get(lang))
    })
}

/// The opening page and the sections, in every language.
pub fn pages(catalog: &Catalog) -> Vec<(Lang, String)> {
    let sections = || std::iter::once(None).chain(catalog.sections.iter().map(Some));
    Lang::ALL
        .into_iter()
        .flat_map(|lang| sections().map(move |section| (lang, folder(lang, section))))
        .collect()
}
