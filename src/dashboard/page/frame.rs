//! Writes titles, navigation and the end of the page.

use cube::Lang;

use crate::context::Context;
use crate::page::own;
use crate::query::{Page, Query, Show};
use crate::view::{Choice, Figure, Footer, Frame, Link, Sample};
use crate::{link, words};

/// Writes the document's title: the figure whose page it is, the section, its breakdown, years, filters, comparison and
/// form, and the dashboard's name. Where numbers are invented it says so first.
pub fn document_title(context: &Context, figures: &[Figure]) -> String {
    match mark(context) {
        Some(mark) => format!("{mark} · {}", name(context, figures)),
        None => name(context, figures),
    }
}

/// Returns what stands before the page's titles where its numbers are not what they seem. Series of others are.
pub fn mark(context: &Context) -> Option<String> {
    let mark = context.catalog().mark(context.lang())?;
    (!is_of_others(context)).then(|| mark.to_owned())
}

/// Returns what is said above everything of a demonstration.
pub fn banner(context: &Context) -> Option<String> {
    let notice = context.catalog().notice.as_ref()?;
    (!is_of_others(context)).then(|| context.text(notice))
}

fn name(context: &Context, figures: &[Figure]) -> String {
    let lang = context.lang();
    let site = context.text(&context.catalog().title);
    let section = context.query.section(context.catalog());
    let Some(section) = section.filter(|_| context.query.page != Page::Home) else {
        return site;
    };
    let mut parts = Vec::new();
    let figure = own::title(context, figures).map(str::to_owned);
    parts.extend(figure.clone());
    let title = context.text(&section.title);
    let catalog = context.catalog();
    match &context.query.breakdown {
        Some(by) if *by == catalog.time => {
            parts.push(title);
            parts.push(words::uncapitalized(&context.over_time()));
        }
        // The figure's title has the breakdown already.
        Some(by) if figure.is_none() => {
            let by = catalog.dimension(by).map_or("", |by| by.label.get(lang));
            parts.push(words::join_breakdown(lang, &(title + ","), by));
        }
        Some(_) | None => parts.push(title),
    }
    if context.query.years.is_some() {
        parts.push(context.period());
    }
    for (dimension, codes) in context.filters() {
        parts.push(context.filter_label(dimension, &codes));
    }
    if let Some(other) = context.other_side() {
        let compared = words::compare::compared_with(lang, &other);
        parts.push(words::uncapitalized(&compared));
    }
    let measure = match context.show {
        Show::Count => None,
        Show::Share => Some(words::show::SHARE),
        Show::Change => Some(context.change_name()),
        Show::Rate => Some(words::show::RATE),
    };
    let measure = measure.map(|measure| measure.get(lang));
    for form in [measure, own::shape(context, figures)]
        .into_iter()
        .flatten()
    {
        parts.push(words::uncapitalized(form));
    }
    format!("{} · {site}", parts.join(", "))
}

/// Links to the same view in each other language of the site.
pub fn other_languages(context: &Context) -> Vec<(Lang, Link)> {
    let mut links = Vec::new();
    for lang in &context.catalog().languages {
        if *lang != context.lang() {
            let query = context.query.in_language(*lang);
            links.push((*lang, link::to_view(context, lang.manner().name, &query)));
        }
    }
    links
}

/// Lists the opening page and the sections. Other sections keep the years and the filters that they have.
pub fn navigation(context: &Context) -> Vec<Choice> {
    let choice = |label: String, page: Page| {
        let selected = page == context.query.page;
        let is_other_section = !selected && page != Page::Home;
        let href = if is_other_section {
            link::carried(context.catalog(), context.query, page)
        } else {
            link::href(context.catalog(), &Query::plain(context.lang(), page))
        };
        Choice {
            selected,
            link: Link { label, href },
            unavailable: None,
        }
    };
    let mut choices = vec![choice(words::frame::HOME.text(context.lang()), Page::Home)];
    for section in &context.catalog().sections {
        let page = Page::Section(section.id.clone());
        choices.push(choice(context.text(&section.title), page));
    }
    choices
}

