//! Writes the messages on parts of a link that could not be applied, in each language.

use cube::{Catalog, Lang};

use crate::query::{AGAINST, Notice};

/// How many messages are written out.
const MOST: usize = 5;

/// How many letters of a part of a link are repeated.
const LONGEST: usize = 60;

/// Writes the messages on a link, each once: of many, the first ones and the number of the others.
pub fn sentences(lang: Lang, catalog: &Catalog, notices: &[Notice]) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut rest = notices.iter();
    while sentences.len() < MOST
        && let Some(notice) = rest.next()
    {
        let sentence = sentence(lang, catalog, notice);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    match (lang, rest.len()) {
        (_, 0) => {}
        (Lang::Es, 1) => sentences.push("Otra parte del enlace no se aplicó.".into()),
        (Lang::En, 1) => sentences.push("One more part of the link was not applied.".into()),
        (Lang::Es, more) => {
            sentences.push(format!("Otras {more} partes del enlace no se aplicaron."))
        }
        (Lang::En, more) => {
            sentences.push(format!("{more} more parts of the link were not applied."))
        }
    }
    sentences
}

/// Cuts a part of a link that is too long to be repeated.
pub fn shorten(part: &str) -> String {
    match part.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &part[..end]),
        None => part.into(),
    }
}

/// Writes the message for a part of a link that could not be applied.
fn sentence(lang: Lang, catalog: &Catalog, notice: &Notice) -> String {
    let label = |id: &str| {
        catalog
            .dimension(id)
            .map_or_else(|| shorten(id), |known| known.label.get(lang).to_owned())
    };
    match (lang, notice) {
        (Lang::Es, Notice::Page(path)) => {
            format!("La página «{}» no existe. Esta es la página de inicio.", shorten(path))
        }
        (Lang::En, Notice::Page(path)) => {
            format!("There is no page “{}”. This is the opening page.", shorten(path))
        }
        (Lang::Es, Notice::Version(version)) => {
            format!(
                "El enlace es de otra versión («{}»). Puede que no se muestre todo lo que pide.",
                shorten(version)
            )
        }
        (Lang::En, Notice::Version(version)) => {
            format!(
                "The link is of another version (“{}”). Some of what it asks for may not be shown.",
                shorten(version)
            )
        }
        (Lang::Es, Notice::Key(key)) => {
            format!(
                "El enlace pide «{}», que no existe en estos datos. No se aplicó.",
                shorten(key)
            )
        }
        (Lang::En, Notice::Key(key)) => {
            format!(
                "The link asks for “{}”, which these data do not have. It was not applied.",
                shorten(key)
            )
        }
        (Lang::Es, Notice::Elsewhere(key)) => {
            format!("El enlace pide «{}», que no se aplica en esta página.", shorten(key))
        }
        (Lang::En, Notice::Elsewhere(key)) => {
            format!("The link asks for “{}”, which does not apply on this page.", shorten(key))
        }
        (Lang::Es, Notice::Repeated(key)) => {
            format!("El enlace repite «{}». Se aplicó solo la primera vez.", shorten(key))
        }
        (Lang::En, Notice::Repeated(key)) => {
            format!("The link repeats “{}”. Only the first one was applied.", shorten(key))
        }
        (Lang::Es, Notice::Years(years)) => {
            format!(
                "El enlace pide los años «{}», que no están publicados. No se aplicó.",
                shorten(years)
            )
        }
        (Lang::En, Notice::Years(years)) => {
            format!(
                "The link asks for the years “{}”, which are not published. It was not applied.",
                shorten(years)
            )
        }
        (Lang::Es, Notice::Code { dimension, code }) => {
            format!(
                "El enlace pide {}: «{}», que no existe en estos datos. No se aplicó.",
                label(dimension),
                shorten(code)
            )
        }
        (Lang::En, Notice::Code { dimension, code }) => {
            format!(
                "The link asks for {}: “{}”, which these data do not have. It was not applied.",
                label(dimension),
                shorten(code)
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
            format!("Esta página no puede desglosarse por «{}». No se aplicó.", shorten(id))
        }
        (Lang::En, Notice::Breakdown(id)) => {
            format!("This page cannot be broken down by “{}”. It was not applied.", shorten(id))
        }
        (Lang::Es, Notice::Value { key, value }) => {
            format!(
                "El enlace dice «{key}={}», que no existe. No se aplicó.",
                shorten(value)
            )
        }
        (Lang::En, Notice::Value { key, value }) => {
            format!(
                "The link says “{key}={}”, which does not exist. It was not applied.",
                shorten(value)
            )
        }
        (Lang::Es, Notice::Show(show)) => {
            format!("Los gráficos de esta página no pueden mostrar «{show}». No se aplicó.")
        }
        (Lang::En, Notice::Show(show)) => {
            format!("The charts of this page cannot show “{show}”. It was not applied.")
        }
        (Lang::Es, Notice::Dropped(id)) if id == AGAINST => {
            "La comparación no se mantuvo en esta sección.".into()
        }
        (Lang::En, Notice::Dropped(id)) if id == AGAINST => {
            "The comparison was not kept in this section.".into()
        }
        (Lang::Es, Notice::Dropped(id)) if *id == catalog.time => {
            "Los años elegidos no se mantuvieron: esta sección no los tiene, o no hay cifras de ellos con los demás \
             filtros."
                .into()
        }
        (Lang::En, Notice::Dropped(id)) if *id == catalog.time => {
            "The chosen years were not kept: this section does not have them, or no numbers of them with the other \
             filters."
                .into()
        }
        (Lang::Es, Notice::Dropped(id)) => {
            format!(
                "El filtro «{}» no se mantuvo: esta sección no lo tiene, o no hay cifras publicadas con él.",
                label(id)
            )
        }
        (Lang::En, Notice::Dropped(id)) => {
            format!(
                "The filter “{}” was not kept: this section does not have it, or no numbers are published with it.",
                label(id)
            )
        }
        (Lang::Es, Notice::Figure(id)) => format!("Esta página no tiene el gráfico «{}».", shorten(id)),
        (Lang::En, Notice::Figure(id)) => format!("This page has no chart “{}”.", shorten(id)),
    }
}

#[cfg(test)]
mod tests {
    use crate::link::Request;
    use crate::page::view;
    use crate::testing::sample;

    #[test]
    fn what_cannot_be_understood_is_said_once() {
        let release = sample::release();
        for (search, expected) in [
            ("sexo=Z~Q~Z~Z", 2),
            ("club=1&club=2&CLUB=3", 2),
            ("tabla=nada~nada", 1),
            ("sexo=F&sexo=F&SEXO=F", 1),
        ] {
            let request = Request::parse(&release.catalog, "acreditadas", search);
            let notices = view(&release, &request).notices;
            assert_eq!(notices.len(), expected, "{search}: {notices:?}");
        }
    }

    #[test]
    fn a_link_of_any_length_draws_a_few_short_messages() {
        let release = sample::release();
        let keys: Vec<String> = (0..100_000).map(|at| format!("clave{at}=1")).collect();
        let codes: Vec<String> = (0..100_000).map(|at| format!("Z{at}")).collect();
        for (search, messages) in [
            (keys.join("&"), 6),
            (format!("sexo={}", codes.join("~")), 6),
            (format!("tabla={}", codes.join("~")), 6),
            (format!("{}=1", "x".repeat(2_000_000)), 1),
            (format!("sexo={}", "x".repeat(2_000_000)), 1),
            (format!("mostrar={}", "%C3%B1".repeat(300_000)), 1),
            (format!("sin={}", codes.join("~")), 6),
            ("sexo=F".into(), 0),
        ] {
            let request = Request::parse(&release.catalog, "acreditadas", &search);
            let notices = view(&release, &request).notices;
            assert_eq!(notices.len(), messages, "{:?}", notices.first());
            assert!(
                notices.iter().all(|notice| notice.chars().count() < 200),
                "{notices:?}"
            );
        }
        let request = Request::parse(&release.catalog, "acreditadas", &keys.join("&"));
        let notices = view(&release, &request).notices;
        let last = notices.last().map(String::as_str);
        assert_eq!(last, Some("Otras 99995 partes del enlace no se aplicaron."));
    }
}
