//! Words what stands around the figures: titles, navigation and the end of the page.

use cube::Lang;

use crate::context::Context;
use crate::query::{Page, Query};
use crate::view::{Choice, Footer, Frame, Link};
use crate::{link, words};

pub fn document_title(context: &Context) -> String {
    let site = context.text(&context.catalog().title);
    let Some(section) = context
        .query
        .section(context.catalog())
        .filter(|_| context.query.page != Page::Home)
    else {
        return site;
    };
    let years = context.query.years.as_ref().map(|_| context.period());
    let filters = context.filters();
    let filters = filters
        .iter()
        .map(|(dimension, codes)| context.filter_label(dimension, codes));
    let against = context
        .other_side()
        .map(|label| words::compare::with(context.lang(), &label));
    let against = against.map(|against| words::uncapitalized(&against));
    let parts = std::iter::once(context.text(&section.title))
        .chain(years)
        .chain(filters)
        .chain(against);
    let parts: Vec<String> = parts.collect();
    format!("{} · {site}", parts.join(", "))
}

pub fn other_language(context: &Context) -> (Lang, Link) {
    let (lang, name) = match context.lang() {
        Lang::Es => (Lang::En, "English"),
        Lang::En => (Lang::Es, "Español"),
    };
    (
        lang,
        link::to_view(context, name, &context.query.in_language(lang)),
    )
}

pub fn navigation(context: &Context) -> Vec<Choice> {
    let choice = |label: String, page: Page| Choice {
        selected: page == context.query.page,
        link: link::to_view(context, label, &Query::plain(context.lang(), page)),
        unavailable: None,
    };
    let sections = context.catalog().sections.iter();
    let sections = sections.map(|section| {
        choice(
            context.text(&section.title),
            Page::Section(section.id.clone()),
        )
    });
    std::iter::once(choice(words::frame::HOME.get(context.lang()), Page::Home))
        .chain(sections)
        .collect()
}

pub fn footer(context: &Context) -> Footer {
    let (lang, catalog) = (context.lang(), context.catalog());
    let contact = |contact: &cube::Contact| Link {
        label: format!("{} {}", contact.label.get(lang), contact.telephone),
        href: format!("tel:{}", contact.telephone.replace('-', "")),
    };
    let next = catalog
        .next
        .as_ref()
        .map(|due| words::front::next(lang, due));
    let release = std::iter::once(format!(
        "{} · {}.",
        catalog.source.get(lang),
        catalog.release
    ))
    .chain(next);
    Footer {
        caveat: (
            words::frame::CAVEAT.get(lang),
            context.text(&catalog.caveat),
        ),
        release: (
            words::frame::RELEASE.get(lang),
            release.collect::<Vec<_>>().join(" "),
        ),
        pages: [
            (words::frame::QUALITY, words::frame::QUALITY_FOLDER),
            (words::frame::METHOD, words::frame::METHOD_FOLDER),
            (words::frame::CHECK, words::frame::CHECK_FOLDER),
        ]
        .map(|(label, folder)| Link {
            label: label.get(lang),
            href: folder.get(lang),
        })
        .into(),
        help: (
            words::frame::HELP.get(lang),
            catalog.contacts.iter().map(contact).collect(),
        ),
    }
}

pub fn frame(lang: Lang, groups: String) -> Frame {
    Frame {
        skip: words::frame::SKIP.get(lang),
        sections: words::frame::SECTIONS.get(lang),
        filters: words::frame::FILTERS.get(lang),
        groups,
        shape: words::frame::SHAPE.get(lang),
        grain: words::display::GRAIN.get(lang),
        exit: words::frame::EXIT.get(lang),
        definition: words::frame::DEFINITION.get(lang),
        copy: (words::frame::COPY.get(lang), words::frame::COPIED.get(lang)),
    }
}