/// Makes the end of the page: marks, limits, release, other pages and help.
pub fn footer(context: &Context) -> Footer {
    let (lang, catalog) = (context.lang(), context.catalog());
    let contact = |contact: &cube::Contact| Link {
        label: format!("{} {}", contact.telephone, contact.label.get(lang)),
        href: format!("tel:{}", contact.telephone.replace('-', "")),
    };
    // Series of others have sources of their own.
    let source = if is_of_others(context) {
        words::front::SOURCES_BELOW_SERIES.text(lang)
    } else {
        catalog.source.get(lang).into()
    };
    let mut release = format!("{source}.");
    if let Some(due) = &catalog.next {
        release = format!("{release} {}", words::front::announce_next(lang, due));
    }
    let heading = format!("{} {}", words::frame::RELEASE.get(lang), catalog.release);
    let limits = [
        context.text(&catalog.caveat),
        words::frame::explain_rules(lang),
    ];
    Footer {
        marks: (words::frame::MARKS.text(lang), samples(context)),
        caveat: (words::frame::CAVEAT.text(lang), limits.join(" ")),
        release: (heading, release),
        pages: [
            (words::frame::QUALITY, words::frame::QUALITY_FOLDER),
            (words::frame::METHOD, words::frame::METHOD_FOLDER),
            (words::frame::CHECK, words::frame::CHECK_FOLDER),
            (words::frame::GUIDE, words::frame::GUIDE_FOLDER),
            (words::frame::DATA, words::frame::DATA_FOLDER),
        ]
        .map(|(label, folder)| Link {
            label: label.text(lang),
            href: catalog.languages.folder_of(lang, folder),
        })
        .into(),
        help: (
            words::frame::HELP.text(lang),
            catalog.contacts.iter().map(contact).collect(),
        ),
    }
}

/// Explains the marks of figures. The one of numbers that may change is explained where some years are open.
pub fn samples(context: &Context) -> Vec<(Sample, String, String)> {
    let time = context.time().into_iter();
    let mut years = time.flat_map(|time| time.leaves());
    let some_are_open = years.any(|year| !context.catalog().is_closed(&year.code));
    let mut samples = Vec::new();
    let kinds = [
        Sample::Hidden,
        Sample::Zero,
        Sample::NotStated,
        Sample::Provisional,
    ];
    for (sample, (sign, meaning)) in kinds.into_iter().zip(words::frame::SAMPLES) {
        if sample != Sample::Provisional || some_are_open {
            samples.push((sample, sign.to_owned(), meaning.text(context.lang())));
        }
    }
    samples
}

/// Names landmarks and buttons.
pub fn frame(context: &Context) -> Frame {
    let lang = context.lang();
    Frame {
        skip: words::frame::SKIP.text(lang),
        sections: words::frame::SECTIONS.text(lang),
        filters: words::frame::FILTERS.text(lang),
        ask: words::control::ASK.text(lang),
        at_once: words::control::AT_ONCE.text(lang),
        contents: words::frame::CONTENTS.text(lang),
        shape: words::frame::SHAPE.text(lang),
        grain: words::display::GRAIN.text(lang),
        help: words::frame::HELP_LINK.text(lang),
        exit: Link {
            label: words::frame::EXIT.text(lang),
            href: context.catalog().site.exit().to_owned(),
        },
        more: words::frame::MORE.text(lang),
        take: words::frame::TAKE.text(lang),
        not_taken: words::frame::NOT_TAKEN.text(lang),
        copy: (
            words::frame::COPY.text(lang),
            words::frame::COPIED.text(lang),
        ),
        copy_fixed: words::release::COPY_FIXED.text(lang),
        print: words::frame::PRINT.text(lang),
    }
}

/// Decides whether a page shows series of others, which the notice and the source of the release do not concern.
pub fn is_of_others(context: &Context) -> bool {
    context.query.page != Page::Home && context.query.shows_series(context.catalog())
}
