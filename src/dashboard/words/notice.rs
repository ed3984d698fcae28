//! Writes the messages on parts of a link that could not be applied, in both languages.

use cube::{Catalog, Lang};

use crate::query::Notice;

/// Writes the message for a part of a link that could not be applied.
pub fn sentence(lang: Lang, catalog: &Catalog, notice: &Notice) -> String {
    let label = |id: &str| {
        catalog
            .dimension(id)
            .map_or_else(|| id.to_owned(), |known| known.label.get(lang).to_owned())
    };
    match (lang, notice) {
        (Lang::Es, Notice::Page(path)) => {
            format!("La página «{path}» no existe. Esta es la página de inicio.")
        }
        (Lang::En, Notice::Page(path)) => {
            format!("There is no page “{path}”. This is the opening page.")
        }
        (Lang::Es, Notice::Version(version)) => {
            format!(
                "El enlace es de otra versión («{version}»). Puede que no se muestre todo lo que pide."
            )
        }
        (Lang::En, Notice::Version(version)) => {
            format!(
                "The link is of another version (“{version}”). Some of what it asks for may not be shown."
            )
        }
        (Lang::Es, Notice::Key(key)) => {
            format!("El enlace pide «{key}», que no existe en estos datos. No se aplicó.")
        }
        (Lang::En, Notice::Key(key)) => {
            format!("The link asks for “{key}”, which these data do not have. It was not applied.")
        }
        (Lang::Es, Notice::Elsewhere(key)) => {
            format!("El enlace pide «{key}», que no se aplica en esta página.")
        }
        (Lang::En, Notice::Elsewhere(key)) => {
            format!("The link asks for “{key}”, which does not apply on this page.")
        }
        (Lang::Es, Notice::Repeated(key)) => {
            format!("El enlace repite «{key}». Se aplicó solo la primera vez.")
        }
        (Lang::En, Notice::Repeated(key)) => {
            format!("The link repeats “{key}”. Only the first one was applied.")
        }
        (Lang::Es, Notice::Years(years)) => {
            format!("El enlace pide los años «{years}», que no están publicados. No se aplicó.")
        }
        (Lang::En, Notice::Years(years)) => {
            format!(
                "The link asks for the years “{years}”, which are not published. It was not applied."
            )
        }
        (Lang::Es, Notice::Code { dimension, code }) => {
            format!(
                "El enlace pide {}: «{code}», que no existe en estos datos. No se aplicó.",
                label(dimension)
            )
        }
        (Lang::En, Notice::Code { dimension, code }) => {
            format!(
                "The link asks for {}: “{code}”, which these data do not have. It was not applied.",
                label(dimension)
            )
        }
        (Lang::Es, Notice::OneAtATime { dimension }) => {
            format!(
                "{} se filtra por una categoría a la vez. Se aplicó solo la primera.",
                label(dimension)
            )
        }
        (Lang::En, Notice::OneAtATime { dimension }) => {
            format!(
                "{} can be filtered by one category at a time. Only the first one was applied.",
                label(dimension)
            )
        }
        (Lang::Es, Notice::Breakdown(id)) => {
            format!("Esta página no puede desglosarse por «{id}». No se aplicó.")
        }
        (Lang::En, Notice::Breakdown(id)) => {
            format!("This page cannot be broken down by “{id}”. It was not applied.")
        }
        (Lang::Es, Notice::Value { key, value }) => {
            format!("El enlace dice «{key}={value}», que no existe. No se aplicó.")
        }
        (Lang::En, Notice::Value { key, value }) => {
            format!("The link says “{key}={value}”, which does not exist. It was not applied.")
        }
        (Lang::Es, Notice::Show(show)) => {
            format!("Las figuras de esta página no pueden mostrar «{show}». No se aplicó.")
        }
        (Lang::En, Notice::Show(show)) => {
            format!("The figures of this page cannot show “{show}”. It was not applied.")
        }
        (Lang::Es, Notice::Figure(id)) => format!("Esta página no tiene la figura «{id}»."),
        (Lang::En, Notice::Figure(id)) => format!("This page has no figure “{id}”."),
    }
}
